package events

import (
	"math"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Name is the name of an event: a string or a symbol.
type Name struct {
	text   string
	symbol *goja.Symbol
}

func nameOf(v goja.Value) Name {
	switch v := v.(type) {
	case nil:
		return Name{text: "undefined"}
	case *goja.Symbol:
		return Name{symbol: v}
	default:
		return Name{text: v.String()}
	}
}

func (n Name) value(e *engine.Engine) goja.Value {
	if n.symbol != nil {
		return n.symbol
	}
	return e.Text(n.text)
}

// names are those of the events that have listeners, in the order of an object's
// properties: numbers first.
func (em *Emitter) names() []any {
	var numbers []int
	names := make([]any, 0, len(em.events))
	for i := range em.events {
		if n, ok := em.events[i].name.index(); ok {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		names = append(names, strconv.Itoa(n))
	}
	for i := range em.events {
		if _, ok := em.events[i].name.index(); !ok && em.events[i].name.symbol == nil {
			names = append(names, em.events[i].name.value(em.Engine))
		}
	}
	for i := range em.events {
		if symbol := em.events[i].name.symbol; symbol != nil {
			names = append(names, symbol)
		}
	}
	return names
}

// index is a name that JavaScript takes for an index.
func (n Name) index() (int, bool) {
	i, err := strconv.ParseUint(n.text, 10, 32)
	return int(i), n.symbol == nil && err == nil && i < math.MaxUint32 && strconv.FormatUint(i, 10) == n.text
}
