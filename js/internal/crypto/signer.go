package crypto

import (
	"hash"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// signer is a Sign or a Verify as it hides in its object.
type signer struct {
	goja.Value
	name string // of the digest
	sum  hash.Hash
	done bool
}

// signers makes the classes Sign and Verify, which are Writables where there are streams.
func (m *module) signers() {
	make := func(name string) *engine.Class {
		e := m.e
		writable := m.stream("Writable")
		var class *engine.Class
		class = e.Class(name, 2, writable, func(call goja.ConstructorCall) *goja.Object {
			if !inherits(call.This, class.Prototype) {
				return e.Construct(class.Constructor, call.Arguments...)
			}
			algorithm := e.NeedString("algorithm", call.Argument(0))
			h := hashNamed(algorithm)
			if h == 0 {
				panic(e.TypeError("ERR_CRYPTO_INVALID_DIGEST", "Invalid digest"))
			}
			if writable != nil {
				e.Call(writable, call.This, call.Argument(1))
			}
			engine.Hide(call.This, "signer", &signer{goja.Undefined(), algorithm, h.New(), false})
			return nil
		})
		class.Assign("_write", 3, func(call goja.FunctionCall) goja.Value {
			m.signerOf(call.This).sum.Write(m.input("data", call.Argument(0), call.Argument(1), views...))
			return e.Call(call.Argument(2), goja.Undefined())
		})
		class.Assign("update", 2, func(call goja.FunctionCall) goja.Value {
			s, data := m.signerOf(call.This), m.input("data", call.Argument(0), call.Argument(1), views...)
			s.live(m)
			s.sum.Write(data)
			return call.This
		})
		engine.Must(m.exports.DefineDataProperty(name, class.Constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		m.method("create"+name, 2, func(call goja.FunctionCall) goja.Value {
			return e.Construct(class.Constructor, call.Arguments...)
		})
		return class
	}
	make("Sign").Assign("sign", 2, m.finishSign)
	make("Verify").Assign("verify", 3, m.finishVerify)
}

// stream is a class of streams; nil where there are none.
func (m *module) stream(name string) *goja.Object {
	if !m.e.Builtin("stream") {
		return nil
	}
	class, _ := m.e.Require("stream").Get(name).(*goja.Object)
	return class
}

func (m *module) signerOf(v goja.Value) *signer {
	if s := engine.Held[*signer](v, "signer"); s != nil {
		return s
	}
	panic(m.e.VM.NewTypeError("Illegal invocation"))
}

// live refuses to go on after the end.
func (s *signer) live(m *module) {
	if s.done {
		panic(m.e.Error("ERR_CRYPTO_INVALID_STATE", "Not initialised"))
	}
}

func (m *module) finishSign(call goja.FunctionCall) goja.Value {
	e, s := m.e, m.signerOf(call.This)
	if !call.Argument(0).ToBoolean() {
		panic(e.Error("ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign"))
	}
	how := m.signing(call.Argument(0), "privateKey", usePrivate)
	m.finish(s, how)
	m.must(how.prepare())
	signature, err := how.sign(s.sum.Sum(nil))
	m.must(err)
	return m.decoded(signature, call.Argument(1))
}

func (m *module) finishVerify(call goja.FunctionCall) goja.Value {
	e, s := m.e, m.signerOf(call.This)
	how := m.signing(call.Argument(0), "key", usePublic)
	signature, ok := m.bytesOrText(call.Argument(1), call.Argument(2))
	if !ok {
		panic(e.InvalidArgType("signature", call.Argument(1), secrets...))
	}
	m.finish(s, how)
	switch err := how.prepare(); err {
	case nil:
	case errDigestRefused, errSaltTooSmall:
		return e.Bool(false)
	default:
		m.must(err)
	}
	return e.Bool(how.verify(s.sum.Sum(nil), signature))
}

// finish ends the taking in of data.
func (m *module) finish(s *signer, how *signing) {
	s.live(m)
	s.done = true
	if how.key.Type == "ed25519" {
		panic(m.e.Error("ERR_CRYPTO_UNSUPPORTED_OPERATION", "Unsupported crypto operation"))
	}
	how.hash = hashNamed(s.name)
}
