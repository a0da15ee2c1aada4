package crypto

import (
	"crypto"
	"crypto/rsa"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var errOAEPDigest = &keys.Error{Number: "03000098", Library: "digital envelope routines", Reason: "invalid digest"}

// encryptions adds publicEncrypt and the three beside it.
func (m *module) encryptions() {
	add := func(name string, p purpose, padding int, work func(x *encryption, k *keys.Key, data []byte) ([]byte, error)) {
		m.method(name, 2, func(call goja.FunctionCall) goja.Value {
			k, o := m.asymmetricKey(call.Argument(0), "key", p)
			x := m.encryption(o, padding)
			data, ok := m.bytesOrText(call.Argument(1), property(call.Argument(0), "encoding"))
			if !ok {
				panic(m.e.InvalidArgType("buffer", call.Argument(1), secrets...))
			}
			if !k.IsRSA() {
				panic(m.opensslError(errKeyOperation, ""))
			}
			if k.Type == "rsa-pss" {
				panic(m.opensslError(errProviderKey, ""))
			}
			out, err := work(x, k, data)
			m.must(err)
			return buffer.Wrap(m.e, out)
		})
	}
	add("publicEncrypt", usePublic, paddingOAEP, func(x *encryption, k *keys.Key, data []byte) ([]byte, error) {
		return x.encrypt(k.Public.(*rsa.PublicKey), data)
	})
	add("publicDecrypt", usePublic, paddingPKCS1, func(x *encryption, k *keys.Key, data []byte) ([]byte, error) {
		return x.publicDecrypt(k.Public.(*rsa.PublicKey), data)
	})
	add("privateEncrypt", usePrivate, paddingPKCS1, func(x *encryption, k *keys.Key, data []byte) ([]byte, error) {
		return x.privateEncrypt(k.Private.(*rsa.PrivateKey), data)
	})
	add("privateDecrypt", usePrivate, paddingOAEP, func(x *encryption, k *keys.Key, data []byte) ([]byte, error) {
		return x.decrypt(k.Private.(*rsa.PrivateKey), data)
	})
}

// encryption reads what stands beside a key that encrypts.
func (m *module) encryption(o *goja.Object, padding int) *encryption {
	e, x := m.e, &encryption{padding: padding, hash: crypto.SHA1}
	if o == nil {
		return x
	}
	if v := optional(o, "padding"); !engine.IsNullish(v) {
		if n := v.ToFloat(); engine.TypeOf(v) == "number" && math.Abs(n) <= math.MaxInt32 && n != 0 {
			x.padding = int(n)
		}
	}
	if v := optional(o, "oaepHash"); !engine.IsUndefined(v) {
		if x.hash = hashNamed(e.NeedString("key.oaepHash", v)); x.hash == 0 {
			panic(m.opensslError(errOAEPDigest, "Invalid digest used"))
		}
	}
	if v := optional(o, "oaepLabel"); !engine.IsUndefined(v) {
		label, ok := m.bytesOrText(v, optional(o, "encoding"))
		if !ok {
			panic(e.InvalidArgType("key.oaepLabel", v, secrets...))
		}
		x.label = label
	}
	return x
}
