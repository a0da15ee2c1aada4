package language_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/language"
)

// TestLoopsEnd: whatever goes through an array, or what is like one, ends when it is
// interrupted, be its length what it may. Most of these have no end in Node.
func TestLoopsEnd(t *testing.T) {
	e := enginetest.New(t, func(e *engine.Engine) { language.Define(e, e.VM.GlobalObject()) })
	methods := map[string]string{
		"copyWithin": "0, 1", "every": "() => true", "fill": "1, 2 ** 31", "filter": "() => true", "flat": "", "flatMap": "x => x", "forEach": "() => {}",
		"includes": "7", "indexOf": "7", "lastIndexOf": "7", "reduce": "(a, b) => a, 0", "reduceRight": "(a, b) => a, 0", "reverse": "", "shift": "",
		"some": "() => false", "find": "() => false", "findLast": "() => false", "findIndex": "() => false", "findLastIndex": "() => false",
		"splice": "0, 1", "join": "''", "toLocaleString": "", "concat": "{ length: 2 ** 52, [Symbol.isConcatSpreadable]: true }", "map": "x => x",
		"slice": "1", "sort": "", "toSorted": "", "toReversed": "", "toSpliced": "0, 1", "with": "0, 1", "unshift": "1",
	}
	objects := []string{"({ length: 2 ** 53 - 1 })", "new Array(2 ** 32 - 1)", "({ get length () { return 2 ** 40 } })", "new Proxy([], { get: (t, k) => k === 'length' ? 2 ** 50 : undefined })",
		"Object.defineProperty(Object(5), 'length', { value: 2 ** 53 - 1, writable: true })"}
	var sources []string
	for _, object := range objects {
		for name, arguments := range methods {
			sources = append(sources, "Array.prototype."+name+".call("+object+", "+arguments+")")
		}
		sources = append(sources, "Array.from("+object+")", "[].concat("+object+")")
	}
	sources = append(sources, "for (const x of new Array(2 ** 32 - 1)) ;")
	for _, source := range sources {
		program := goja.MustCompile("loop.js", source, false)
		e.Run(func() {
			err := e.RunWithin(2*time.Millisecond, func() error { _, err := e.VM.RunProgram(program); return err })
			var thrown *goja.Exception
			if errors.As(err, &thrown) && strings.Contains(thrown.String(), "bug of nodenet") || err != nil && thrown == nil && !errors.Is(err, engine.ErrRunLimit) {
				t.Errorf("%s: %v", source, err)
			}
			if v, err := e.VM.RunString("1 + 1"); err != nil || v.ToInteger() != 2 {
				t.Errorf("after %s: %v", source, err)
			}
		})
	}
}

// TestLimitsWithinEachOther: the outer limit counts, however often the script catches that
// of an inner one.
func TestLimitsWithinEachOther(t *testing.T) {
	e := enginetest.New(t, func(*engine.Engine) {})
	inner := 0
	engine.Must(e.VM.Set("inner", func(goja.FunctionCall) goja.Value {
		inner++
		if err := e.RunWithin(time.Millisecond, func() error { _, err := e.VM.RunString("for (;;) {}"); return err }); err != nil {
			panic(e.PlainError(err.Error()))
		}
		return nil
	}))
	e.Run(func() {
		err := e.RunWithin(20*time.Millisecond, func() error { _, err := e.VM.RunString("for (;;) { try { inner() } catch {} }"); return err })
		if !errors.Is(err, engine.ErrRunLimit) {
			t.Errorf("the outer limit gave %v after %d inner ones", err, inner)
		}
		if _, err := e.VM.RunString("1"); err != nil {
			t.Errorf("then %v", err)
		}
	})
	e.Run(func() {
		engine.Must(e.VM.Set("stop", func(goja.FunctionCall) goja.Value { e.Interrupt("stop"); return nil }))
		err := e.RunWithin(time.Hour, func() error { _, err := e.VM.RunString("stop(); for (;;) {}"); return err })
		var interrupted *goja.InterruptedError
		if !errors.As(err, &interrupted) || interrupted.Value() != "stop" {
			t.Errorf("what ends the event gave %v", err)
		}
	})
}
