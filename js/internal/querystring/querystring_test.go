package querystring_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/querystring"
)

func register(e *engine.Engine) { e.Register("querystring", querystring.Load) }

// FuzzParse: every text is a query of no more names than are asked for, by default a
// thousand, and what it is written as is the same query.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a=b&c=d", "&&a&=&=b", "a=1&a=2&a", "__proto__=x&constructor=y", "%zz=%e4%bd&+=%20", "%f0%9f%98%80=\U0001f600", "a=b=c", "\xff=%ff"} {
		f.Add(s, "&", "=", 0)
		f.Add(s, "=b", "&", 2)
	}
	e := enginetest.New(f, register)
	v, err := e.VM.RunString(`(function (text, separator, equals, most) {
		const query = require('querystring')
		const parsed = query.parse(text, separator, equals, { maxKeys: most })
		let count = 0
		for (const name in parsed) count += [parsed[name]].flat().length
		if (most > 0 && count > most) throw new Error(count + ' names')
		const again = query.parse(query.stringify(parsed), null, null, { maxKeys: 0 })
		if (JSON.stringify(again) !== JSON.stringify(parsed)) throw new Error(JSON.stringify(parsed) + ' is read again as ' + JSON.stringify(again))
	})`)
	if err != nil {
		f.Fatal(err)
	}
	parse, _ := goja.AssertFunction(v)
	f.Fuzz(func(t *testing.T, text, separator, equals string, most int) {
		if len(text) > 10_000 {
			return
		}
		if _, err := parse(goja.Undefined(), e.Text(text), e.Text(separator), e.Text(equals), e.VM.ToValue(most)); err != nil {
			t.Fatal(err)
		}
	})
}
