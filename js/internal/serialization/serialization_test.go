package serialization_test

import (
	"bytes"
	"encoding/hex"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/serialization"
	"github.com/nodenet-go/nodenet/js/internal/shared"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func prepare(e *engine.Engine) {
	for _, define := range []func(*engine.Engine, *goja.Object){
		language.Define, buffer.Define, timers.Define, messaging.Define, domexception.Define, eventtarget.Define, shared.Define,
	} {
		define(e, e.VM.GlobalObject())
	}
	e.Register("v8", func(e *engine.Engine, exports *goja.Object) goja.Value {
		serialization.Load(e, exports)
		return nil
	})
}

func TestRecorded(t *testing.T) { enginetest.Golden(t, prepare) }

// FuzzDeserialize: whatever the bytes are, something is made of them or an error thrown;
// what was made can be written, and what is made of that is written alike.
func FuzzDeserialize(f *testing.F) {
	for _, seed := range []string{
		"5f", "30", "54", "4902", "4e000000000000f03f", "5a1001000000000000000", "2201e9", "6302ac20", "5303e282ac", "6f2201635e007b01", "4102490249042201784902240102",
		"6105400005", "61034900490249044906400203", "440000000000000000", "52220161ffff03", "522204615c2f62232f", "3b490249043a02", "2749022c01", "4204616263645642000400",
		"7e030a000000", "5c0a026869", "5c05040000000", "79", "6e0000000000000000", "7322016f", "7a0201", "72546d22016d7322027374634902632e", "3f014902", "2d", "000000004902",
		"61ffffffff0f4904490240ffffffff0f", "5c015f", "5c006f7b00",
	} {
		data, _ := hex.DecodeString(seed[:len(seed)&^1])
		for _, version := range []byte{13, 15} {
			f.Add(append([]byte{0xff, version}, data...))
		}
	}
	f.Add(append([]byte{0xff, 15}, bytes.Repeat([]byte{'o'}, 20000)...))
	e := enginetest.New(f, prepare)
	e.Rejections = nil
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		given := slices.Clone(data)
		for name, read := range map[string]func(*engine.Engine, []byte) goja.Value{"value": serialization.Deserialize, "message": serialization.Received} {
			var first, second []byte
			e.Run(func() {
				e.VM.Try(func() {
					first = serialization.Serialize(e, read(e, data))
					second = serialization.Serialize(e, serialization.Deserialize(e, first))
				})
			})
			if !bytes.Equal(first, second) {
				t.Errorf("%s %x is %x, and then %x", name, data, first, second)
			}
		}
		if !bytes.Equal(data, given) {
			t.Errorf("%x was changed to %x", given, data)
		}
	})
}

// FuzzSerialize: whatever a value is, it is written, or what it throws is thrown; and what
// is written is read as a value of the same keys.
func FuzzSerialize(f *testing.F) {
	for kind := range byte(40) {
		f.Add([]byte{kind, 3, kind, 25, 0, kind, kind + 1, 2, 5, 5, 7, 0, 1, 2, 3, kind})
		f.Add([]byte{24, kind, 4, 0, kind, 0, 3, 1, 1, 25, 2, kind, 7, 0})
	}
	e := enginetest.New(f, prepare)
	serialize := enginetest.Odd(f, e, `(make, byte) => {
		const v8 = require('v8')
		const written = v8.serialize(make())
		let copy
		try { copy = v8.deserialize(written) } catch (err) { throw new Error('a bug of nodenet: what was written cannot be read: ' + err.message) }
		const again = v8.deserialize(v8.serialize(copy))
		if (typeof again !== typeof copy || Array.isArray(again) !== Array.isArray(copy)) throw new Error('a bug of nodenet: another kind')
		if (copy !== null && typeof copy === 'object' && Object.keys(again).join() !== Object.keys(copy).join()) throw new Error('a bug of nodenet: other keys')
	}`)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 300 {
			serialize(t, data)
		}
	})
}

// TestLengthsThatAPeerNamesCostNothing: what is not there is not allocated.
func TestLengthsThatAPeerNamesCostNothing(t *testing.T) {
	e := enginetest.New(t, prepare)
	for _, head := range []string{"42", "7e", "22", "63", "53", "5c0a", "41", "5a", "61ffffffff0f49ffffffff0749024001"} {
		data, err := hex.DecodeString("ff0f" + head + "feffffff0f")
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		e.Run(func() { e.VM.Try(func() { serialization.Received(e, data) }) })
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
			t.Errorf("%s: %d bytes", head, n)
		}
	}
}

// TestNestedTooDeeply: an error that a script can catch, both ways.
func TestNestedTooDeeply(t *testing.T) {
	e := enginetest.New(t, prepare)
	got := strings.Join(enginetest.Run(t, e, `
		const v8 = require('v8'), tried = (f) => { try { f(); print('done') } catch (err) { print(err.name, err.message) } }
		let deep = {}
		for (let i = 0; i < 100000; i++) deep = i % 2 ? [deep] : { deep }
		tried(() => v8.serialize(deep))
		for (const tag of 'oAa;\x27r\\') tried(() => v8.deserialize(Buffer.concat([Buffer.from([255, 15]), Buffer.alloc(1000000, tag)])))
	`), "\n")
	const deep, broken = "RangeError Maximum call stack size exceeded", "Error Unable to deserialize cloned data."
	if want := strings.Join([]string{deep, deep, deep, deep, deep, deep, broken, broken}, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
