package crypto

import (
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/ciphers"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var errFinalLength = &keys.Error{Number: "1C80006B", Library: "Provider routines", Reason: "wrong final block length"}

// crypt is a Cipheriv or a Decipheriv as it hides in its object.
type crypt struct {
	goja.Value
	ciphers.Cipher
	info    *ciphers.Info
	m       *module
	decrypt bool
	tag     int  // how long the tag is
	tagSet  bool // by the option, or by setAuthTag
	given   bool // setAuthTag was called
	begun   bool
	done    bool
	// decoder makes text of what comes out, in an encoding that cannot change.
	decoder  *goja.Object
	encoding string
}

func (m *module) cryptOf(v goja.Value) *crypt {
	if c := engine.Held[*crypt](v, "cipher"); c != nil {
		return c
	}
	panic(m.e.VM.NewTypeError("Illegal invocation"))
}

// ciphering adds the classes Cipheriv and Decipheriv, and what goes with them.
func (m *module) ciphering() {
	e := m.e
	for _, kind := range []struct {
		name    string
		decrypt bool
	}{{"Cipheriv", false}, {"Decipheriv", true}} {
		var class *engine.Class
		class = e.Class(kind.name, 4, m.transform, func(call goja.ConstructorCall) *goja.Object {
			if !inherits(call.This, class.Prototype) {
				return e.Construct(class.Constructor, call.Arguments...)
			}
			c := m.newCrypt(filled(call.Arguments, 4), kind.decrypt)
			if m.transform != nil {
				e.Call(m.transform, call.This, call.Argument(3))
			}
			engine.Hide(call.This, "cipher", c)
			return nil
		})
		m.cipherMethods(class, kind.decrypt)
		engine.Must(m.exports.Set(kind.name, class.Constructor))
		m.method("create"+kind.name, 4, func(call goja.FunctionCall) goja.Value {
			return e.Construct(class.Constructor, call.Arguments...)
		})
	}
	m.method("getCiphers", 0, func(goja.FunctionCall) goja.Value { return textsOrUndefined(e, ciphers.Names()) })
	m.method("getCipherInfo", 2, m.cipherInfo)
}

func (m *module) newCrypt(args []goja.Value, decrypt bool) *crypt {
	e := m.e
	name, options := e.NeedString("cipher", args[0]), args[3]
	tag, hasTag := 0, false
	if v := property(options, "authTagLength"); !engine.IsNullish(v) {
		n := v.ToFloat()
		if engine.TypeOf(v) != "number" || n < 0 || n > math.MaxUint32 || n != math.Trunc(n) {
			panic(e.InvalidArgValue("options.authTagLength", v, ""))
		}
		tag, hasTag = engine.ToInt(n), true
	}
	encoding := property(options, "encoding")
	key := m.secretBytes("key", args[1], encoding, keyTypes...)
	var iv []byte
	if args[2] != goja.Null() {
		var ok bool
		if iv, ok = m.bytesOrText(args[2], encoding); !ok {
			panic(e.InvalidArgType("iv", args[2], secrets...))
		}
	}
	info := ciphers.Find(name)
	if info == nil {
		panic(e.Error("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher"))
	}
	if !info.FitsIV(len(iv)) {
		panic(e.TypeError("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector"))
	}
	if len(key) != info.Key {
		panic(e.RangeError("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"))
	}
	if info.Authenticated() {
		switch {
		case info.Mode == "ccm" && !hasTag:
			panic(e.TypeError("ERR_CRYPTO_INVALID_AUTH_TAG", "authTagLength required for "+name))
		case hasTag && !info.FitsTag(tag):
			panic(m.invalidTag(tag))
		case !hasTag:
			tag = 16
		}
	}
	c, err := ciphers.New(info, key, iv, decrypt, tag)
	m.must(err)
	return &crypt{Value: goja.Undefined(), Cipher: c, info: info, m: m, decrypt: decrypt, tag: tag, tagSet: hasTag}
}

func (m *module) invalidTag(length int) *goja.Object {
	return m.e.TypeError("ERR_CRYPTO_INVALID_AUTH_TAG", "Invalid authentication tag length: "+m.e.Int(length).String())
}

// fails throws what a cipher has found wrong.
func (m *module) fails(err error) {
	switch err {
	case nil:
	case ciphers.ErrLength:
		panic(m.opensslError(errFinalLength, ""))
	case ciphers.ErrPadding:
		panic(m.opensslError(keys.ErrBadDecrypt, ""))
	default:
		panic(m.e.PlainError(err.Error()))
	}
}

// operation throws that something cannot be done now.
func (m *module) operation(name string) *goja.Object {
	return m.state("Invalid state for operation " + name)
}

func (c *crypt) update(data []byte) []byte {
	if c.done {
		c.m.fails(ciphers.ErrInvalidState)
	}
	c.begun = true
	out, err := c.Update(data)
	c.m.fails(err)
	return out
}

func (c *crypt) final() []byte {
	if c.done {
		panic(c.m.state("Invalid state"))
	}
	c.done = true
	out, err := c.Final()
	c.m.fails(err)
	return out
}

// shown is a piece in the encoding that is asked for; the last piece has what is left in
// the decoder.
func (c *crypt) shown(p []byte, encoding goja.Value, last bool) goja.Value {
	e := c.m.e
	if !encoding.ToBoolean() || encoding.String() == "buffer" {
		return buffer.Wrap(e, p)
	}
	if c.decoder == nil {
		known, ok := buffer.ParseEncoding(encoding.String())
		if !ok {
			panic(e.TypeError("ERR_UNKNOWN_ENCODING", "Unknown encoding: "+encoding.String()))
		}
		c.encoding = known.String()
		c.decoder = e.Construct(e.Require("string_decoder").Get("StringDecoder"), encoding)
	} else if known, ok := buffer.ParseEncoding(encoding.String()); !ok || known.String() != c.encoding {
		panic(e.InvalidArgValue("outputEncoding", encoding, "cannot be changed from '"+c.encoding+"'"))
	}
	if last {
		return e.Invoke(c.decoder, "end", buffer.Wrap(e, p))
	}
	return e.Invoke(c.decoder, "write", buffer.Wrap(e, p))
}

func (m *module) cipherMethods(class *engine.Class, decrypt bool) {
	e := m.e
	method := func(name string, length int, f func(c *crypt, call goja.FunctionCall) goja.Value) {
		class.Assign(name, length, func(call goja.FunctionCall) goja.Value { return f(m.cryptOf(call.This), call) })
	}
	method("_transform", 3, func(c *crypt, call goja.FunctionCall) goja.Value {
		out := c.update(m.input("data", call.Argument(0), call.Argument(1), views...))
		e.Invoke(call.This.(*goja.Object), "push", buffer.Wrap(e, out))
		return e.Call(call.Argument(2), goja.Undefined())
	})
	method("_flush", 1, func(c *crypt, call goja.FunctionCall) goja.Value {
		var out []byte
		if thrown := e.VM.Try(func() { out = c.final() }); thrown != nil {
			return e.Call(call.Argument(0), goja.Undefined(), thrown.Value())
		}
		e.Invoke(call.This.(*goja.Object), "push", buffer.Wrap(e, out))
		return e.Call(call.Argument(0), goja.Undefined())
	})
	method("update", 3, func(c *crypt, call goja.FunctionCall) goja.Value {
		data := m.input("data", call.Argument(0), call.Argument(1), views...)
		return c.shown(c.update(data), call.Argument(2), false)
	})
	method("final", 1, func(c *crypt, call goja.FunctionCall) goja.Value {
		return c.shown(c.final(), call.Argument(0), true)
	})
	method("setAutoPadding", 1, func(c *crypt, call goja.FunctionCall) goja.Value {
		if c.done {
			panic(m.operation("setAutoPadding"))
		}
		ciphers.Unpadded(c.Cipher, !engine.IsUndefined(call.Argument(0)) && !call.Argument(0).ToBoolean())
		return call.This
	})
	if decrypt {
		method("setAuthTag", 2, func(c *crypt, call goja.FunctionCall) goja.Value {
			m.setAuthTag(c, call.Argument(0), call.Argument(1))
			return call.This
		})
	} else {
		method("getAuthTag", 0, func(c *crypt, _ goja.FunctionCall) goja.Value {
			a, ok := c.Cipher.(ciphers.Authenticated)
			if !ok || !c.done || len(a.Tag()) < c.tag {
				panic(m.operation("getAuthTag"))
			}
			return buffer.Wrap(e, append([]byte{}, a.Tag()[:c.tag]...))
		})
	}
	method("setAAD", 2, func(c *crypt, call goja.FunctionCall) goja.Value {
		m.setAAD(c, call.Argument(0), call.Argument(1))
		return call.This
	})
}

func (m *module) setAuthTag(c *crypt, v, encoding goja.Value) {
	tag, ok := m.bytesOrText(v, encoding)
	if !ok {
		panic(m.e.InvalidArgType("buffer", v, secrets...))
	}
	a, ok := c.Cipher.(ciphers.Authenticated)
	if !ok || c.given || c.done {
		panic(m.operation("setAuthTag"))
	}
	if len(tag) != c.tag {
		panic(m.invalidTag(len(tag)))
	}
	c.given = true
	a.Expect(tag)
}

func (m *module) setAAD(c *crypt, v, options goja.Value) {
	e := m.e
	data, ok := m.bytesOrText(v, property(options, "encoding"))
	if !ok {
		panic(e.InvalidArgType("aadbuf", v, secrets...))
	}
	length, told := 0, false
	if n := property(options, "plaintextLength"); !engine.IsNullish(n) {
		f := n.ToFloat()
		if engine.TypeOf(n) != "number" || f < 0 || f > math.MaxUint32 || f != math.Trunc(f) {
			panic(e.InvalidArgValue("options.plaintextLength", n, ""))
		}
		length, told = engine.ToInt(f), true
	}
	a, ok := c.Cipher.(ciphers.Authenticated)
	if !ok || c.done || c.begun {
		panic(m.operation("setAAD"))
	}
	if c.info.Mode == "ccm" && !told {
		panic(e.TypeError("ERR_MISSING_ARGS", "options.plaintextLength required for CCM mode with AAD"))
	}
	m.fails(a.AAD(data, length))
}

// cipherInfo is getCipherInfo.
func (m *module) cipherInfo(call goja.FunctionCall) goja.Value {
	e := m.e
	v := call.Argument(0)
	var info *ciphers.Info
	switch engine.TypeOf(v) {
	case "string":
		info = ciphers.Find(v.String())
	case "number":
		info = ciphers.FindNID(int(e.NeedInteger("nameOrNid", v, math.MinInt32, math.MaxInt32)))
	default:
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", `The "nameOrNid" argument must be one of type string or number. Received `+e.Describe(v)))
	}
	var key, iv *int
	if options := call.Argument(1); !engine.IsUndefined(options) {
		o := e.NeedObject("options", options)
		length := func(name string) *int {
			v := optional(o, name)
			if engine.IsUndefined(v) {
				return nil
			}
			n := int(e.NeedInteger("options."+name, v, math.MinInt32, math.MaxInt32))
			return &n
		}
		key, iv = length("keyLength"), length("ivLength")
	}
	if info == nil || key != nil && *key != info.Key || iv != nil && !info.FitsIV(*iv) {
		return nil
	}
	o := e.VM.CreateObject(nil)
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	set("mode", info.Mode)
	set("name", info.Name)
	set("nid", info.NID)
	set("keyLength", info.Key)
	set("blockSize", goja.Undefined())
	if info.Mode != "stream" {
		set("blockSize", info.Block)
	}
	set("ivLength", goja.Undefined())
	if iv != nil {
		set("ivLength", *iv)
	} else if info.IV > 0 {
		set("ivLength", info.IV)
	}
	return o
}
