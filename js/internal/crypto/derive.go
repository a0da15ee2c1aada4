package crypto

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// derivations are the functions that make keys of passwords.
func (m *module) derivations() {
	both := func(name string, count int, prepare func(args []goja.Value) (work func() []byte), result func(p []byte) goja.Value) {
		m.method(name+"Sync", count, func(call goja.FunctionCall) goja.Value {
			work := prepare(filled(call.Arguments, count))
			var p []byte
			m.e.Aside(func() { p = work() })
			return result(p)
		})
		m.method(name, count+1, func(call goja.FunctionCall) goja.Value {
			args := filled(call.Arguments, count+1)
			callback := args[count]
			if name == "scrypt" && engine.IsUndefined(callback) {
				callback, args[3] = args[3], goja.Undefined()
				m.e.NeedFunction("callback", callback)
			}
			if name == "pbkdf2" && engine.IsFunction(args[4]) {
				callback, args[4] = args[4], goja.Undefined()
			}
			work := prepare(args)
			m.e.NeedFunction("callback", callback)
			var p []byte
			m.e.Compute(func() { p = work() }, func() { m.e.Call(callback, goja.Undefined(), goja.Null(), result(p)) })
			return nil
		})
	}
	wrap := func(p []byte) goja.Value { return buffer.Wrap(m.e, p) }
	both("pbkdf2", 5, m.pbkdf2, wrap)
	both("scrypt", 4, m.scrypt, wrap)
	both("hkdf", 5, m.hkdf, func(p []byte) goja.Value { return m.e.VM.ToValue(m.e.VM.NewArrayBuffer(p)) })
}

func filled(args []goja.Value, count int) []goja.Value {
	out := make([]goja.Value, count)
	for i := range out {
		out[i] = goja.Undefined()
		if i < len(args) {
			out[i] = args[i]
		}
	}
	return out
}

// secret is an argument that is text or bytes, copied: scripts may go on using
// theirs.
func (m *module) secret(name string, v goja.Value) []byte {
	return append([]byte(nil), m.input(name, v, goja.Undefined(), secrets...)...)
}

func (m *module) pbkdf2(args []goja.Value) func() []byte {
	e := m.e
	name := e.NeedString("digest", args[4])
	password, salt := m.secret("password", args[0]), m.secret("salt", args[1])
	iterations := int(e.NeedInteger("iterations", args[2], 1, math.MaxInt32))
	length := int(e.NeedInteger("keylen", args[3], 0, math.MaxInt32))
	f := digest(name)
	if f == nil {
		panic(m.invalidDigest(name))
	}
	return func() []byte {
		if length == 0 {
			return []byte{}
		}
		p, _ := pbkdf2.Key(f, string(password), salt, iterations, length)
		return p
	}
}

func (m *module) hkdf(args []goja.Value) func() []byte {
	e := m.e
	name := e.NeedString("digest", args[0])
	key := m.secretBytes("ikm", args[1], nil, "string", "SecretKeyObject", "ArrayBuffer", "TypedArray", "DataView", "Buffer")
	salt, info := m.secret("salt", args[2]), m.secret("info", args[3])
	if len(info) > 1024 {
		panic(e.RangeError("ERR_OUT_OF_RANGE", `The value of "info" is out of range. It must be must not contain more than 1024 bytes. Received `+e.Int(len(info)).String()))
	}
	length := e.NeedInteger("length", args[4], 0, engine.MaxSafeInteger)
	f := digest(name)
	switch {
	case f == nil:
		panic(m.invalidDigest(name))
	case length > int64(255*f().Size()):
		panic(e.RangeError("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"))
	case length == 0:
		panic(e.PlainError("HKDF derivation failed"))
	}
	return func() []byte {
		p, _ := hkdf.Key(f, key, salt, string(info), int(length))
		return p
	}
}
