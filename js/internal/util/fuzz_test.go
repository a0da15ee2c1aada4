package util_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/language"
)

// FuzzInspect: whatever a value is, inspect makes a text of it, or throws what the
// value itself throws; and so do comparing it and writing it into a message.
func FuzzInspect(f *testing.F) {
	for kind := range byte(40) {
		f.Add([]byte{kind, 3, kind, 25, 0, kind, kind + 1, 2, 5, 5, 7, 0, 1, 2, 3, kind})
		f.Add([]byte{24, kind, 4, 0, kind, 0, 3, 1, 1, 25, 2, kind, 7, 0})
	}
	e := enginetest.New(f, func(e *engine.Engine) {
		register(e)
		language.Define(e, e.VM.GlobalObject()) // with it the length of an array does not matter
	})
	if _, err := e.VM.RunString("globalThis.util = require('util')"); err != nil {
		f.Fatal(err)
	}
	inspect := enginetest.Odd(f, e, `(make, byte) => {
		const value = make(), other = make()
		const options = { showHidden: byte() % 2 > 0, depth: byte() % 2 ? Infinity : 2, getters: byte() % 2 > 0, showProxy: byte() % 2 > 0,
			compact: byte() % 4, sorted: byte() % 2 > 0, colors: byte() % 2 > 0, maxArrayLength: byte() }
		const text = util.inspect(value, options)
		if (typeof text !== 'string') throw new Error('a bug of nodenet: inspect gives ' + typeof text)
		util.isDeepStrictEqual(value, other)
		util.format('%s %d %i %f %j %o %O %c', value, other, value, other, value, other, value, other)
	}`)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 300 {
			inspect(t, data)
		}
	})
}
