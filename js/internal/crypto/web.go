package crypto

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// web makes globalThis.crypto.
func (m *module) web() *goja.Object {
	if m.webcrypto != nil {
		return m.webcrypto
	}
	e := m.e
	illegal := func(goja.ConstructorCall) *goja.Object { panic(e.IllegalConstructor()) }
	whole, subtle := e.Class("Crypto", 0, nil, illegal), e.Class("SubtleCrypto", 0, nil, illegal)
	m.key = e.Class("CryptoKey", 0, nil, illegal)
	for _, class := range []*engine.Class{whole, subtle, m.key} {
		class.ShowAsClass()
	}
	m.webClasses = map[string]*engine.Class{"Crypto": whole, "SubtleCrypto": subtle, "CryptoKey": m.key}
	m.webcrypto = e.VM.CreateObject(whole.Prototype)
	inner := e.VM.CreateObject(subtle.Prototype)
	whole.Getter("subtle", func(*goja.Object) goja.Value { return inner }, nil)
	whole.Assign("getRandomValues", 1, func(call goja.FunctionCall) goja.Value { return m.getRandomValues(call.Argument(0)) })
	whole.Assign("randomUUID", 0, func(goja.FunctionCall) goja.Value { return e.Text(uuid(4)) })
	whole.Tag("Crypto")
	subtle.Tag("SubtleCrypto")
	m.keyClass()
	m.subtle(subtle)
	return m.webcrypto
}

func (m *module) fail(name, message string) { panic(domexception.New(m.e, message, name)) }

// params is an algorithm as a script gives it: a name, and an object of what goes with it.
type params struct {
	m    *module
	name string       // as it is written right
	o    *goja.Object // nil where there is only a name
}

// algorithmNames are those that are known, by their names in capital letters.
var algorithmNames = func() map[string]string {
	names := map[string]string{}
	for _, name := range strings.Fields("AES-CBC AES-CTR AES-GCM AES-KW HMAC PBKDF2 HKDF ECDSA ECDH Ed25519 X25519 RSASSA-PKCS1-v1_5 RSA-PSS RSA-OAEP " +
		"SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512") {
		names[strings.ToUpper(name)] = name
	}
	return names
}()

// params reads an algorithm that has to be one of some; with none, any.
func (m *module) params(v goja.Value, among ...string) params {
	p := params{m: m}
	name := engine.OrUndefined(v)
	if o, ok := v.(*goja.Object); ok {
		p.o = o
		name = p.required("Algorithm", "name")
	}
	p.name = algorithmNames[strings.ToUpper(name.String())]
	for _, one := range among {
		if one == p.name {
			return p
		}
	}
	if p.name == "" || len(among) > 0 {
		m.fail("NotSupportedError", "Unrecognized algorithm name")
	}
	return p
}

// get is a member, undefined where there is none.
func (p params) get(name string) goja.Value {
	if p.o == nil {
		return goja.Undefined()
	}
	return optional(p.o, name)
}

// required is a member without which the algorithm says too little.
func (p params) required(kind, name string) goja.Value {
	v := p.get(name)
	if engine.IsUndefined(v) {
		panic(p.m.e.TypeError("ERR_MISSING_OPTION", "Failed to normalize algorithm: passed algorithm cannot be converted to '"+kind+
			"' because '"+name+"' is required in '"+kind+"'."))
	}
	return v
}

// bytes is a required member that is a buffer.
func (p params) bytes(kind, name string) []byte {
	v := p.required(kind, name)
	data, ok := memory(v)
	if !ok {
		panic(p.m.e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to normalize algorithm: '"+name+"' of '"+kind+
			"' (passed algorithm) is not instance of ArrayBuffer, Buffer, TypedArray, or DataView."))
	}
	return append([]byte{}, data...)
}

// number is a required member that is a whole number, at most as large as most.
func (p params) number(kind, name string, most int64) int {
	v := p.required(kind, name)
	n := v.ToFloat()
	if !(n >= 0 && n <= float64(most)) {
		panic(p.m.e.TypeError("ERR_OUT_OF_RANGE", "Failed to normalize algorithm: '"+name+"' of '"+kind+
			"' (passed algorithm) is outside the expected range of 0 to "+strconv.FormatInt(most, 10)+"."))
	}
	return int(n)
}

// hash is the required member of that name.
func (p params) hash(kind string) string {
	return p.m.webDigest(p.required(kind, "hash"))
}

// webDigest is the name of a digest as the Web Cryptography API has it.
func (m *module) webDigest(v goja.Value) string {
	return m.params(v, "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512").name
}

// source is an argument that is a buffer, copied.
func (m *module) source(method, position string, v goja.Value) []byte {
	p, ok := memory(v)
	if !ok {
		panic(m.e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute '"+method+"' on 'SubtleCrypto': "+position+
			" argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView."))
	}
	return append([]byte{}, p...)
}

// A task is what a method of SubtleCrypto has to do: work, on a goroutine, and then result.
// Where work is nil the result is there at once.
type task struct {
	work   func() error
	result func() any
}

// arrayBuffer is a task that makes bytes.
func (m *module) arrayBuffer(make func() ([]byte, error)) task {
	var p []byte
	return task{func() (err error) {
		p, err = make()
		return err
	}, func() any { return m.e.VM.NewArrayBuffer(p) }}
}

// promised adds a method that returns a promise; what prepare throws rejects it, and an
// error of the work does so as an OperationError.
func (m *module) promised(class *engine.Class, name string, length int, prepare func(args []goja.Value) task) {
	e := m.e
	class.Assign(name, length, func(call goja.FunctionCall) goja.Value {
		promise, fulfil, reject := e.Promise()
		settle := func(f func()) {
			if thrown := e.VM.Try(f); thrown != nil {
				reject(thrown.Value())
			}
		}
		var t task
		settle(func() {
			if o, ok := call.This.(*goja.Object); !ok || !inherits(o, class.Prototype) {
				panic(e.InvalidThis("SubtleCrypto"))
			}
			if n := len(call.Arguments); n < length {
				panic(e.TypeError("ERR_MISSING_ARGS", "Failed to execute '"+name+"' on 'SubtleCrypto': "+strconv.Itoa(length)+
					" arguments required, but only "+strconv.Itoa(n)+" present."))
			}
			t = prepare(filled(call.Arguments, max(length, len(call.Arguments), 7)))
			if t.work == nil {
				fulfil(t.result())
			}
		})
		if t.work == nil {
			return promise
		}
		var err error
		e.Compute(func() { err = t.work() }, func() {
			if err != nil {
				reject(domexception.New(e, "The operation failed for an operation-specific reason", "OperationError"))
				return
			}
			settle(func() { fulfil(t.result()) })
		})
		return promise
	})
}

// subtle adds the methods of SubtleCrypto.
func (m *module) subtle(class *engine.Class) {
	e := m.e
	m.promised(class, "digest", 2, func(args []goja.Value) task {
		data := m.source("digest", "2nd", args[1])
		f := digest(m.webDigest(args[0]))
		return m.arrayBuffer(func() ([]byte, error) {
			h := f()
			h.Write(data)
			return h.Sum(nil), nil
		})
	})
	m.webSigning(class)
	m.webCiphers(class)
	m.webDerivations(class)
	m.webKeys(class)
	for _, name := range strings.Fields("encapsulateBits decapsulateBits encapsulateKey decapsulateKey") {
		class.Assign(name, 3, func(goja.FunctionCall) goja.Value {
			promise, _, reject := e.Promise()
			reject(unavailable(e, "crypto.subtle."+name))
			return promise
		})
	}
}

// asBytes makes a Uint8Array.
func (m *module) asBytes(p []byte) *goja.Object {
	return m.e.Construct(m.e.VM.Get("Uint8Array"), m.e.VM.ToValue(m.e.VM.NewArrayBuffer(p)))
}
