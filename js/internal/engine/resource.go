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

// Resources is what keeps the program alive.
func (e *Engine) Resources() []Resource {
	var all []Resource
	for _, list := range *Slot(e, resourcesKey{}, func() *[]func() []Resource { return &[]func() []Resource{} }) {
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
	return all
}
