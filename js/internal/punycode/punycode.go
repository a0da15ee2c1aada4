// Package punycode is Node's old module punycode, as far as host names need it.
package punycode

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// Load is the loader of require('punycode').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	text := func(name string, f func(string) string) {
		engine.Must(exports.Set(name, e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
			return e.Text(f(call.Argument(0).String()))
		})))
	}
	engine.Must(exports.Set("version", "2.1.0"))
	text("decode", func(s string) string {
		label, ok := url.PunyDecode(s)
		if !ok {
			panic(e.Construct(e.VM.Get("RangeError"), e.Text("Invalid input")))
		}
		return label
	})
	text("encode", func(s string) string {
		encoded, plain := url.PunyEncode(s)
		if plain && s != "" {
			encoded += "-"
		}
		return encoded
	})
	text("toASCII", url.HostToASCII)
	text("toUnicode", url.ToUnicode)
	return nil
}
