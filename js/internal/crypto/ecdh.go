package crypto

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"math/big"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var errMismatch = &keys.Error{Number: "1C8000CB", Library: "Provider routines", Reason: "mismatching domain parameters"}

// curveExchange is an ECDH as it hides in its object.
type curveExchange struct {
	goja.Value
	curve   keys.Curve
	private *ecdsa.PrivateKey // nil until they are made or set
	public  *ecdsa.PublicKey
}

// shared is the secret that two keys come to.
func shared(private *ecdsa.PrivateKey, public *ecdsa.PublicKey) ([]byte, error) {
	if private.Curve == elliptic.P224() { // which crypto/ecdh has not
		d, err := private.Bytes()
		if err != nil {
			return nil, err
		}
		//lint:ignore SA1019 there is no other way
		x, _ := private.Curve.ScalarMult(public.X, public.Y, d)
		return x.FillBytes(make([]byte, 28)), nil
	}
	mine, err := private.ECDH()
	if err != nil {
		return nil, err
	}
	other, err := public.ECDH()
	if err != nil {
		return nil, err
	}
	return mine.ECDH(other)
}

func (m *module) failed(message string) *goja.Object {
	return m.e.Error("ERR_CRYPTO_OPERATION_FAILED", message)
}

// curve finds a curve by OpenSSL's name.
func (m *module) curve(v goja.Value) keys.Curve {
	name := m.e.NeedString("curve", v)
	c, ok := keys.CurveByName(name)
	if !ok || name == c.NIST {
		panic(m.e.TypeError("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
	}
	return c
}

// point writes a point in one of the forms.
func (m *module) point(public *ecdsa.PublicKey, format goja.Value) []byte {
	data, err := public.Bytes()
	m.must(err)
	switch name := format.String(); {
	case engine.IsNullish(format), !format.ToBoolean(), name == "uncompressed":
	case name == "compressed":
		return compressed(public.Curve, data)
	case name == "hybrid":
		data[0] = 6 | data[len(data)-1]&1
	default:
		panic(m.e.TypeError("ERR_CRYPTO_ECDH_INVALID_FORMAT", "Invalid ECDH format: "+name))
	}
	return data
}

// curveExchanges adds the class ECDH, createECDH, getCurves and diffieHellman.
func (m *module) curveExchanges() {
	e := m.e
	class := m.looseClass("ECDH", 1, func(this *goja.Object, args []goja.Value) {
		engine.Hide(this, "ecdh", &curveExchange{Value: goja.Undefined(), curve: m.curve(filled(args, 1)[0])})
	})
	method := func(name string, length int, f func(x *curveExchange, call goja.FunctionCall) goja.Value) {
		class.Assign(name, length, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok {
				if x, ok := engine.Hidden(o, "ecdh").(*curveExchange); ok {
					return f(x, call)
				}
			}
			panic(e.VM.NewTypeError("Illegal invocation"))
		})
	}
	method("computeSecret", 3, func(x *curveExchange, call goja.FunctionCall) goja.Value {
		public := keys.Point(x.curve, m.exchangeBytes(call.Argument(0), call.Argument(1)))
		switch {
		case public == nil:
			panic(e.Error("ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY", "Public key is not valid for specified curve"))
		case x.private == nil:
			panic(m.failed("Failed to compute ECDH key"))
		case x.public == nil || !x.private.PublicKey.Equal(x.public):
			panic(e.RangeError("ERR_CRYPTO_INVALID_KEYPAIR", "Invalid key pair"))
		}
		secret, err := shared(x.private, public)
		m.must(err)
		return m.decoded(secret, call.Argument(2))
	})
	method("setPrivateKey", 2, func(x *curveExchange, call goja.FunctionCall) goja.Value {
		k, err := keys.ECPrivate(x.curve, m.exchangeBytes(call.Argument(0), call.Argument(1)))
		if err != nil {
			panic(e.RangeError("ERR_CRYPTO_INVALID_KEYTYPE", "Private key is not valid for specified curve."))
		}
		x.private = k.Private.(*ecdsa.PrivateKey)
		x.public = &x.private.PublicKey
		return call.This
	})
	method("setPublicKey", 2, func(x *curveExchange, call goja.FunctionCall) goja.Value {
		public := keys.Point(x.curve, m.exchangeBytes(call.Argument(0), call.Argument(1)))
		if public == nil {
			panic(m.failed("Failed to convert Buffer to EC_POINT"))
		}
		x.public = public
		return call.This
	})
	method("getPrivateKey", 1, func(x *curveExchange, call goja.FunctionCall) goja.Value {
		if x.private == nil {
			panic(m.failed("Failed to get ECDH private key"))
		}
		data, err := x.private.Bytes()
		m.must(err)
		return m.decoded(new(big.Int).SetBytes(data).Bytes(), call.Argument(0))
	})
	method("generateKeys", 2, func(x *curveExchange, call goja.FunctionCall) goja.Value {
		private, err := ecdsa.GenerateKey(x.curve.Curve, rand.Reader)
		m.must(err)
		x.private, x.public = private, &private.PublicKey
		return m.decoded(m.point(x.public, call.Argument(1)), call.Argument(0))
	})
	method("getPublicKey", 2, func(x *curveExchange, call goja.FunctionCall) goja.Value {
		if x.public == nil {
			panic(m.failed("Failed to get ECDH public key"))
		}
		return m.decoded(m.point(x.public, call.Argument(1)), call.Argument(0))
	})
	engine.Must(class.Constructor.Set("convertKey", e.Func("convertKey", 5, func(call goja.FunctionCall) goja.Value {
		data, ok := m.bytesOrText(call.Argument(0), call.Argument(2))
		if !ok {
			panic(e.InvalidArgType("key", call.Argument(0), secrets...))
		}
		curve := m.curve(call.Argument(1))
		if len(data) == 0 {
			return e.Text("")
		}
		public := keys.Point(curve, data)
		if public == nil {
			panic(m.failed("Failed to convert Buffer to EC_POINT"))
		}
		return m.decoded(m.point(public, call.Argument(4)), call.Argument(3))
	})))
	engine.Must(m.exports.Set("ECDH", class.Constructor))
	m.method("createECDH", 1, func(call goja.FunctionCall) goja.Value { return e.Construct(class.Constructor, call.Arguments...) })
	m.method("getCurves", 0, func(goja.FunctionCall) goja.Value {
		return e.VM.NewArray("prime256v1", "secp224r1", "secp384r1", "secp521r1")
	})
	m.method("diffieHellman", 2, m.diffieHellman)
}

// diffieHellman is that of keys.
func (m *module) diffieHellman(call goja.FunctionCall) goja.Value {
	e := m.e
	o, callback := e.NeedObject("options", call.Argument(0)), call.Argument(1)
	if !engine.IsUndefined(callback) {
		e.NeedFunction("callback", callback)
	}
	mine, other := optional(o, "privateKey"), optional(o, "publicKey")
	for _, given := range []struct {
		name string
		v    goja.Value
	}{{"options.privateKey", mine}, {"options.publicKey", other}} {
		if engine.IsNullish(given.v) {
			panic(e.InvalidArgValue(given.name, given.v, ""))
		}
	}
	private, _ := m.asymmetricKey(mine, "options.privateKey", usePrivate)
	public, _ := m.asymmetricKey(other, "options.publicKey", usePublic)
	if t := private.Type; t != public.Type || t != "ec" && t != "x25519" && t != "dh" {
		panic(e.Error("ERR_CRYPTO_INCOMPATIBLE_KEY", "Incompatible key types for Diffie-Hellman: "+private.Type+" and "+public.Type))
	}
	var secret []byte
	var err error
	work := func() { secret, err = exchanged(private, public) }
	return m.eitherWay(work, callback, &err, func() goja.Value { return m.decoded(secret, goja.Undefined()) })
}

// exchanged is the secret of two keys of one type. Any goroutine may call it.
func exchanged(private, public *keys.Key) ([]byte, error) {
	switch mine := private.Private.(type) {
	case *ecdsa.PrivateKey:
		other := public.Public.(*ecdsa.PublicKey)
		if mine.Curve != other.Curve {
			return nil, errMismatch
		}
		return shared(mine, other)
	case *ecdh.PrivateKey:
		secret, err := mine.ECDH(public.Public.(*ecdh.PublicKey))
		if err != nil {
			return nil, &keys.Error{Number: "1C8000A4", Library: "Provider routines", Reason: "failed during derivation"}
		}
		return secret, nil
	case *keys.DHPrivate:
		other := public.Public.(*keys.DHPublic)
		if mine.P.Cmp(other.P) != 0 || mine.G.Cmp(other.G) != 0 {
			return nil, errMismatch
		}
		return agree(mine.X, other.Y, mine.P), nil
	}
	return nil, errKeyOperation
}
