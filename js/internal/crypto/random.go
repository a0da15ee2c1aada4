package crypto

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func (m *module) randoms() {
	e := m.e
	m.method("randomBytes", 2, func(call goja.FunctionCall) goja.Value {
		n := int(m.number("size", call.Argument(0), math.MaxInt32))
		p := make([]byte, n)
		callback := call.Argument(1)
		if engine.IsUndefined(callback) {
			rand.Read(p)
			return buffer.Wrap(e, p)
		}
		e.NeedFunction("callback", callback)
		e.Compute(func() { rand.Read(p) }, func() { e.Call(callback, goja.Undefined(), goja.Null(), buffer.Wrap(e, p)) })
		return nil
	})
	m.method("randomFillSync", 3, func(call goja.FunctionCall) goja.Value {
		rand.Read(m.part(call.Argument(0), call.Argument(1), call.Argument(2)))
		return call.Argument(0)
	})
	m.method("randomFill", 4, func(call goja.FunctionCall) goja.Value {
		args := append([]goja.Value(nil), call.Arguments...)
		n := len(args)
		if n == 0 || !engine.IsFunction(args[n-1]) {
			panic(e.InvalidArgType("callback", call.Argument(max(n-1, 1)), "function"))
		}
		callback := args[n-1]
		args = append(args[:n-1], goja.Undefined(), goja.Undefined(), goja.Undefined())
		p := m.part(args[0], args[1], args[2])
		e.Go(func() {}, func() {
			rand.Read(p)
			e.Call(callback, goja.Undefined(), goja.Null(), args[0])
		})
		return nil
	})
	m.method("randomInt", 3, m.randomInt)
	m.method("randomUUID", 1, func(call goja.FunctionCall) goja.Value {
		if !engine.IsUndefined(call.Argument(0)) {
			e.NeedObject("options", call.Argument(0))
		}
		return e.Text(uuid(4))
	})
	m.method("randomUUIDv7", 1, func(goja.FunctionCall) goja.Value { return e.Text(uuid(7)) })
}

// number is a number of bytes.
func (m *module) number(name string, v goja.Value, limit float64) float64 {
	if engine.TypeOf(v) != "number" {
		panic(m.e.InvalidArgType(name, v, "number"))
	}
	n := v.ToFloat()
	if math.IsNaN(n) || n < 0 || n > limit {
		panic(m.e.OutOfRange(name, ">= 0 && <= "+strconv.FormatFloat(limit, 'f', -1, 64), v))
	}
	return n
}

// part is a part of a buffer that is to be filled.
func (m *module) part(v, offset, size goja.Value) []byte {
	p, ok := memory(v)
	if !ok {
		panic(m.e.InvalidArgType("buf", v, "ArrayBuffer", "ArrayBufferView"))
	}
	if !engine.IsUndefined(offset) {
		p = p[int(m.number("offset", offset, float64(len(p)))):]
	}
	if !engine.IsUndefined(size) {
		p = p[:int(m.number("size", size, float64(len(p))))]
	}
	return p
}

func isSafeInteger(v goja.Value) bool {
	if engine.TypeOf(v) != "number" {
		return false
	}
	n := v.ToFloat()
	return n == math.Trunc(n) && math.Abs(n) <= engine.MaxSafeInteger
}

func (m *module) randomInt(call goja.FunctionCall) goja.Value {
	e := m.e
	low, high, callback := call.Argument(0), call.Argument(1), call.Argument(2)
	if engine.IsUndefined(high) || engine.IsFunction(high) {
		low, high, callback = e.Int(0), low, high
	}
	if !engine.IsUndefined(callback) {
		e.NeedFunction("callback", callback)
	}
	for _, bound := range []struct {
		name string
		v    goja.Value
	}{{"min", low}, {"max", high}} {
		if !isSafeInteger(bound.v) {
			panic(e.InvalidArgType(bound.name, bound.v, "a safe integer"))
		}
	}
	from, to := low.ToInteger(), high.ToInteger()
	if to <= from {
		panic(e.OutOfRange("max", `greater than the value of "min" (`+strconv.FormatInt(from, 10)+")", high))
	}
	if to-from > 1<<48-1 {
		panic(e.OutOfRange("max - min", "<= 281474976710655", e.VM.ToValue(to-from)))
	}
	n, _ := rand.Int(rand.Reader, big.NewInt(to-from))
	result := e.VM.ToValue(from + n.Int64())
	if engine.IsUndefined(callback) {
		return result
	}
	e.NextTick(func() { e.Call(callback, goja.Undefined(), goja.Undefined(), result) })
	return nil
}

func uuid(version byte) string {
	var p [16]byte
	rand.Read(p[:])
	if version == 7 {
		var ms [8]byte
		binary.BigEndian.PutUint64(ms[:], uint64(time.Now().UnixMilli()))
		copy(p[:6], ms[2:])
	}
	p[6] = p[6]&0x0f | version<<4
	p[8] = p[8]&0x3f | 0x80
	s := hex.EncodeToString(p[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// getRandomValues is that of the Web Cryptography API.
func (m *module) getRandomValues(v goja.Value) goja.Value {
	view, ok := buffer.View(v)
	if !ok {
		panic(m.e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute 'getRandomValues' on 'Crypto': 1st argument is not an ArrayBufferView."))
	}
	if !view.IsTypedArray() || strings.HasPrefix(view.Type, "Float") {
		panic(domexception.New(m.e, "The data argument must be an integer-type TypedArray", "TypeMismatchError"))
	}
	p := view.Bytes()
	if len(p) > 65536 {
		panic(domexception.New(m.e, "The requested length exceeds 65,536 bytes", "QuotaExceededError"))
	}
	rand.Read(p)
	return v
}
