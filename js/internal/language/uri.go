package language

import (
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// defineURI has decodeURI and decodeURIComponent keep halves of surrogate pairs, which
// goja makes U+FFFD.
func defineURI(e *engine.Engine, global *goja.Object) {
	for _, name := range []string{"decodeURI", "decodeURIComponent"} {
		gojax.Around(global.Get(name).(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
			text := e.ToText(call.Argument(0))
			decode := func(s goja.String) goja.String {
				return original(goja.FunctionCall{This: call.This, Arguments: []goja.Value{s}}).(goja.String)
			}
			_, units := gojax.Units(text)
			return betweenHalves(text, units, decode)
		})
	}
}

// betweenHalves is what f makes of each part of a text that has no half of a pair.
func betweenHalves(text goja.String, units []uint16, f func(goja.String) goja.String) goja.String {
	var made goja.StringBuilder
	from := 0
	for i := 0; i < len(units); i++ {
		switch {
		case !utf16.IsSurrogate(rune(units[i])):
		case i+1 < len(units) && utf16.DecodeRune(rune(units[i]), rune(units[i+1])) != '\ufffd':
			i++
		default:
			made.WriteString(f(text.Substring(from, i)))
			made.WriteSubstring(text, i, i+1)
			from = i + 1
		}
	}
	if from == 0 {
		return f(text)
	}
	made.WriteString(f(text.Substring(from, len(units))))
	return made.String()
}
