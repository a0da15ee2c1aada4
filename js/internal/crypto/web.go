package crypto

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"hash"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// cryptoKey is a CryptoKey as it hides in its object.
type cryptoKey struct {
	goja.Value
	algorithm   string // HMAC or PBKDF2
	hash        string
	key         *keys.Key
	extractable bool
	usages      []string
}

// cryptoKeyOf returns what hides in a CryptoKey; nil for anything else.
func cryptoKeyOf(v goja.Value) *cryptoKey {
	if o, ok := v.(*goja.Object); ok {
		k, _ := engine.Hidden(o, "CryptoKey").(*cryptoKey)
		return k
	}
	return nil
}

// web makes globalThis.crypto.
func (m *module) web() *goja.Object {
	if m.webcrypto != nil {
		return m.webcrypto
	}
	e := m.e
	illegal := func(goja.ConstructorCall) *goja.Object {
		panic(e.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor"))
	}
	whole, subtle := e.Class("Crypto", 0, nil, illegal), e.Class("SubtleCrypto", 0, nil, illegal)
	m.key = e.Class("CryptoKey", 0, nil, illegal)
	m.webcrypto = e.VM.CreateObject(whole.Prototype)
	inner := e.VM.CreateObject(subtle.Prototype)
	whole.Getter("subtle", func(*goja.Object) goja.Value { return inner }, nil)
	whole.Assign("getRandomValues", 1, func(call goja.FunctionCall) goja.Value { return m.getRandomValues(call.Argument(0)) })
	whole.Assign("randomUUID", 0, func(goja.FunctionCall) goja.Value { return e.Text(uuid(4)) })
	m.keyClass()
	m.subtle(subtle)
	return m.webcrypto
}

// toCryptoKey is that of KeyObject.
func (m *module) toCryptoKey(*keys.Key, goja.FunctionCall) goja.Value {
	panic(unavailable(m.e, "KeyObject.prototype.toCryptoKey"))
}

func (m *module) keyClass() {
	e := m.e
	getter := func(name string, get func(k *cryptoKey) goja.Value) {
		m.key.Getter(name, func(this *goja.Object) goja.Value {
			if k, ok := engine.Hidden(this, "CryptoKey").(*cryptoKey); ok {
				return get(k)
			}
			return nil
		}, nil)
	}
	e.SymbolMethod(m.key.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "[nodejs.util.inspect.custom]", func(call goja.FunctionCall) goja.Value {
		this, shown := e.This(call, "type"), e.VM.NewObject()
		for _, name := range []string{"type", "extractable", "algorithm", "usages"} {
			engine.Must(shown.Set(name, this.Get(name)))
		}
		options := e.VM.NewObject()
		if given, ok := call.Argument(1).(*goja.Object); ok {
			options = given
		}
		if depth := call.Argument(0); engine.TypeOf(depth) == "number" {
			engine.Must(options.Set("depth", depth.ToFloat()-1))
		}
		return e.Text("CryptoKey " + e.Call(call.Argument(2), goja.Undefined(), shown, options).String())
	})
	getter("type", func(*cryptoKey) goja.Value { return e.Text("secret") })
	getter("extractable", func(k *cryptoKey) goja.Value { return e.Bool(k.extractable) })
	getter("algorithm", func(k *cryptoKey) goja.Value {
		if k.algorithm == "HMAC" {
			return e.Object("name", k.algorithm, "length", 8*len(k.key.Data), "hash", e.Object("name", k.hash))
		}
		return e.Object("name", k.algorithm)
	})
	getter("usages", func(k *cryptoKey) goja.Value {
		items := make([]any, len(k.usages))
		for i, usage := range k.usages {
			items[i] = usage
		}
		return e.VM.NewArray(items...)
	})
}

func (m *module) fail(name, message string) { panic(domexception.New(m.e, message, name)) }

// algorithm reads the name of an algorithm, and the object that it may be in.
func (m *module) algorithm(v goja.Value) (name string, o *goja.Object) {
	if o, ok := v.(*goja.Object); ok {
		if named := o.Get("name"); named != nil {
			return strings.ToUpper(named.String()), o
		}
		return "", o
	}
	return strings.ToUpper(v.String()), nil
}

// webDigest is a digest by the name that it has in the Web Cryptography API.
func (m *module) webDigest(v goja.Value) (name string, f func() hash.Hash) {
	if v == nil {
		v = goja.Undefined()
	}
	name, _ = m.algorithm(v)
	switch name {
	case "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512":
		return name, digest(name)
	}
	m.fail("NotSupportedError", "Unrecognized algorithm name")
	return
}

func (m *module) source(method, position string, v goja.Value) []byte {
	p, ok := memory(v)
	if !ok {
		panic(m.e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute '"+method+"' on 'SubtleCrypto': "+position+
			" argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView."))
	}
	return append([]byte(nil), p...)
}

// asynchronous adds a method that returns a promise of what a goroutine makes;
// what prepare throws rejects.
func (m *module) asynchronous(class *engine.Class, name string, length int, prepare func(args []goja.Value) func() []byte, result func([]byte) any) {
	class.Assign(name, length, func(call goja.FunctionCall) goja.Value {
		promise, fulfil, reject := m.e.Promise()
		var work func() []byte
		if thrown := m.e.VM.Try(func() { work = prepare(filled(call.Arguments, length)) }); thrown != nil {
			reject(thrown.Value())
			return promise
		}
		var p []byte
		m.e.Go(func() { p = work() }, func() { fulfil(result(p)) })
		return promise
	})
}

// keyOf checks a key and what it may be used for.
func (m *module) webKey(v goja.Value, algorithm, usage string) *cryptoKey {
	if o, ok := v.(*goja.Object); ok {
		if k, ok := engine.Hidden(o, "CryptoKey").(*cryptoKey); ok {
			if k.algorithm != algorithm {
				m.fail("InvalidAccessError", "Key algorithm mismatch")
			}
			for _, known := range k.usages {
				if known == usage {
					return k
				}
			}
			m.fail("InvalidAccessError", "Unable to use this key to "+usage)
		}
	}
	panic(m.e.InvalidArgType("key", v, "CryptoKey"))
}

func (m *module) makeKey(k cryptoKey) goja.Value {
	o := m.e.VM.CreateObject(m.key.Prototype)
	k.Value = goja.Undefined()
	engine.Hide(o, "CryptoKey", &k)
	return o
}

func (m *module) subtle(class *engine.Class) {
	e := m.e
	bytes := func(p []byte) any { return e.VM.NewArrayBuffer(p) }
	m.asynchronous(class, "digest", 2, func(args []goja.Value) func() []byte {
		data := m.source("digest", "2nd", args[1])
		_, f := m.webDigest(args[0])
		return func() []byte {
			h := f()
			h.Write(data)
			return h.Sum(nil)
		}
	}, bytes)
	sign := func(args []goja.Value, usage string, data goja.Value) func() []byte {
		if name, _ := m.algorithm(args[0]); name != "HMAC" {
			m.fail("NotSupportedError", "Unrecognized algorithm name")
		}
		k := m.webKey(args[1], "HMAC", usage)
		p := m.source(usage, "3rd", data)
		return func() []byte {
			h := hmac.New(digest(k.hash), k.key.Data)
			h.Write(p)
			return h.Sum(nil)
		}
	}
	m.asynchronous(class, "sign", 3, func(args []goja.Value) func() []byte { return sign(args, "sign", args[2]) }, bytes)
	m.asynchronous(class, "verify", 4, func(args []goja.Value) func() []byte {
		given := m.source("verify", "3rd", args[2])
		work := sign(args, "verify", args[3])
		return func() []byte {
			if hmac.Equal(work(), given) {
				return []byte{1}
			}
			return nil
		}
	}, func(p []byte) any { return p != nil })
	m.asynchronous(class, "deriveBits", 3, m.deriveBits, bytes)
	m.keys(class)
	for _, name := range strings.Fields("encrypt decrypt deriveKey wrapKey unwrapKey encapsulateBits decapsulateBits encapsulateKey decapsulateKey") {
		class.Assign(name, 3, func(goja.FunctionCall) goja.Value {
			promise, _, reject := e.Promise()
			reject(unavailable(e, "crypto.subtle."+name))
			return promise
		})
	}
}

func (m *module) deriveBits(args []goja.Value) func() []byte {
	name, o := m.algorithm(args[0])
	if name != "PBKDF2" || o == nil {
		m.fail("NotSupportedError", "Unrecognized algorithm name")
	}
	_, f := m.webDigest(o.Get("hash"))
	salt := m.source("deriveBits", "1st", o.Get("salt"))
	iterations := int(m.e.NeedInteger("algorithm.iterations", o.Get("iterations"), 1, 1<<31-1))
	k := m.webKey(args[1], "PBKDF2", "deriveBits")
	bits := int(args[2].ToInteger())
	if bits%8 != 0 {
		m.fail("OperationError", "length must be a multiple of 8")
	}
	return func() []byte {
		if bits == 0 {
			return []byte{}
		}
		p, _ := pbkdf2.Key(f, string(k.key.Data), salt, iterations, bits/8)
		return p
	}
}

// keys adds the methods that make keys and give them away.
func (m *module) keys(class *engine.Class) {
	settle := func(name string, length int, f func(args []goja.Value) any) {
		class.Assign(name, length, func(call goja.FunctionCall) goja.Value {
			promise, fulfil, reject := m.e.Promise()
			var v any
			if thrown := m.e.VM.Try(func() { v = f(filled(call.Arguments, length)) }); thrown != nil {
				reject(thrown.Value())
			} else {
				fulfil(v)
			}
			return promise
		})
	}
	usages := func(v goja.Value) (list []string) {
		engine.Must(m.e.VM.ExportTo(v, &list))
		return list
	}
	settle("importKey", 5, func(args []goja.Value) any {
		name, o := m.algorithm(args[2])
		k := cryptoKey{algorithm: name, extractable: args[3].ToBoolean(), usages: usages(args[4])}
		switch {
		case name == "HMAC" && o != nil:
			k.hash, _ = m.webDigest(o.Get("hash"))
		case name != "PBKDF2":
			m.fail("NotSupportedError", "Unrecognized algorithm name")
		}
		if format := args[0].String(); format != "raw" && format != "raw-secret" {
			panic(unavailable(m.e, "crypto.subtle.importKey('"+format+"')"))
		}
		k.key = keys.NewSecret(m.source("importKey", "2nd", args[1]))
		return m.makeKey(k)
	})
	settle("generateKey", 3, func(args []goja.Value) any {
		name, o := m.algorithm(args[0])
		if name != "HMAC" || o == nil {
			m.fail("NotSupportedError", "Unrecognized algorithm name")
		}
		k := cryptoKey{algorithm: name, extractable: args[1].ToBoolean(), usages: usages(args[2])}
		hashName, f := m.webDigest(o.Get("hash"))
		k.hash, k.key = hashName, keys.NewSecret(make([]byte, f().BlockSize()))
		rand.Read(k.key.Data)
		return m.makeKey(k)
	})
	settle("exportKey", 2, func(args []goja.Value) any {
		o, _ := args[1].(*goja.Object)
		if o == nil {
			panic(m.e.InvalidArgType("key", args[1], "CryptoKey"))
		}
		k, ok := engine.Hidden(o, "CryptoKey").(*cryptoKey)
		if !ok {
			panic(m.e.InvalidArgType("key", args[1], "CryptoKey"))
		}
		if !k.extractable {
			m.fail("InvalidAccessError", "key is not extractable")
		}
		return m.e.VM.NewArrayBuffer(append([]byte(nil), k.key.Data...))
	})
}
