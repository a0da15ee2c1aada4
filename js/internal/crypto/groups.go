package crypto

import (
	"math/big"
	"sync"
)

// groups are the primes of RFC 2409 and RFC 3526, whose generator is 2: all ones, then
// the digits of pi, then all ones. RFC 2412 says how they are made: the prime of n bits is
// 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) * pi) + more), with the least number more
// that makes it one.
var groups = map[string]struct {
	bits uint
	more int64
}{
	"modp1": {768, 149686}, "modp2": {1024, 129093}, "modp5": {1536, 741804}, "modp14": {2048, 124476},
	"modp15": {3072, 1690314}, "modp16": {4096, 240904}, "modp17": {6144, 929484}, "modp18": {8192, 4743158},
}

// groupPrime is the prime of a group; nil when there is no such group.
func groupPrime(name string) *big.Int {
	g, ok := groups[name]
	if !ok {
		return nil
	}
	p := new(big.Int).Rsh(pi(), piBits-(g.bits-130))
	p.Add(p, big.NewInt(g.more)).Lsh(p, 64)
	p.Add(p, power(g.bits)).Sub(p, power(g.bits-64))
	return p.Sub(p, big.NewInt(1))
}

// isGroup reports whether a prime is one of them, which need no proof.
func isGroup(prime *big.Int) bool {
	for name, g := range groups {
		if prime.BitLen() == int(g.bits) {
			return prime.Cmp(groupPrime(name)) == 0
		}
	}
	return false
}

const piBits = 8192 + 64 // more than any group needs, for what is lost by rounding

// pi is floor(2^piBits * pi), by Machin's formula.
var pi = sync.OnceValue(func() *big.Int {
	const spare = 32
	one := power(piBits + spare)
	p := arctan(one, 5)
	p.Lsh(p, 2).Sub(p, arctan(one, 239))
	return p.Lsh(p, 2).Rsh(p, spare)
})

// arctan is one * arctan(1/x).
func arctan(one *big.Int, x int64) *big.Int {
	square := big.NewInt(x * x)
	term := new(big.Int).Quo(one, big.NewInt(x))
	sum := new(big.Int).Set(term)
	for n := int64(3); term.Sign() != 0; n += 2 {
		term.Quo(term, square).Neg(term)
		sum.Add(sum, new(big.Int).Quo(term, big.NewInt(n)))
	}
	return sum
}

func power(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }
