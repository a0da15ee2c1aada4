package util_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

func register(e *engine.Engine) {
	e.Register("util", util.Load)
	e.Register("util/types", util.LoadTypes)
	util.Setup(e)
}

// testdata/node26.txt has what Node 26 made of the expressions, each result as
// JSON on the line that the expression has in expressions.txt.
func TestExpressions(t *testing.T) {
	lines := func(name string) []string {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	}
	expressions, results := lines("expressions.txt"), lines("node26.txt")
	if len(expressions) != len(results) {
		t.Fatalf("%d expressions, %d results", len(expressions), len(results))
	}
	e := enginetest.New(t, register)
	e.Rejections = nil
	enginetest.Run(t, e, `
		const g = globalThis;
		g.util = require('util');
		g.inspect = g.util.inspect;
		g.format = g.util.format;
		g.custom = g.inspect.custom;
		g.err = function (stack, Class, message, options) {
			const e = new Class(message, options);
			Object.defineProperty(e, 'stack', { value: stack, writable: true, configurable: true, enumerable: false });
			return e;
		};`)
	for i, expression := range expressions {
		var want string
		if err := json.Unmarshal([]byte(results[i]), &want); err != nil {
			t.Fatal(err)
		}
		var v goja.Value
		var err error
		e.Run(func() { v, err = e.VM.RunString("String(" + expression + ")") })
		if err != nil {
			t.Errorf("line %d: %s\n%v", i+1, expression, err)
			continue
		}
		if got := v.String(); got != want {
			t.Errorf("line %d: %s\ngot  %s\nwant %s", i+1, expression, got, want)
		}
	}
}
