package crypto

import (
	"crypto/rand"
	"math"
	"math/big"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var (
	errModulusTooSmall = &keys.Error{Number: "0280007E", Library: "Diffie-Hellman routines", Reason: "modulus too small"}
	errModulusTooLarge = &keys.Error{Number: "02800067", Library: "Diffie-Hellman routines", Reason: "modulus too large"}
	errBadGenerator    = &keys.Error{Number: "02800065", Library: "Diffie-Hellman routines", Reason: "bad generator"}
)

// leastDHBits is OpenSSL's limit too.
const leastDHBits = 512

// What DH_check can find wrong, as verifyError has it.
const (
	notPrime      = 1
	notSafe       = 2
	badGenerator  = 8
	modulusSmall  = 0x80
	modulusLarge  = 0x100
	mostDHChecked = 8192 // a longer prime would take too long to check
)

// exchange is a DiffieHellman as it hides in its object.
type exchange struct {
	goja.Value
	prime, generator *big.Int
	private, public  *big.Int // nil until they are made or set
}

// verify says what is wrong with the prime and the generator.
func (x *exchange) verify() (found int) {
	bits := x.prime.BitLen()
	if bits < leastDHBits {
		found |= modulusSmall
	}
	if bits > mostDHChecked {
		return found | modulusLarge
	}
	if x.generator.Cmp(big.NewInt(1)) <= 0 || x.generator.Cmp(new(big.Int).Sub(x.prime, big.NewInt(1))) >= 0 {
		found |= badGenerator
	}
	if isGroup(x.prime) {
		return found
	}
	if !x.prime.ProbablyPrime(20) {
		return found | notPrime
	}
	if !new(big.Int).Rsh(x.prime, 1).ProbablyPrime(20) {
		found |= notSafe
	}
	return found
}

// generate makes the private key, unless there is one, and the public one of it.
func (x *exchange) generate() error {
	if x.private == nil {
		private, err := randomExponent(x.prime)
		if err != nil {
			return err
		}
		x.private = private
	}
	x.public = new(big.Int).Exp(x.generator, x.private, x.prime)
	return nil
}

func randomExponent(prime *big.Int) (*big.Int, error) {
	limit := new(big.Int).Sub(prime, big.NewInt(2))
	if limit.Sign() <= 0 {
		return nil, errModulusTooSmall
	}
	n, err := rand.Int(rand.Reader, limit)
	if err != nil {
		return nil, err
	}
	return n.Add(n, big.NewInt(1)), nil
}

// agree is the secret that both sides come to.
func agree(private, public, prime *big.Int) []byte {
	return new(big.Int).Exp(public, private, prime).FillBytes(make([]byte, (prime.BitLen()+7)/8))
}

func (m *module) exchangeOf(v goja.Value) *exchange {
	if x := engine.Held[*exchange](v, "exchange"); x != nil {
		return x
	}
	panic(m.e.VM.NewTypeError("Illegal invocation"))
}

func (m *module) state(message string) *goja.Object {
	return m.e.Error("ERR_CRYPTO_INVALID_STATE", message)
}

// exchanges adds the classes DiffieHellman and DiffieHellmanGroup and what makes them.
func (m *module) exchanges() {
	e := m.e
	add := func(name string, length int, prepare func(args []goja.Value) *exchange) *engine.Class {
		class := m.looseClass(name, length, func(this *goja.Object, args []goja.Value) {
			x := prepare(filled(args, 4))
			x.Value = goja.Undefined()
			engine.Hide(this, "exchange", x)
			engine.Must(this.DefineDataProperty("verifyError", e.Int(x.verify()), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		})
		m.exchangeMethods(class)
		m.method("create"+name, length, func(call goja.FunctionCall) goja.Value {
			return e.Construct(class.Constructor, call.Arguments...)
		})
		engine.Must(m.exports.Set(name, class.Constructor))
		return class
	}
	class := add("DiffieHellman", 4, m.newExchange)
	set := func(name string, field func(x *exchange) **big.Int) {
		class.Assign(name, 2, func(call goja.FunctionCall) goja.Value {
			x := m.exchangeOf(call.This)
			*field(x) = new(big.Int).SetBytes(m.exchangeBytes(call.Argument(0), call.Argument(1)))
			return call.This
		})
	}
	set("setPublicKey", func(x *exchange) **big.Int { return &x.public })
	set("setPrivateKey", func(x *exchange) **big.Int { return &x.private })
	add("DiffieHellmanGroup", 1, func(args []goja.Value) *exchange {
		if engine.TypeOf(args[0]) != "string" {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Group name must be a string"))
		}
		return &exchange{prime: m.group(args[0].String()), generator: big.NewInt(2)}
	})
	engine.Must(m.exports.Set("getDiffieHellman", m.exports.Get("createDiffieHellmanGroup")))
}

// looseClass is a class that can be called without new, as old ones of Node can.
func (m *module) looseClass(name string, length int, construct func(this *goja.Object, args []goja.Value)) (class *engine.Class) {
	class = m.e.Class(name, length, nil, func(call goja.ConstructorCall) *goja.Object {
		if !inherits(call.This, class.Prototype) {
			return m.e.Construct(class.Constructor, call.Arguments...)
		}
		construct(call.This, call.Arguments)
		return nil
	})
	return class
}

// inherits reports whether an object has another among its prototypes.
func inherits(o, prototype *goja.Object) bool {
	for o != nil {
		if o = o.Prototype(); o == prototype {
			return true
		}
	}
	return false
}

func (m *module) group(name string) *big.Int {
	p := groupPrime(strings.ToLower(name))
	if p == nil {
		panic(m.e.Error("ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group"))
	}
	return p
}

func (m *module) exchangeBytes(v, encoding goja.Value) []byte {
	p, ok := m.bytesOrText(v, encoding)
	if !ok {
		panic(m.e.InvalidArgType("key", v, secrets...))
	}
	return p
}

// newExchange reads the arguments of createDiffieHellman.
func (m *module) newExchange(args []goja.Value) *exchange {
	e := m.e
	size, keyEncoding, generator, generatorEncoding := args[0], args[1], args[2], args[3]
	data, isData := m.bytesOrText(size, keyEncoding)
	number := engine.TypeOf(size) == "number"
	if !number && !isData {
		panic(e.InvalidArgType("sizeOrKey", size, "number", "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"))
	}
	if _, ok := buffer.ParseEncoding(keyEncoding.String()); !ok && keyEncoding.String() != "buffer" {
		generator, generatorEncoding = keyEncoding, generator
		data, _ = m.bytesOrText(size, nil)
	}
	bits := 0
	if number {
		bits = int(e.NeedInteger("sizeOrKey", size, math.MinInt32, math.MaxInt32))
	}
	g := big.NewInt(2)
	if engine.TypeOf(generator) == "number" {
		g = big.NewInt(e.NeedInteger("generator", generator, math.MinInt32, math.MaxInt32))
	} else if !engine.IsNullish(generator) && generator.ToBoolean() {
		p, ok := m.bytesOrText(generator, generatorEncoding)
		if !ok {
			panic(e.InvalidArgType("generator", generator, "number", "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"))
		}
		if number {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Second argument must be an int32"))
		}
		g.SetBytes(p)
	}
	if !number {
		if g.Cmp(big.NewInt(1)) <= 0 {
			panic(m.opensslError(errBadGenerator, ""))
		}
		if len(data) > (keys.MaxDHBits+7)/8 {
			panic(m.opensslError(errModulusTooLarge, ""))
		}
		return &exchange{prime: new(big.Int).SetBytes(data), generator: g}
	}
	if bits < 2 {
		panic(m.opensslError(errModulusTooSmall, ""))
	}
	if bits < leastDHBits || bits > keys.MaxDHBits || g.Cmp(big.NewInt(1)) <= 0 {
		panic(e.TypeError("ERR_INVALID_ARG_VALUE", "Invalid DH parameters"))
	}
	p, err := dhPrime(bits, g, func() bool { m.e.Breathe(); return false })
	m.must(err)
	return &exchange{prime: p, generator: g}
}

// dhPrime makes a safe prime that a generator is good for.
func dhPrime(bits int, generator *big.Int, over func() bool) (*big.Int, error) {
	add, rem := big.NewInt(12), big.NewInt(11)
	switch {
	case generator.IsInt64() && generator.Int64() == 2:
		add, rem = big.NewInt(24), big.NewInt(23)
	case generator.IsInt64() && generator.Int64() == 5:
		add, rem = big.NewInt(60), big.NewInt(59)
	}
	return makePrime(bits, true, add, rem, over)
}

func (m *module) exchangeMethods(class *engine.Class) {
	e := m.e
	class.Assign("generateKeys", 1, func(call goja.FunctionCall) goja.Value {
		x := m.exchangeOf(call.This)
		m.must(x.generate())
		return m.decoded(x.public.Bytes(), call.Argument(0))
	})
	class.Assign("computeSecret", 3, func(call goja.FunctionCall) goja.Value {
		x := m.exchangeOf(call.This)
		other := new(big.Int).SetBytes(m.exchangeBytes(call.Argument(0), call.Argument(1)))
		switch {
		case other.Cmp(big.NewInt(1)) <= 0:
			panic(e.RangeError("ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too small"))
		case other.Cmp(new(big.Int).Sub(x.prime, big.NewInt(1))) >= 0:
			panic(e.RangeError("ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too large"))
		case x.private == nil:
			panic(e.Error("ERR_CRYPTO_OPERATION_FAILED", "Failed to compute shared secret"))
		}
		return m.decoded(agree(x.private, other, x.prime), call.Argument(2))
	})
	get := func(name, missing string, field func(x *exchange) *big.Int) {
		class.Assign(name, 1, func(call goja.FunctionCall) goja.Value {
			n := field(m.exchangeOf(call.This))
			if n == nil {
				panic(m.state("No " + missing + " key - did you forget to generate one?"))
			}
			return m.decoded(n.Bytes(), call.Argument(0))
		})
	}
	get("getPrime", "", func(x *exchange) *big.Int { return x.prime })
	get("getGenerator", "", func(x *exchange) *big.Int { return x.generator })
	get("getPublicKey", "public", func(x *exchange) *big.Int { return x.public })
	get("getPrivateKey", "private", func(x *exchange) *big.Int { return x.private })
}

// dhMaker reads the options of generateKeyPair('dh').
func (m *module) dhMaker(o *goja.Object) func() (*keys.Key, error) {
	e := m.e
	group, prime, length, generator := optional(o, "group"), optional(o, "prime"), optional(o, "primeLength"), optional(o, "generator")
	pair := func(a, b string) {
		if !engine.IsNullish(optional(o, b)) {
			panic(e.TypeError("ERR_INCOMPATIBLE_OPTION_PAIR", `Option "`+a+`" cannot be used in combination with option "`+b+`"`))
		}
	}
	var p *big.Int
	g, bits := big.NewInt(2), 0
	if !engine.IsNullish(group) {
		pair("group", "prime")
		pair("group", "primeLength")
		pair("group", "generator")
		p = m.group(e.NeedString("options.group", group))
	} else {
		if !engine.IsNullish(generator) {
			g = big.NewInt(e.NeedInteger("options.generator", generator, 0, math.MaxInt32))
		}
		switch {
		case !engine.IsNullish(prime):
			pair("prime", "primeLength")
			data, ok := memory(prime)
			if !ok {
				panic(e.InvalidArgType("options.prime", prime, "Buffer", "TypedArray", "ArrayBuffer", "DataView"))
			}
			p = new(big.Int).SetBytes(data)
		case !engine.IsNullish(length):
			bits = int(e.NeedInteger("options.primeLength", length, 0, math.MaxInt32))
		default:
			panic(e.TypeError("ERR_MISSING_OPTION", "At least one of the group, prime, or primeLength options is required"))
		}
	}
	return func() (*keys.Key, error) {
		prime := p
		if prime == nil {
			var err error
			if bits < leastDHBits {
				return nil, errModulusTooSmall
			}
			if bits > keys.MaxDHBits {
				return nil, errModulusTooLarge
			}
			if prime, err = dhPrime(bits, g, m.e.Over); err != nil {
				return nil, err
			}
		}
		switch {
		case prime.BitLen() < leastDHBits || prime.Bit(0) == 0:
			return nil, errModulusTooSmall
		case prime.BitLen() > keys.MaxDHBits:
			return nil, errModulusTooLarge
		}
		x, err := randomExponent(prime)
		if err != nil {
			return nil, err
		}
		return keys.NewPrivate(&keys.DHPrivate{DHPublic: keys.DHPublic{P: prime, G: g, Y: new(big.Int).Exp(g, x, prime)}, X: x}), nil
	}
}
