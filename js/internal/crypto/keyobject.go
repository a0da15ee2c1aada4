package crypto

import (
	"crypto/rsa"
	"math/big"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// keyValue is a key as it hides in a KeyObject.
type keyValue struct {
	goja.Value
	*keys.Key
	m *module
}

// Clone is the KeyObject that structuredClone and messages make of another.
func (k *keyValue) Clone() *goja.Object { return k.m.keyObject(k.Key) }

// keyClasses are KeyObject and those that are made from it.
type keyClasses struct {
	base, secret, public, private *engine.Class
}

// keyOf returns the key of a KeyObject; nil for anything else.
func keyOf(v goja.Value) *keys.Key {
	if k := engine.Held[*keyValue](v, "KeyObject"); k != nil {
		return k.Key
	}
	return nil
}

// keyObject makes a KeyObject of a key.
func (m *module) keyObject(k *keys.Key) *goja.Object {
	classes := m.keyObjects()
	class := map[keys.Kind]*engine.Class{keys.Secret: classes.secret, keys.Public: classes.public, keys.Private: classes.private}[k.Kind]
	o := m.e.VM.CreateObject(class.Prototype)
	value := &keyValue{goja.Undefined(), k, m}
	engine.Hide(o, "KeyObject", value)
	engine.Hide(o, engine.Cloneable, value)
	return o
}

// keyObjects makes the classes when they are first asked for.
func (m *module) keyObjects() *keyClasses {
	if m.keyClasses != nil {
		return m.keyClasses
	}
	e := m.e
	c := &keyClasses{}
	m.keyClasses = c
	c.base = e.NewClass("KeyObject", 2, nil, func(call goja.ConstructorCall) *goja.Object {
		switch t := call.Argument(0); t.String() {
		case "secret", "public", "private":
		default:
			panic(e.InvalidArgValue("type", t, ""))
		}
		panic(e.InvalidArgType("handle", call.Argument(1), "object"))
	})
	illegal := func(goja.ConstructorCall) *goja.Object { panic(e.IllegalConstructor()) }
	asymmetric := e.Class("AsymmetricKeyObject", 2, c.base.Constructor, illegal)
	c.secret = e.Class("SecretKeyObject", 1, c.base.Constructor, illegal)
	c.public = e.Class("PublicKeyObject", 1, asymmetric.Constructor, illegal)
	c.private = e.Class("PrivateKeyObject", 1, asymmetric.Constructor, illegal)
	c.base.Tag("KeyObject")
	getter := func(class *engine.Class, name string, get func(k *keys.Key) goja.Value) {
		class.Getter(name, func(this *goja.Object) goja.Value { return get(m.thisKey(this)) }, nil)
	}
	getter(c.base, "type", func(k *keys.Key) goja.Value { return e.Text(string(k.Kind)) })
	getter(c.secret, "symmetricKeySize", func(k *keys.Key) goja.Value { return e.Int(len(k.Data)) })
	getter(asymmetric, "asymmetricKeyType", func(k *keys.Key) goja.Value { return e.Text(k.Type) })
	getter(asymmetric, "asymmetricKeyDetails", m.keyDetails)
	c.base.Method("toCryptoKey", 3, func(call goja.FunctionCall) goja.Value { return m.toCryptoKey(m.thisKey(call.This), call) })
	c.base.Method("equals", 1, func(call goja.FunctionCall) goja.Value {
		other := keyOf(call.Argument(0))
		if other == nil {
			panic(e.InvalidArgType("otherKeyObject", call.Argument(0), "KeyObject"))
		}
		return e.Bool(m.thisKey(call.This).Equal(other))
	})
	c.base.Static("from", 1, func(call goja.FunctionCall) goja.Value {
		k := cryptoKeyOf(call.Argument(0))
		if k == nil {
			panic(e.InvalidArgType("key", call.Argument(0), "CryptoKey"))
		}
		return m.keyObject(k.key)
	})
	c.secret.Method("export", 1, func(call goja.FunctionCall) goja.Value { return m.exportSecret(m.thisKey(call.This), call.Argument(0)) })
	for _, class := range []*engine.Class{c.public, c.private} {
		class.Method("export", 1, func(call goja.FunctionCall) goja.Value {
			return m.exportKey(m.thisKey(call.This), call.Argument(0), "options")
		})
	}
	return c
}

func (m *module) thisKey(this goja.Value) *keys.Key {
	if k := keyOf(this); k != nil {
		return k
	}
	panic(m.e.InvalidThis("KeyObject"))
}

// keyDetails is asymmetricKeyDetails.
func (m *module) keyDetails(k *keys.Key) goja.Value {
	o := m.e.VM.NewObject()
	if public, ok := k.Public.(*rsa.PublicKey); ok {
		o = m.e.Object("modulusLength", public.N.BitLen(), "publicExponent", big.NewInt(int64(public.E)))
	}
	if k.PSS != nil {
		engine.Must(o.Set("hashAlgorithm", hashName(k.PSS.Hash)))
		engine.Must(o.Set("mgf1HashAlgorithm", hashName(k.PSS.MGF1Hash)))
		engine.Must(o.Set("saltLength", k.PSS.SaltLength))
	}
	if curve, ok := keys.CurveOf(k.Public); ok {
		engine.Must(o.Set("namedCurve", curve.Name))
	}
	return o
}

func (m *module) exportSecret(k *keys.Key, options goja.Value) goja.Value {
	e := m.e
	if !engine.IsUndefined(options) {
		switch format := engine.OrUndefined(e.NeedObject("options", options).Get("format")); {
		case engine.IsUndefined(format), format.String() == "buffer":
		case format.String() == "jwk":
			return e.Object("kty", "oct", "k", encodeURL(k.Data))
		default:
			panic(e.InvalidArgValue("options.format", format, "must be one of: undefined, 'buffer', 'jwk'"))
		}
	}
	return buffer.Wrap(e, append([]byte{}, k.Data...))
}
