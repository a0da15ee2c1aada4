package crypto

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"math"
	"math/big"

	"github.com/dop251/goja"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// The paddings of RSA, as crypto.constants has them.
const (
	paddingPKCS1 = 1
	paddingNone  = 3
	paddingOAEP  = 4
	paddingX931  = 5
	paddingPSS   = 6
)

// The lengths of a salt that are no lengths.
const (
	saltDigest = -1
	saltAuto   = -2 // as long as can be, or whatever is found
)

// signing is how a signature is made or checked.
type signing struct {
	key     *keys.Key
	hash    crypto.Hash // 0 for what the key does by itself
	padding int         // of RSA; 0 for the key's own
	salt    int
	hasSalt bool
	p1363   bool // r and s side by side instead of in DER
}

// signing reads the key and what stands beside it in the same argument.
func (m *module) signing(v goja.Value, name string, p purpose) *signing {
	k, o := m.asymmetricKey(v, name, p)
	s := &signing{key: k}
	if o == nil {
		return s
	}
	number := func(name string) (int, bool) {
		v := optional(o, name)
		if engine.IsUndefined(v) {
			return 0, false
		}
		if n := v.ToFloat(); engine.TypeOf(v) == "number" && n == math.Trunc(n) && math.Abs(n) <= math.MaxInt32 {
			return int(n), true
		}
		panic(m.e.InvalidArgValue("options."+name, v, ""))
	}
	s.padding, _ = number("padding")
	s.salt, s.hasSalt = number("saltLength")
	switch encoding := optional(o, "dsaEncoding"); {
	case engine.IsUndefined(encoding), encoding.String() == "der":
	case encoding.String() == "ieee-p1363":
		s.p1363 = true
	default:
		panic(m.e.InvalidArgValue("options.dsaEncoding", encoding, ""))
	}
	return s
}

// digested is the digest of data, or data itself where the key does that.
func (s *signing) digested(data []byte) []byte {
	if s.hash == 0 {
		return data
	}
	h := s.hash.New()
	h.Write(data)
	return h.Sum(nil)
}

// prepare settles the digest and the padding, and refuses what cannot be.
func (s *signing) prepare() error {
	switch s.key.Type {
	case "ed25519":
		if s.hash != 0 {
			return errInvalidDigest
		}
	case "x25519", "dh":
		return errKeyOperation
	case "ec":
		if s.hash == 0 {
			s.hash = crypto.SHA256
		}
	default:
		if s.hash == 0 {
			s.hash = crypto.SHA256
			if s.key.PSS != nil {
				s.hash = s.key.PSS.Hash
			}
		}
		return s.preparePadding()
	}
	return nil
}

func (s *signing) preparePadding() error {
	if s.padding == 0 {
		s.padding = paddingPKCS1
		if s.key.Type == "rsa-pss" {
			s.padding = paddingPSS
		}
	}
	switch {
	case s.padding == paddingX931:
		return errX931Digest
	case s.padding != paddingPKCS1 && s.padding != paddingPSS, s.padding == paddingPKCS1 && s.key.Type == "rsa-pss":
		return errPaddingMode
	case s.padding == paddingPKCS1:
		return nil
	}
	if !s.hasSalt {
		s.salt = saltAuto
		if s.key.PSS != nil {
			s.salt = s.key.PSS.SaltLength
		}
	}
	if s.salt < -4 {
		return errSaltLength
	}
	if limits := s.key.PSS; limits != nil {
		if s.hash != limits.Hash {
			return errDigestRefused
		}
		if s.salt >= 0 && s.salt < limits.SaltLength || s.salt == saltDigest && s.hash.Size() < limits.SaltLength {
			return errSaltTooSmall
		}
	}
	return nil
}

// sign makes a signature of a digest. Any goroutine may call it.
func (s *signing) sign(digest []byte) ([]byte, error) {
	switch key := s.key.Private.(type) {
	case ed25519.PrivateKey:
		return ed25519.Sign(key, digest), nil
	case *ecdsa.PrivateKey:
		der, err := ecdsa.SignASN1(rand.Reader, key, digest)
		if err != nil || !s.p1363 {
			return der, err
		}
		return toP1363(der, scalarSize(&key.PublicKey)), nil
	case *rsa.PrivateKey:
		if s.padding == paddingPKCS1 {
			hash, digest := s.pkcs1(digest)
			signature, err := rsa.SignPKCS1v15(nil, key, hash, digest)
			return signature, rsaError(err)
		}
		most := (key.N.BitLen()+6)/8 - s.hash.Size() - 2
		salt := s.salt
		switch salt {
		case saltDigest:
			salt = s.hash.Size()
		case saltAuto, -3:
			salt = most
		case -4:
			salt = min(most, s.hash.Size())
		}
		if salt > most || most < 0 {
			return nil, errDataTooLarge
		}
		options := &rsa.PSSOptions{SaltLength: salt}
		if salt == 0 {
			return signUnsalted(key, s.hash, digest)
		}
		signature, err := rsa.SignPSS(rand.Reader, key, s.hash, digest, options)
		return signature, rsaError(err)
	}
	return nil, errKeyOperation
}

// ripemdPrefix is what stands before a digest of RIPEMD-160: Go's is another one.
var ripemdPrefix = []byte{0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x24, 0x03, 0x02, 0x01, 0x05, 0x00, 0x04, 0x14}

// pkcs1 is what is signed with PKCS #1, and the hash that Go puts before it.
func (s *signing) pkcs1(digest []byte) (crypto.Hash, []byte) {
	if s.hash == crypto.RIPEMD160 {
		return 0, append(ripemdPrefix[:len(ripemdPrefix):len(ripemdPrefix)], digest...)
	}
	return s.hash, digest
}

// verify reports whether a signature is right. Any goroutine may call it.
func (s *signing) verify(digest, signature []byte) bool {
	switch key := s.key.Public.(type) {
	case ed25519.PublicKey:
		return ed25519.Verify(key, digest, signature)
	case *ecdsa.PublicKey:
		if s.p1363 {
			if signature = fromP1363(signature, scalarSize(key)); signature == nil {
				return false
			}
		}
		return ecdsa.VerifyASN1(key, digest, signature)
	case *rsa.PublicKey:
		if keys.TooLarge(key) {
			return false
		}
		if s.padding == paddingPKCS1 {
			hash, digest := s.pkcs1(digest)
			return rsa.VerifyPKCS1v15(key, hash, digest, signature) == nil
		}
		options := &rsa.PSSOptions{SaltLength: s.salt}
		switch {
		case s.salt == saltDigest:
			options.SaltLength = rsa.PSSSaltLengthEqualsHash
		case s.salt < 0 || s.key.PSS != nil && !s.hasSalt:
			options.SaltLength = rsa.PSSSaltLengthAuto
		case s.salt == 0:
			return verifyUnsalted(key, s.hash, digest, signature)
		}
		return rsa.VerifyPSS(key, s.hash, digest, signature, options) == nil
	}
	return false
}

func scalarSize(key *ecdsa.PublicKey) int { return (key.Curve.Params().N.BitLen() + 7) / 8 }

func toP1363(der []byte, size int) []byte {
	var r, s big.Int
	input := cryptobyte.String(der)
	if !input.ReadASN1(&input, asn1.SEQUENCE) || !input.ReadASN1Integer(&r) || !input.ReadASN1Integer(&s) {
		return nil
	}
	return append(r.FillBytes(make([]byte, size)), s.FillBytes(make([]byte, size))...)
}

func fromP1363(signature []byte, size int) []byte {
	if len(signature) != 2*size {
		return nil
	}
	var b cryptobyte.Builder
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1BigInt(new(big.Int).SetBytes(signature[:size]))
		b.AddASN1BigInt(new(big.Int).SetBytes(signature[size:]))
	})
	return b.BytesOrPanic()
}

// oneShots adds sign and verify.
func (m *module) oneShots() {
	e := m.e
	hash := func(v goja.Value) crypto.Hash {
		if engine.IsNullish(v) {
			return 0
		}
		name := e.NeedString("algorithm", v)
		h := hashNamed(name)
		if h == 0 {
			panic(m.invalidDigest(name))
		}
		return h
	}
	data := func(name string, v goja.Value) []byte {
		p, ok := m.bytesOrText(v, nil)
		if !ok {
			panic(e.InvalidArgType(name, v, secrets...))
		}
		return p
	}
	m.method("sign", 4, func(call goja.FunctionCall) goja.Value {
		algorithm, p := hash(call.Argument(0)), data("data", call.Argument(1))
		callback := call.Argument(3)
		if !engine.IsUndefined(callback) {
			e.NeedFunction("callback", callback)
		}
		if !call.Argument(2).ToBoolean() {
			panic(e.Error("ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign"))
		}
		s := m.signing(call.Argument(2), "key", usePrivate)
		s.hash = algorithm
		err := s.prepare()
		var signature []byte
		work := func() {
			if err == nil {
				signature, err = s.sign(s.digested(p))
			}
		}
		return m.eitherWay(work, callback, &err, func() goja.Value { return buffer.Wrap(e, signature) })
	})
	m.method("verify", 5, func(call goja.FunctionCall) goja.Value {
		algorithm, p := hash(call.Argument(0)), data("data", call.Argument(1))
		callback := call.Argument(4)
		if !engine.IsUndefined(callback) {
			e.NeedFunction("callback", callback)
		}
		signature := data("signature", call.Argument(3))
		s := m.signing(call.Argument(2), "key", usePublic)
		s.hash = algorithm
		err := s.prepare()
		right := false
		if err == errDigestRefused || err == errSaltTooSmall {
			err, s.key = nil, keys.NewSecret(nil) // never right
		}
		return m.eitherWay(func() { right = err == nil && s.verify(s.digested(p), signature) }, callback, &err, func() goja.Value { return e.Bool(right) })
	})
}

// eitherWay does work at once, or on a goroutine when there is a callback to call after it.
func (m *module) eitherWay(work func(), callback goja.Value, err *error, result func() goja.Value) goja.Value {
	if engine.IsUndefined(callback) {
		work()
		m.must(*err)
		return result()
	}
	m.e.Compute(work, func() {
		if *err != nil {
			m.e.Call(callback, goja.Undefined(), m.opensslError(*err, ""))
			return
		}
		m.e.Call(callback, goja.Undefined(), goja.Null(), result())
	})
	return nil
}
