package engine

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// ToText is what JavaScript's String conversion makes of a value, or of a property that
// is not there.
func (e *Engine) ToText(v goja.Value) goja.String {
	v = OrUndefined(v)
	switch v := v.(type) {
	case goja.String:
		return v
	case *goja.Symbol:
		panic(e.VM.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	s := v.ToString() // once: it calls the script's toString
	if text, ok := s.(goja.String); ok {
		return text
	}
	return gojax.String(s.String()) // numbers stay what they are in ToString
}
