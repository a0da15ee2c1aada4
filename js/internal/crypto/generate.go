package crypto

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"math"
	"math/big"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// mostRSABits bounds the keys that are made: longer ones would take hours.
const mostRSABits = 16384

var (
	errExponent   = &keys.Error{Number: "020000B2", Library: "rsa routines", Reason: "pub exponent out of range"}
	errRSATooMany = &keys.Error{Number: "02000078", Library: "rsa routines", Reason: "key size too small"}
)

// generations adds generateKeyPair and generateKey, and those that wait.
func (m *module) generations() {
	e := m.e
	m.method("generateKeyPairSync", 2, func(call goja.FunctionCall) goja.Value {
		work, result := m.keyPair(call.Argument(0), call.Argument(1))
		var k *keys.Key
		var err error
		e.Aside(func() { k, err = work() })
		m.must(err)
		public, private := result(k)
		return e.Object("publicKey", public, "privateKey", private)
	})
	m.method("generateKeyPair", 3, func(call goja.FunctionCall) goja.Value {
		options, callback := call.Argument(1), call.Argument(2)
		if engine.IsFunction(options) {
			options, callback = goja.Undefined(), options
		}
		e.NeedFunction("callback", callback)
		work, result := m.keyPair(call.Argument(0), options)
		var k *keys.Key
		var err error
		e.Compute(func() { k, err = work() }, func() {
			if err != nil {
				e.Call(callback, goja.Undefined(), m.opensslError(err, ""))
				return
			}
			var public, private goja.Value
			if thrown := e.VM.Try(func() { public, private = result(k) }); thrown != nil {
				e.Call(callback, goja.Undefined(), thrown.Value())
				return
			}
			e.Call(callback, goja.Undefined(), goja.Null(), public, private)
		})
		return nil
	})
	m.promisified("generateKeyPair", "publicKey", "privateKey")
	secret := func(call goja.FunctionCall) *goja.Object {
		t, o := e.NeedString("type", call.Argument(0)), e.NeedObject("options", call.Argument(1))
		length := optional(o, "length")
		var bits int64
		switch t {
		case "hmac":
			bits = e.NeedInteger("options.length", length, 8, math.MaxInt32)
		case "aes":
			bits = length.ToInteger()
			if engine.TypeOf(length) != "number" || bits != 128 && bits != 192 && bits != 256 {
				panic(e.InvalidArgValue("options.length", length, "must be one of: 128, 192, 256"))
			}
		default:
			panic(e.InvalidArgValue("type", call.Argument(0), "must be a supported key type"))
		}
		data := make([]byte, bits/8)
		rand.Read(data)
		return m.keyObject(keys.NewSecret(data))
	}
	m.method("generateKeySync", 2, func(call goja.FunctionCall) goja.Value { return secret(call) })
	m.method("generateKey", 3, func(call goja.FunctionCall) goja.Value {
		callback := call.Argument(2)
		if engine.IsFunction(call.Argument(1)) {
			callback = call.Argument(1)
		}
		e.NeedFunction("callback", callback)
		k := secret(call)
		e.Go(func() {}, func() { e.Call(callback, goja.Undefined(), goja.Null(), k) })
		return nil
	})
}

// promisified has util.promisify of a function give an object of what its callback gets.
func (m *module) promisified(name string, members ...string) {
	e := m.e
	f := m.exports.Get(name).(*goja.Object)
	e.SymbolMethod(f, e.SymbolFor("nodejs.util.promisify.custom"), name, func(call goja.FunctionCall) goja.Value {
		promise, fulfil, reject := e.Promise()
		e.Call(f, goja.Undefined(), append(filled(call.Arguments, 2), e.Func("", 0, func(call goja.FunctionCall) goja.Value {
			if err := call.Argument(0); !engine.IsNullish(err) {
				reject(err)
				return nil
			}
			o := e.VM.NewObject()
			for i, member := range members {
				engine.Must(o.Set(member, call.Argument(i+1)))
			}
			fulfil(o)
			return nil
		}))...)
		return promise
	})
}

// keyPair reads what is to be made: work makes it, on any goroutine, and result shows it
// as the options say.
func (m *module) keyPair(kind, options goja.Value) (work func() (*keys.Key, error), result func(*keys.Key) (public, private goja.Value)) {
	e := m.e
	t := e.NeedString("type", kind)
	var o *goja.Object
	switch t {
	case "rsa", "rsa-pss", "ec", "dh":
		o = e.NeedObject("options", options)
	case "ed25519", "x25519":
		o = e.VM.NewObject()
		if !engine.IsUndefined(options) {
			o = e.NeedObject("options", options)
		}
	default:
		panic(e.InvalidArgValue("type", kind, "must be a supported key type"))
	}
	encoding := func(name string, private bool) *keyEncoding {
		v := optional(o, name)
		if engine.IsNullish(v) {
			return nil
		}
		inner, ok := v.(*goja.Object)
		if !ok {
			panic(e.InvalidArgValue("options."+name, v, ""))
		}
		enc := m.writeEncoding(inner, "options."+name, t, private)
		return &enc
	}
	publicAs, privateAs := encoding("publicKeyEncoding", false), encoding("privateKeyEncoding", true)
	shown := func(k *keys.Key, enc *keyEncoding) goja.Value {
		if enc == nil {
			return m.keyObject(k)
		}
		return m.writeKey(k, *enc)
	}
	return m.keyMaker(t, o), func(k *keys.Key) (public, private goja.Value) {
		return shown(k.ToPublic(), publicAs), shown(k, privateAs)
	}
}

// keyMaker returns what makes a private key of a type.
func (m *module) keyMaker(t string, o *goja.Object) func() (*keys.Key, error) {
	e := m.e
	switch t {
	case "rsa", "rsa-pss":
		return m.rsaMaker(t, o)
	case "dh":
		return m.dhMaker(o)
	case "ec":
		name := e.NeedString("options.namedCurve", optional(o, "namedCurve"))
		if v := optional(o, "paramEncoding"); !engine.IsNullish(v) && v.String() != "named" && v.String() != "explicit" {
			panic(e.InvalidArgValue("options.paramEncoding", v, ""))
		}
		curve, ok := keys.CurveByName(name)
		if !ok {
			panic(e.TypeError("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
		}
		return func() (*keys.Key, error) { return privateKey(ecdsa.GenerateKey(curve.Curve, rand.Reader)) }
	case "ed25519":
		return func() (*keys.Key, error) {
			_, key, err := ed25519.GenerateKey(rand.Reader)
			return privateKey(key, err)
		}
	}
	return func() (*keys.Key, error) { return privateKey(ecdh.X25519().GenerateKey(rand.Reader)) }
}

func privateKey[K any](key K, err error) (*keys.Key, error) {
	if err != nil {
		return nil, err
	}
	return keys.NewPrivate(key), nil
}

func (m *module) rsaMaker(t string, o *goja.Object) func() (*keys.Key, error) {
	e := m.e
	bits := int(e.NeedInteger("options.modulusLength", optional(o, "modulusLength"), 0, math.MaxUint32))
	exponent := int64(65537)
	if v := optional(o, "publicExponent"); !engine.IsNullish(v) {
		exponent = e.NeedInteger("options.publicExponent", v, 0, math.MaxUint32)
	}
	var pss *keys.PSS
	if t == "rsa-pss" {
		pss = m.pssLimits(o)
	}
	return func() (*keys.Key, error) {
		key, err := generateRSA(bits, exponent)
		if err != nil {
			return nil, err
		}
		k := keys.NewPrivate(key)
		k.Type, k.PSS = t, pss
		return k, nil
	}
}

// pssLimits are those that the options give a key of RSA-PSS; nil for none.
func (m *module) pssLimits(o *goja.Object) *keys.PSS {
	e := m.e
	hash := func(name string) (h crypto.Hash) {
		if v := optional(o, name); !engine.IsUndefined(v) {
			text := e.NeedString("options."+name, v)
			if h = hashNamed(text); h == 0 {
				panic(m.invalidDigest(text))
			}
		}
		return h
	}
	for _, old := range []string{"hash", "mgf1Hash"} {
		if v := optional(o, old); !engine.IsUndefined(v) {
			panic(e.InvalidArgValue("options."+old, v, "is no longer supported"))
		}
	}
	salt, given := optional(o, "saltLength"), false
	p := &keys.PSS{}
	if !engine.IsUndefined(salt) {
		p.SaltLength, given = int(e.NeedInteger("options.saltLength", salt, 0, math.MaxInt32)), true
	}
	p.Hash, p.MGF1Hash = hash("hashAlgorithm"), hash("mgf1HashAlgorithm")
	if p.Hash == 0 && p.MGF1Hash == 0 && !given {
		return nil
	}
	if p.Hash == 0 {
		p.Hash = crypto.SHA1
	}
	if p.MGF1Hash == 0 {
		p.MGF1Hash = p.Hash
	}
	if !given {
		p.SaltLength = p.Hash.Size()
	}
	return p
}

// generateRSA makes a key, of another exponent than Go's too.
func generateRSA(bits int, exponent int64) (*rsa.PrivateKey, error) {
	switch {
	case bits > math.MaxInt32:
		return nil, errRSATooMany
	case bits < 1024, bits > mostRSABits:
		return nil, errKeyTooSmall
	case exponent < 3 || exponent%2 == 0 || exponent > math.MaxInt32:
		return nil, errExponent
	case exponent == 65537:
		return rsa.GenerateKey(rand.Reader, bits)
	}
	e, one := big.NewInt(exponent), big.NewInt(1)
	for {
		p, err := rand.Prime(rand.Reader, (bits+1)/2)
		if err != nil {
			return nil, err
		}
		q, err := rand.Prime(rand.Reader, bits/2)
		if err != nil {
			return nil, err
		}
		n := new(big.Int).Mul(p, q)
		totient := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d := new(big.Int).ModInverse(e, totient)
		if d == nil || n.BitLen() != bits || p.Cmp(q) == 0 {
			continue
		}
		key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: int(exponent)}, D: d, Primes: []*big.Int{p, q}}
		if err := key.Validate(); err != nil {
			return nil, err
		}
		key.Precompute()
		return key, nil
	}
}
