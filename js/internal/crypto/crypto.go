// Package crypto is Node's module crypto, and the Web Cryptography API, on Go's standard
// library: digests, random values and derived keys; keys, certificates, signatures, ciphers,
// key agreement and primes.
package crypto

import (
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

type module struct {
	e         *engine.Engine
	exports   *goja.Object
	hash      *engine.Class
	hmac      *engine.Class
	transform *goja.Object // the class of streams; nil where there are none
	key       *engine.Class
	webcrypto *goja.Object // the global crypto; nil until it is asked for, as the rest

	webClasses map[string]*engine.Class
	keyClasses *keyClasses
	x509       *engine.Class
}

type moduleKey struct{}

func moduleOf(e *engine.Engine) *module {
	return engine.Slot(e, moduleKey{}, func() *module { return &module{e: e, exports: e.VM.NewObject()} })
}

// Load is the loader of require('crypto').
func Load(e *engine.Engine, _ *goja.Object) goja.Value {
	m := moduleOf(e)
	m.digests()
	m.randoms()
	m.derivations()
	m.keyCreation()
	m.signers()
	m.oneShots()
	m.encryptions()
	m.ciphering()
	m.generations()
	m.exchanges()
	m.curveExchanges()
	m.primes()
	e.Lazy(m.exports, "Certificate", true, func() goja.Value { return m.certificateClass().Constructor })
	e.Lazy(m.exports, "X509Certificate", true, func() goja.Value { return m.x509Class().Constructor })
	e.Lazy(m.exports, "KeyObject", true, func() goja.Value { return m.keyObjects().base.Constructor })
	m.missing()
	fixed := func(name string, v goja.Value) {
		engine.Must(m.exports.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	fixed("constants", m.constants())
	getter := func(name string, get func() goja.Value) {
		f := e.Func("get "+name, 0, func(goja.FunctionCall) goja.Value { return get() })
		engine.Must(m.exports.DefineAccessorProperty(name, f, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	getter("webcrypto", func() goja.Value { return m.web() })
	getter("subtle", func() goja.Value { return m.web().Get("subtle") })
	m.method("getRandomValues", 1, func(call goja.FunctionCall) goja.Value { return m.getRandomValues(call.Argument(0)) })
	m.method("secureHeapUsed", 0, func(goja.FunctionCall) goja.Value { // there is none
		return e.Object("total", 0, "used", 0, "utilization", math.NaN(), "min", 2)
	})
	m.method("getFips", 0, func(goja.FunctionCall) goja.Value { return e.Int(0) })
	return m.exports
}

// Define gives a runtime the global crypto and its classes, made when they are first used.
func Define(e *engine.Engine, global *goja.Object) {
	for _, name := range []string{"Crypto", "CryptoKey", "SubtleCrypto"} {
		e.Lazy(global, name, false, func() goja.Value {
			m := moduleOf(e)
			m.web()
			return m.webClasses[name].Constructor
		})
	}
	var replaced goja.Value
	getter := e.Func("get crypto", 0, func(goja.FunctionCall) goja.Value {
		if replaced != nil {
			return replaced
		}
		return moduleOf(e).web()
	})
	setter := e.Func("set crypto", 1, func(call goja.FunctionCall) goja.Value {
		replaced = call.Argument(0)
		return nil
	})
	engine.Must(global.DefineAccessorProperty("crypto", getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func (m *module) method(name string, length int, f engine.Native) {
	engine.Must(m.exports.Set(name, m.e.Func(name, length, f)))
}

// absent are functions and classes of Node's that nodenet has not.
const absent = "argon2 argon2Sync createMac getMacs parsePKCS12 " +
	"setEngine setFips encapsulate decapsulate"

func (m *module) missing() {
	for _, name := range strings.Fields(absent) {
		refuse := func() { panic(unavailable(m.e, "crypto."+name)) }
		if name[0] >= 'A' && name[0] <= 'Z' {
			class := m.e.Class(name, 0, nil, func(goja.ConstructorCall) *goja.Object { refuse(); return nil })
			engine.Must(m.exports.Set(name, class.Constructor))
			continue
		}
		m.method(name, 0, func(goja.FunctionCall) goja.Value { refuse(); return nil })
	}
}

func unavailable(e *engine.Engine, what string) *goja.Object {
	return e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", what+" is not available in nodenet")
}

// decoded is bytes as an encoding asks for them; a Buffer for names that are no
// encoding.
func (m *module) decoded(p []byte, encoding goja.Value) goja.Value {
	if text, ok := encoding.(goja.String); ok {
		if known, ok := buffer.ParseEncoding(text.String()); ok {
			return buffer.Text(m.e, known, p)
		}
	}
	return buffer.Wrap(m.e, p)
}

// input is text in an encoding, or bytes.
func (m *module) input(name string, v, encoding goja.Value, expected ...string) []byte {
	if text, ok := v.(goja.String); ok {
		known := buffer.UTF8
		if other, ok := encoding.(goja.String); ok {
			if enc, ok := buffer.ParseEncoding(other.String()); ok {
				known = enc
			}
		}
		return known.Decode(text)
	}
	if data, ok := buffer.Bytes(v); ok {
		return data
	}
	if data, ok := buffer.ArrayBufferBytes(v); ok && len(expected) > 4 {
		return data
	}
	panic(m.e.InvalidArgType(name, v, expected...))
}

var (
	views    = []string{"string", "Buffer", "TypedArray", "DataView"}
	secrets  = []string{"string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"}
	keyTypes = append(secrets[:5:5], "KeyObject", "CryptoKey")
)
