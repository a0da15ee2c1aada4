package language_test

import (
	"encoding/json"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// FuzzJSON: JSON.parse ends for every text, throws nothing but a SyntaxError, takes what
// Go takes for JSON, and reads again what stringify makes of its result.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e10,null,true,"x\u00ffq\ud800"]}`, `[[[[`, `-0`, `1e999`, `{"__proto__":{"x":1},"a":1,"a":2,"0":3}`,
		`"\ud83d\ude00"`, "\"\xff\"", "{\"\xe2\x82", `{"\u0000nodenet":1}`, "[,1]\xde", "\"\u2028\""} {
		f.Add(s)
	}
	e := enginetest.New(f, prepare)
	v, err := e.VM.RunString(`(function (text) {
		let value
		try { value = JSON.parse(text) } catch (err) { if (!(err instanceof SyntaxError)) throw err; return null }
		const again = JSON.stringify(value)
		if (JSON.stringify(JSON.parse(again)) !== again) throw new Error('another text: ' + again)
		JSON.parse(text, (key, value) => value)
		return again
	})`)
	if err != nil {
		f.Fatal(err)
	}
	parse, _ := goja.AssertFunction(v)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 {
			return
		}
		again, err := parse(goja.Undefined(), e.VM.ToValue(s))
		if err != nil {
			t.Fatal(err)
		}
		if json.Valid([]byte(s)) && goja.IsNull(again) {
			t.Fatalf("%q was refused", s)
		}
	})
}
