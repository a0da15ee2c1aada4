package engine

import (
	"slices"

	"github.com/dop251/goja"
)

// Resource is something that keeps the program alive.
type Resource struct {
	Name  string       // as process.getActiveResourcesInfo has it
	Owner *goja.Object // what a script knows it as; nil for none
}

type resourcesKey struct{}

// AddResources has list asked whenever somebody wants to know what keeps the program
// alive. Each module tells of its own.
func (e *Engine) AddResources(list func() []Resource) {
	lists := Slot(e, resourcesKey{}, func() *[]func() []Resource { return &[]func() []Resource{} })
	*lists = append(*lists, list)
}

type activeKey struct{}

// Active counts a request with this name among what keeps the program alive, until
// ended is called; both on the loop.
func (e *Engine) Active(name string) (ended func()) {
	running := e.active()
	running[name]++
	return func() {
		if running[name]--; running[name] == 0 {
			delete(running, name)
		}
	}
}

func (e *Engine) active() map[string]int {
	return Slot(e, activeKey{}, func() map[string]int { return map[string]int{} })
}

// Resources is what keeps the program alive: requests, handles, and timers last.
func (e *Engine) Resources() []Resource {
	var all []Resource
	requests := func() (list []Resource) {
		for name, n := range e.active() {
			list = append(list, slices.Repeat([]Resource{{Name: name}}, n)...)
		}
		return list
	}
	lists := *Slot(e, resourcesKey{}, func() *[]func() []Resource { return &[]func() []Resource{} })
	for _, list := range append([]func() []Resource{requests}, lists...) {
		found := list()
		slices.SortFunc(found, func(a, b Resource) int {
			switch {
			case a.Name < b.Name:
				return -1
			case a.Name > b.Name:
				return 1
			}
			return 0
		})
		all = append(all, found...)
	}
	timer := func(r Resource) bool { return r.Name == "Timeout" || r.Name == "Immediate" }
	slices.SortStableFunc(all, func(a, b Resource) int {
		switch {
		case timer(b) && !timer(a):
			return -1
		case timer(a) && !timer(b):
			return 1
		}
		return 0
	})
	return all
}
