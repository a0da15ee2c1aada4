package crypto

import (
	"crypto"
	"crypto/hmac"
	_ "crypto/md5" // for crypto.Hash.New
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha3"
	_ "crypto/sha512"
	"crypto/subtle"
	"hash"
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// hashNamed returns a digest by a name that OpenSSL knows it by; 0 for one that is not
// known.
func hashNamed(name string) crypto.Hash {
	switch strings.TrimPrefix(strings.ToLower(name), "rsa-") {
	case "md5", "ssl3-md5", "md5withrsaencryption":
		return crypto.MD5
	case "ripemd160", "ripemd-160", "ripemd", "rmd160", "ripemd160withrsa":
		return crypto.RIPEMD160
	case "sha1", "sha-1", "ssl3-sha1", "sha1withrsaencryption":
		return crypto.SHA1
	case "sha224", "sha-224", "sha2-224", "sha224withrsaencryption":
		return crypto.SHA224
	case "sha256", "sha-256", "sha2-256", "sha256withrsaencryption":
		return crypto.SHA256
	case "sha384", "sha-384", "sha2-384", "sha384withrsaencryption":
		return crypto.SHA384
	case "sha512", "sha-512", "sha2-512", "sha512withrsaencryption":
		return crypto.SHA512
	case "sha512-224", "sha-512/224", "sha2-512/224", "sha512/224", "sha512-224withrsaencryption":
		return crypto.SHA512_224
	case "sha512-256", "sha-512/256", "sha2-512/256", "sha512/256", "sha512-256withrsaencryption":
		return crypto.SHA512_256
	case "blake2b512", "blake2b-512":
		return crypto.BLAKE2b_512
	case "blake2s256", "blake2s-256":
		return crypto.BLAKE2s_256
	case "sha3-224":
		return crypto.SHA3_224
	case "sha3-256":
		return crypto.SHA3_256
	case "sha3-384":
		return crypto.SHA3_384
	case "sha3-512":
		return crypto.SHA3_512
	}
	return 0
}

// digest returns the maker of a digest; nil for one that is not known.
func digest(name string) func() hash.Hash {
	switch h := hashNamed(name); h {
	case 0:
		return nil
	case crypto.RIPEMD160:
		return newRipemd
	case crypto.BLAKE2b_512:
		return newBlake2b
	case crypto.BLAKE2s_256:
		return newBlake2s
	default:
		return h.New
	}
}

// hashName is Node's name of a digest.
func hashName(h crypto.Hash) string {
	switch h {
	case crypto.SHA512_224:
		return "sha512-224"
	case crypto.SHA512_256:
		return "sha512-256"
	case crypto.SHA3_224, crypto.SHA3_256, crypto.SHA3_384, crypto.SHA3_512:
		return strings.ToLower(h.String())
	}
	return strings.ToLower(strings.ReplaceAll(h.String(), "-", ""))
}

const digestNames = "RSA-MD5 RSA-RIPEMD160 RSA-SHA1 RSA-SHA224 RSA-SHA256 RSA-SHA3-224 RSA-SHA3-256 RSA-SHA3-384 RSA-SHA3-512 RSA-SHA384 RSA-SHA512 " +
	"RSA-SHA512/224 RSA-SHA512/256 blake2b-512 blake2b512 blake2s-256 blake2s256 md5 ripemd ripemd-160 ripemd160 rmd160 sha-1 sha-224 sha-256 sha-384 sha-512 sha-512/224 sha-512/256 sha1 sha2-224 sha2-256 sha2-384 " +
	"sha2-512 sha2-512/224 sha2-512/256 sha224 sha256 sha3-224 sha3-256 sha3-384 sha3-512 sha384 sha512 sha512-224 sha512-256 shake-128 shake-256 shake128 shake256"

// sum is a Hash or an Hmac as it hides in its object.
type sum struct {
	goja.Value
	hash.Hash
	done bool
}

func (m *module) sumOf(v goja.Value) *sum {
	if s := engine.Held[*sum](v, "sum"); s != nil {
		return s
	}
	panic(m.e.VM.NewTypeError("Illegal invocation"))
}

func (m *module) finalized() *goja.Object {
	return m.e.Error("ERR_CRYPTO_HASH_FINALIZED", "Digest already called")
}

func (m *module) invalidDigest(name string) *goja.Object {
	return m.e.TypeError("ERR_CRYPTO_INVALID_DIGEST", "Invalid digest: "+name)
}

func (m *module) newSum(class *engine.Class, h hash.Hash) *goja.Object {
	o := m.e.VM.CreateObject(class.Prototype)
	if m.transform != nil {
		m.e.Call(m.transform, o)
	}
	engine.Hide(o, "sum", &sum{Value: goja.Undefined(), Hash: h})
	return o
}

func (m *module) digests() {
	e := m.e
	m.sums()
	m.method("createHash", 2, func(call goja.FunctionCall) goja.Value {
		h := m.hashOf(e.NeedString("algorithm", call.Argument(0)), call.Argument(1))
		if h == nil {
			panic(e.PlainError("Digest method not supported"))
		}
		return m.newSum(m.hash, h)
	})
	m.method("createHmac", 3, func(call goja.FunctionCall) goja.Value {
		name := e.NeedString("hmac", call.Argument(0))
		key := m.secretBytes("key", call.Argument(1), property(call.Argument(2), "encoding"), keyTypes...)
		f := digest(name)
		if f == nil {
			panic(m.invalidDigest(name))
		}
		return m.newSum(m.hmac, hmac.New(f, key))
	})
	m.method("hash", 3, func(call goja.FunctionCall) goja.Value {
		name := e.NeedString("algorithm", call.Argument(0))
		data := m.input("input", call.Argument(1), goja.Undefined(), views...)
		h := m.hashOf(name, call.Argument(2))
		if h == nil {
			panic(e.PlainError("Digest method " + name + " is not supported"))
		}
		h.Write(data)
		encoding := call.Argument(2)
		if o, ok := encoding.(*goja.Object); ok {
			encoding = o.Get("outputEncoding")
		}
		if engine.IsNullish(encoding) {
			encoding = e.Text("hex")
		}
		return m.decoded(h.Sum(nil), encoding)
	})
	m.method("getHashes", 0, func(goja.FunctionCall) goja.Value {
		var names []any
		for _, name := range strings.Fields(digestNames) {
			names = append(names, name)
		}
		return e.VM.NewArray(names...)
	})
	m.method("timingSafeEqual", 2, func(call goja.FunctionCall) goja.Value {
		var data [2][]byte
		for i, name := range []string{"buf1", "buf2"} {
			p, ok := memory(call.Argument(i))
			if !ok {
				panic(e.TypeError("ERR_INVALID_ARG_TYPE", `The "`+name+`" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`))
			}
			data[i] = p
		}
		if len(data[0]) != len(data[1]) {
			panic(e.RangeError("ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length"))
		}
		return e.Bool(subtle.ConstantTimeCompare(data[0], data[1]) == 1)
	})
}

// hashOf starts a digest, of outputLength bytes where the options say so; nil for one that
// is not known.
func (m *module) hashOf(name string, options goja.Value) hash.Hash {
	x := newXOF(strings.ToLower(name))
	var h hash.Hash
	if x != nil {
		h = x
	} else if f := digest(name); f != nil {
		h = f()
	} else {
		return nil
	}
	if v := property(options, "outputLength"); !engine.IsUndefined(v) {
		n := int(m.e.NeedInteger("options.outputLength", v, 0, math.MaxUint32))
		if x == nil && n != h.Size() || n > engine.MaxMemory/2 {
			panic(m.opensslError(errNoXOF, ""))
		}
		if x != nil {
			x.size = n
		}
	}
	return h
}

var errNoXOF = &keys.Error{Number: "030000B2", Library: "digital envelope routines", Reason: "not XOF or invalid length"}

// memory is the bytes of a view or an ArrayBuffer.
func memory(v goja.Value) ([]byte, bool) {
	if p, ok := buffer.Bytes(v); ok {
		return p, true
	}
	return buffer.ArrayBufferBytes(v)
}

// sums makes the classes Hash and Hmac. They are Transforms where there are streams.
func (m *module) sums() {
	e := m.e
	refuse := func(name string) func(goja.ConstructorCall) *goja.Object {
		return func(goja.ConstructorCall) *goja.Object {
			panic(e.VM.NewTypeError("%s is made with crypto.create%s()", name, name))
		}
	}
	if e.Builtin("stream") {
		m.transform, _ = e.Require("stream").Get("Transform").(*goja.Object)
	}
	m.hash, m.hmac = e.Class("Hash", 2, m.transform, refuse("Hash")), e.Class("Hmac", 3, m.transform, refuse("Hmac"))
	for _, class := range []*engine.Class{m.hash, m.hmac} {
		class.Assign("_transform", 3, func(call goja.FunctionCall) goja.Value {
			m.sumOf(call.This).Write(m.input("data", call.Argument(0), call.Argument(1), views...))
			return e.Call(call.Argument(2), goja.Undefined())
		})
		class.Assign("_flush", 1, func(call goja.FunctionCall) goja.Value {
			e.Invoke(call.This.(*goja.Object), "push", buffer.Wrap(e, m.sumOf(call.This).Sum(nil)))
			return e.Call(call.Argument(0), goja.Undefined())
		})
		class.Assign("update", 2, func(call goja.FunctionCall) goja.Value {
			s := m.sumOf(call.This)
			data := m.input("data", call.Argument(0), call.Argument(1), views...)
			if s.done {
				panic(m.finalized())
			}
			s.Write(data)
			return call.This
		})
	}
	m.hash.Assign("digest", 1, func(call goja.FunctionCall) goja.Value {
		s := m.sumOf(call.This)
		if s.done {
			panic(m.finalized())
		}
		s.done = true
		return m.decoded(s.Sum(nil), call.Argument(0))
	})
	m.hash.Assign("copy", 1, func(call goja.FunctionCall) goja.Value {
		s := m.sumOf(call.This)
		if s.done {
			panic(m.finalized())
		}
		other, err := s.Hash.(hash.Cloner).Clone()
		engine.Must(err)
		return m.newSum(m.hash, other)
	})
	// An Hmac gives nothing the second time.
	m.hmac.Assign("digest", 1, func(call goja.FunctionCall) goja.Value {
		s := m.sumOf(call.This)
		if s.done {
			return m.decoded(nil, call.Argument(0))
		}
		s.done = true
		return m.decoded(s.Sum(nil), call.Argument(0))
	})
	engine.Must(m.exports.Set("Hash", m.hash.Constructor))
	engine.Must(m.exports.Set("Hmac", m.hmac.Constructor))
}
