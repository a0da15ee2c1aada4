package enginetest

import (
	_ "embed"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed odd.js
var oddSource string

// Odd returns a function of JavaScript, by the source of one that works on an odd value
// and on the function that makes such values of numbers: circles, proxies, getters that
// throw, properties that lie. Whatever comes of that is fine, but for a fault of ours.
func Odd(f *testing.F, e *engine.Engine, source string) func(t *testing.T, data []byte) {
	f.Helper()
	e.Rejections = nil
	e.Fatal = func(*goja.Exception) {} // what a value threw later
	odd, err := e.VM.RunScript("odd.js", oddSource)
	if err != nil {
		f.Fatal(err)
	}
	work, err := e.VM.RunScript("work.js", "("+source+")")
	if err != nil {
		f.Fatal(err)
	}
	return func(t *testing.T, data []byte) {
		e.Run(func() {
			thrown := e.VM.Try(func() {
				e.Call(odd, goja.Undefined(), e.VM.ToValue(e.VM.NewArrayBuffer(data)), work)
			})
			if thrown != nil {
				t.Errorf("%x: %s", data, thrown.String())
			}
		})
	}
}
