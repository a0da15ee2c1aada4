package messaging_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

// FuzzClone: whatever a value is, it is copied, or what it throws is thrown; and the
// copy, which has no getters and lies about nothing, can be copied again.
func FuzzClone(f *testing.F) {
	for kind := range byte(40) {
		f.Add([]byte{kind, 3, kind, 25, 0, kind, kind + 1, 2, 5, 5, 7, 0, 1, 2, 3, kind})
		f.Add([]byte{24, kind, 4, 0, kind, 0, 3, 1, 1, 25, 2, kind, 7, 0})
	}
	e := enginetest.New(f, func(e *engine.Engine) {
		for _, define := range []func(*engine.Engine, *goja.Object){language.Define, timers.Define, messaging.Define, domexception.Define, eventtarget.Define} {
			define(e, e.VM.GlobalObject())
		}
	})
	clone := enginetest.Odd(f, e, `(make, byte) => {
		const value = make()
		let copy
		try { copy = structuredClone(value, byte() % 4 ? undefined : { transfer: [make()] }) } catch (err) {
			if (byte() % 2) structuredClone(err)
			throw err
		}
		let again
		try { again = structuredClone(copy) } catch (err) { throw new Error('a bug of nodenet: a copy cannot be copied: ' + err.message) }
		if (typeof again !== typeof copy || Array.isArray(again) !== Array.isArray(copy)) throw new Error('a bug of nodenet: another kind')
		if (copy !== null && typeof copy === 'object' && Object.keys(again).join() !== Object.keys(copy).join()) throw new Error('a bug of nodenet: other keys')
	}`)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 300 {
			clone(t, data)
		}
	})
}
