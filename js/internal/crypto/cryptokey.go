package crypto

import (
	"crypto/rsa"
	"math/big"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// cryptoKey is a CryptoKey as it hides in its object.
type cryptoKey struct {
	goja.Value
	m           *module
	key         *keys.Key
	name        string // of the algorithm
	hash        string // of HMAC and RSA
	bits        int    // of a secret
	extractable bool
	usages      []string
}

// Clone is the CryptoKey that structuredClone and messages make of another.
func (k *cryptoKey) Clone() *goja.Object { return k.m.cryptoKeyObject(k) }

// cryptoKeyOf returns what hides in a CryptoKey; nil for anything else.
func cryptoKeyOf(v goja.Value) *cryptoKey {
	return engine.Held[*cryptoKey](v, "CryptoKey")
}

func (m *module) cryptoKeyObject(k *cryptoKey) *goja.Object {
	m.web()
	o := m.e.VM.CreateObject(m.key.Prototype)
	k.Value, k.m = goja.Undefined(), m
	engine.Hide(o, "CryptoKey", k)
	engine.Hide(o, engine.Cloneable, k)
	return o
}

func (m *module) keyClass() {
	e := m.e
	getter := func(name string, get func(k *cryptoKey) goja.Value) {
		m.key.Getter(name, func(this *goja.Object) goja.Value {
			if k := cryptoKeyOf(this); k != nil {
				return get(k)
			}
			panic(e.InvalidThis("CryptoKey"))
		}, nil)
	}
	m.key.Tag("CryptoKey")
	m.key.Inspector(func(o *goja.Object, depth float64, inspect func(v goja.Value) string) goja.Value {
		if depth < 0 {
			return o
		}
		shown := e.VM.NewObject()
		for _, name := range []string{"type", "extractable", "algorithm", "usages"} {
			engine.Must(shown.Set(name, o.Get(name)))
		}
		return e.Text("CryptoKey " + inspect(shown))
	})
	getter("type", func(k *cryptoKey) goja.Value { return e.Text(string(k.key.Kind)) })
	getter("extractable", func(k *cryptoKey) goja.Value { return e.Bool(k.extractable) })
	getter("algorithm", func(k *cryptoKey) goja.Value { return k.algorithm() })
	getter("usages", func(k *cryptoKey) goja.Value {
		items := make([]any, len(k.usages))
		for i, usage := range k.usages {
			items[i] = usage
		}
		return e.VM.NewArray(items...)
	})
}

// algorithm is the object of that name.
func (k *cryptoKey) algorithm() *goja.Object {
	e := k.m.e
	o := e.Object("name", k.name)
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	if strings.HasPrefix(k.name, "AES") || k.name == "HMAC" {
		set("length", k.bits)
	}
	if public, ok := k.key.Public.(*rsa.PublicKey); ok {
		set("modulusLength", public.N.BitLen())
		exponent := big.NewInt(int64(public.E)).Bytes()
		set("publicExponent", k.m.asBytes(exponent))
	}
	if curve, ok := keys.CurveOf(k.key.Public); ok {
		set("namedCurve", curve.NIST)
	}
	if k.hash != "" {
		set("hash", e.Object("name", k.hash))
	}
	return o
}

// webKey is an argument that is a key of an algorithm and may be used for something.
func (m *module) webKey(method, position string, v goja.Value, p params, usage string) *cryptoKey {
	k := m.anyWebKey(method, position, v)
	if k.name != p.name {
		m.fail("InvalidAccessError", "Key algorithm mismatch")
	}
	if !slices.Contains(k.usages, usage) {
		m.fail("InvalidAccessError", "Unable to use this key to "+usage)
	}
	return k
}

func (m *module) anyWebKey(method, position string, v goja.Value) *cryptoKey {
	if k := cryptoKeyOf(v); k != nil {
		return k
	}
	panic(m.e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute '"+method+"' on 'SubtleCrypto': "+position+" argument is not of type CryptoKey."))
}

// allUsages are all there are, in the order that keys list them.
var allUsages = strings.Fields("encrypt decrypt sign verify deriveKey deriveBits wrapKey unwrapKey encapsulateKey encapsulateBits decapsulateKey decapsulateBits")

// allowed are the usages that a key of an algorithm may have.
func allowed(name string, kind keys.Kind) []string {
	switch name {
	case "AES-KW":
		return []string{"wrapKey", "unwrapKey"}
	case "HMAC":
		return []string{"sign", "verify"}
	case "PBKDF2", "HKDF":
		return []string{"deriveKey", "deriveBits"}
	}
	switch {
	case strings.HasPrefix(name, "AES"):
		return []string{"encrypt", "decrypt", "wrapKey", "unwrapKey"}
	case name == "ECDH" || name == "X25519":
		if kind == keys.Public {
			return nil
		}
		return []string{"deriveKey", "deriveBits"}
	case name == "RSA-OAEP" && kind == keys.Public:
		return []string{"encrypt", "wrapKey"}
	case name == "RSA-OAEP":
		return []string{"decrypt", "unwrapKey"}
	case kind == keys.Public:
		return []string{"verify"}
	}
	return []string{"sign"}
}

// readUsages reads and sorts a list of usages.
func (m *module) readUsages(method, position string, v goja.Value) (list []string) {
	e := m.e
	var given []goja.Value
	o, ok := v.(*goja.Object)
	if !ok {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute '"+method+"' on 'SubtleCrypto': "+position+" argument can not be converted to sequence."))
	}
	e.VM.ForOf(o, func(item goja.Value) bool {
		given = append(given, item)
		return len(given) < 1000
	})
	seen := map[string]bool{}
	for i, item := range given {
		name := item.String()
		if !slices.Contains(allUsages, name) {
			panic(e.TypeError("ERR_INVALID_ARG_VALUE", "Failed to execute '"+method+"' on 'SubtleCrypto': "+position+" argument["+e.Int(i).String()+
				"] '"+name+"' is not a valid enum value of type KeyUsage."))
		}
		seen[name] = true
	}
	for _, name := range allUsages {
		if seen[name] {
			list = append(list, name)
		}
	}
	return list
}

// checkUsages refuses those that a key cannot have.
func (m *module) checkUsages(name string, usages []string, allowed ...string) {
	for _, usage := range usages {
		if !slices.Contains(allowed, usage) {
			m.fail("SyntaxError", "Unsupported key usage for "+name+" key")
		}
	}
}
