package crypto

import (
	"crypto/hkdf"
	"crypto/pbkdf2"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var deriveAlgorithms = []string{"PBKDF2", "HKDF", "ECDH", "X25519"}

// webDerivations adds deriveBits and deriveKey.
func (m *module) webDerivations(class *engine.Class) {
	m.promised(class, "deriveBits", 2, func(args []goja.Value) task {
		p := m.params(args[0], deriveAlgorithms...)
		k := m.webKey("deriveBits", "2nd", args[1], p, "deriveBits")
		bits := -1
		if !engine.IsNullish(args[2]) {
			bits = int(args[2].ToInteger() & (1<<32 - 1))
		}
		return m.arrayBuffer(m.derivedBits(p, k, bits))
	})
	m.promised(class, "deriveKey", 5, func(args []goja.Value) task {
		p := m.params(args[0], deriveAlgorithms...)
		k := m.webKey("deriveKey", "2nd", args[1], p, "deriveKey")
		inner := m.params(args[2], keyAlgorithms...)
		extractable, usages := args[3].ToBoolean(), m.readUsages("deriveKey", "5th", args[4])
		bits := -1
		switch {
		case inner.name == "HMAC":
			bits = m.secretBits(inner, "HmacImportParams")
		case inner.name == "PBKDF2" || inner.name == "HKDF":
		case isSecret(inner.name):
			bits = m.secretBits(inner, "AesDerivedKeyParams")
		default:
			m.fail("NotSupportedError", "Unrecognized algorithm name")
		}
		work := m.derivedBits(p, k, bits)
		var data []byte
		return task{func() (err error) {
			data, err = work()
			return err
		}, func() any {
			return m.cryptoKeyObject(m.newWebKey(keys.NewSecret(data), inner, extractable, usages))
		}}
	})
}

// derivedBits reads what an algorithm needs to make bits, as many as it has for -1. What it
// returns works on any goroutine.
func (m *module) derivedBits(p params, k *cryptoKey, bits int) func() ([]byte, error) {
	if p.name == "ECDH" || p.name == "X25519" {
		return m.agreedBits(p, k, bits)
	}
	kind := "HkdfParams"
	if p.name == "PBKDF2" {
		kind = "Pbkdf2Params"
	}
	f := digest(p.hash(kind))
	salt := p.bytes(kind, "salt")
	var info []byte
	iterations := 0
	if p.name == "HKDF" {
		info = p.bytes(kind, "info")
	} else if iterations = p.number(kind, "iterations", 1<<32-1); iterations == 0 {
		m.fail("OperationError", "iterations cannot be zero")
	}
	switch {
	case bits < 0:
		m.fail("OperationError", "length cannot be null")
	case bits%8 != 0:
		m.fail("OperationError", "length must be a multiple of 8")
	}
	if p.name == "HKDF" && bits/8 > 255*f().Size() {
		m.fail("OperationError", "The operation failed for an operation-specific reason")
	}
	return func() ([]byte, error) {
		switch {
		case bits == 0:
			return []byte{}, nil
		case p.name == "HKDF":
			return hkdf.Key(f, k.key.Data, salt, string(info), bits/8)
		}
		return pbkdf2.Key(f, string(k.key.Data), salt, iterations, bits/8)
	}
}

// agreedBits are those of two keys.
func (m *module) agreedBits(p params, k *cryptoKey, bits int) func() ([]byte, error) {
	other := cryptoKeyOf(p.required("EcdhKeyDeriveParams", "public"))
	switch {
	case other == nil:
		panic(m.e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to normalize algorithm: 'public' of 'EcdhKeyDeriveParams' (passed algorithm) is not of type CryptoKey."))
	case other.key.Kind != keys.Public:
		m.fail("InvalidAccessError", "algorithm.public must be a public key")
	case other.name != p.name:
		m.fail("InvalidAccessError", "key algorithm mismatch")
	}
	if mine, _ := keys.CurveOf(k.key.Public); p.name == "ECDH" {
		if theirs, _ := keys.CurveOf(other.key.Public); mine.NIST != theirs.NIST {
			m.fail("InvalidAccessError", "Named curve mismatch")
		}
	}
	return func() ([]byte, error) {
		secret, err := exchanged(k.key, other.key)
		if err != nil || bits < 0 {
			return secret, err
		}
		if bits > 8*len(secret) {
			return nil, errDataTooSmall
		}
		secret = secret[:(bits+7)/8]
		if rest := bits % 8; rest > 0 {
			secret[len(secret)-1] &= 0xff << (8 - rest)
		}
		return secret, nil
	}
}
