package crypto

import (
	"crypto/rand"
	"math"
	"math/big"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var (
	errBitsTooSmall  = &keys.Error{Number: "01800076", Library: "bignum routines", Reason: "bits too small"}
	errBignumTooLong = &keys.Error{Number: "01800072", Library: "bignum routines", Reason: "bignum too long"}
)

// mostPrimeBits bounds the primes that are made: longer ones would take hours.
const mostPrimeBits = 16384

// smallPrimes sort out most candidates before they are tested.
var smallPrimes = sync.OnceValue(func() (list []uint64) {
	for n := uint64(3); n < 2000; n += 2 {
		if !slices.ContainsFunc(list, func(p uint64) bool { return n%p == 0 }) {
			list = append(list, n)
		}
	}
	return list
})

// makePrime makes a prime of as many bits. A safe one is twice another prime and one.
// Where add is given, it is rem modulo add. There is none once over says so.
func makePrime(bits int, safe bool, add, rem *big.Int, over func() bool) (*big.Int, error) {
	switch {
	case bits < 2, safe && bits < 6 && bits != 3:
		return nil, errBitsTooSmall
	case bits > mostPrimeBits:
		return nil, errBignumTooLong
	}
	step := big.NewInt(2)
	if safe && bits > 3 {
		step = big.NewInt(4)
	}
	if add != nil {
		step = add
	}
	top := new(big.Int).Lsh(big.NewInt(1), uint(bits-1))
	for {
		c, err := rand.Int(rand.Reader, top)
		if err != nil {
			return nil, err
		}
		c.SetBit(c, bits-1, 1)
		if add != nil {
			c.Sub(c, new(big.Int).Mod(c, add)).Add(c, rem)
		} else {
			c.SetBit(c, bits-2, 1).SetBit(c, 0, 1)
			if safe {
				c.SetBit(c, 1, 1)
			}
		}
		if p := search(c, step, bits, safe, over); p != nil {
			return p, nil
		}
		if over() {
			return nil, engine.ErrOver
		}
	}
}

// search looks for a prime from a number on; nil when it has looked far enough.
func search(from, step *big.Int, bits int, safe bool, over func() bool) *big.Int {
	var at, by []uint64
	modulus := new(big.Int)
	primes := smallPrimes()
	for _, p := range primes {
		modulus.SetUint64(p)
		at = append(at, new(big.Int).Mod(from, modulus).Uint64())
		by = append(by, new(big.Int).Mod(step, modulus).Uint64())
	}
	c := new(big.Int).Set(from)
	for range 1 << 12 {
		if c.BitLen() > bits || over() {
			return nil
		}
		likely := c.BitLen() == bits
		for i, p := range primes {
			if likely && bits > 16 && (at[i] == 0 || safe && at[i] == 1) {
				likely = false
			}
			if at[i] += by[i]; at[i] >= p {
				at[i] -= p
			}
		}
		if likely && isPrime(c, safe) {
			return c
		}
		c.Add(c, step)
	}
	return nil
}

// isPrime tests with one round first, since most are not.
func isPrime(c *big.Int, safe bool) bool {
	if !safe {
		return c.ProbablyPrime(20)
	}
	half := new(big.Int).Rsh(c, 1)
	return half.ProbablyPrime(0) && c.ProbablyPrime(20) && half.ProbablyPrime(20)
}

// primes adds generatePrime and checkPrime, and those that wait.
func (m *module) primes() {
	e := m.e
	both := func(name string, length int, prepare func(args []goja.Value) (work func() error, result func() goja.Value)) {
		m.method(name+"Sync", length, func(call goja.FunctionCall) goja.Value {
			work, result := prepare(filled(call.Arguments, 2))
			var err error
			e.Aside(func() { err = work() })
			m.must(err)
			return result()
		})
		m.method(name, length, func(call goja.FunctionCall) goja.Value {
			args := filled(call.Arguments, 3)
			if engine.IsFunction(args[1]) {
				args[1], args[2] = goja.Undefined(), args[1]
			}
			e.NeedFunction("callback", args[2])
			work, result := prepare(args)
			var err error
			e.Compute(func() { err = work() }, func() {
				if err != nil {
					e.Call(args[2], goja.Undefined(), m.opensslError(err, ""))
					return
				}
				e.Call(args[2], goja.Undefined(), goja.Undefined(), result())
			})
			return nil
		})
	}
	both("generatePrime", 1, m.primeMaker)
	both("checkPrime", 1, func(args []goja.Value) (func() error, func() goja.Value) {
		candidate := m.bigNumber("candidate", args[0])
		checks := int64(0)
		if v := args[1]; !engine.IsUndefined(v) {
			if n := optional(e.NeedObject("options", v), "checks"); !engine.IsUndefined(n) {
				checks = e.NeedInteger("options.checks", n, 0, math.MaxInt32)
			}
		}
		prime := false
		return func() error {
			prime = candidate.ProbablyPrime(int(max(20, min(checks, 128))))
			return nil
		}, func() goja.Value { return e.Bool(prime) }
	})
}

// bigNumber is a bigint, or the bytes of one.
func (m *module) bigNumber(name string, v goja.Value) *big.Int {
	e := m.e
	if engine.TypeOf(v) == "bigint" {
		n := v.Export().(*big.Int)
		if n.Sign() < 0 {
			panic(e.OutOfRange(name, ">= 0", v))
		}
		return n
	}
	p, ok := memory(v)
	if !ok {
		panic(e.InvalidArgType(name, v, "bigint", "ArrayBuffer", "TypedArray", "Buffer", "DataView"))
	}
	return new(big.Int).SetBytes(p)
}

func (m *module) primeMaker(args []goja.Value) (func() error, func() goja.Value) {
	e := m.e
	bits := int(e.NeedInteger("size", args[0], 1, math.MaxInt32))
	var o *goja.Object
	if engine.IsUndefined(args[1]) {
		o = e.VM.NewObject()
	} else {
		o = e.NeedObject("options", args[1])
	}
	flag := func(name string) bool {
		v := optional(o, name)
		return !engine.IsUndefined(v) && e.NeedBoolean("options."+name, v)
	}
	safe, asBigint := flag("safe"), flag("bigint")
	var add, rem *big.Int
	if v := optional(o, "add"); !engine.IsUndefined(v) {
		add, rem = m.bigNumber("options.add", v), big.NewInt(1)
		if safe {
			rem = big.NewInt(3)
		}
	}
	if v := optional(o, "rem"); !engine.IsUndefined(v) {
		rem = m.bigNumber("options.rem", v)
	}
	if add != nil {
		if add.BitLen() > bits || add.Sign() == 0 {
			panic(e.RangeError("ERR_OUT_OF_RANGE", "invalid options.add"))
		}
		if rem.Cmp(add) >= 0 {
			panic(e.RangeError("ERR_OUT_OF_RANGE", "invalid options.rem"))
		}
		if one := big.NewInt(1); new(big.Int).GCD(nil, nil, add, rem).Cmp(one) > 0 && rem.Sign() != 0 {
			panic(e.RangeError("ERR_OUT_OF_RANGE", "invalid options.rem")) // none would be prime
		}
	}
	var p *big.Int
	return func() (err error) {
			p, err = makePrime(bits, safe, add, rem, e.Over)
			return err
		}, func() goja.Value {
			if asBigint {
				return e.VM.ToValue(p)
			}
			return e.VM.ToValue(e.VM.NewArrayBuffer(p.FillBytes(make([]byte, (bits+7)/8))))
		}
}
