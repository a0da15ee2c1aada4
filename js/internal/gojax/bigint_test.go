package gojax

import (
	"math/big"
	"testing"

	"github.com/dop251/goja"
)

func TestBigIntsAreBounded(t *testing.T) {
	const use, todo = "BigInts that would take all memory", "look in builtin_bigint.go for valueBigInt and in vm.go for _toNumber, _mul, _exp, _sal and _sar, and name what has changed in bigint.go; until then a script can end the process by one"
	contract(t, bigWhat != nil, "a BigInt is a pointer to what a big.Int can be made of", use, todo)
	contract(t, toNumeric() != nil, "a++ has an instruction that makes a number of its operand", use, todo)
	program, err := goja.Compile("", "(a, b) => [a * b, a ** b, a << b, a >> b]", false)
	if err != nil {
		t.Fatal(err)
	}
	defer func(bits int) { MaxBits = bits }(MaxBits)
	MaxBits = 1 << 10
	found := map[string]int{}
	Improve(program)
	countBetter(program, found)
	contract(t, found["bounding"] == 4, "each operator is an instruction of its name", use, todo)
}

func TestLimitsOfBigInts(t *testing.T) {
	defer func(bits int) { MaxBits = bits }(MaxBits)
	MaxBits = 1 << 10
	one := func(bits uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), bits) }
	for _, test := range []struct {
		name        string
		bounded     func(left, right *big.Int) (*big.Int, bool)
		left, right *big.Int
		ok          bool
	}{
		{"product", boundedProduct, one(500), one(500), true},
		{"product", boundedProduct, one(1000), one(100), false},
		{"power", boundedPower, big.NewInt(2), big.NewInt(1023), true},
		{"power", boundedPower, big.NewInt(-2), big.NewInt(1024), false},
		{"power", boundedPower, big.NewInt(3), big.NewInt(646), true},
		{"power", boundedPower, big.NewInt(3), big.NewInt(647), false},
		{"power", boundedPower, big.NewInt(-1), one(1000), true},
		{"power", boundedPower, big.NewInt(2), one(1000), false},
		{"left", boundedLeft, big.NewInt(1), big.NewInt(1023), true},
		{"left", boundedLeft, big.NewInt(1), big.NewInt(1024), false},
		{"left", boundedLeft, big.NewInt(0), one(1000), true},
		{"left", boundedLeft, big.NewInt(1), one(1000), false},
		{"right", boundedRight, big.NewInt(1), big.NewInt(-1023), true},
		{"right", boundedRight, big.NewInt(1), new(big.Int).Neg(one(64)), false},
	} {
		if _, ok := test.bounded(test.left, test.right); ok != test.ok {
			t.Errorf("%s of %v and %v: %v", test.name, test.left, test.right, ok)
		}
	}
	if by, ok := boundedRight(big.NewInt(5), one(64)); !ok || by.Int64() != 4 {
		t.Errorf("5n >> 2n ** 64n is by %v", by)
	}
}

func TestCalculateLate(t *testing.T) {
	for code, want := range map[string]string{
		`return 2n ** (2n ** 40n)`: `return (0,2n) ** ((0,2n) ** 40n)`,
		`"é"; -(1n) << 64n`:        `"é"; (0,-(1n)) << 64n`,
		`((1n) + 2n) ** 3n`:        `(((0,1n) + 2n)) ** 3n`,
		`1n << 2n ** 3n`:           `(0,1n) << (0,2n) ** 3n`,
		`a ** 2n; 2 ** 3`:          `a ** 2n; 2 ** 3`,
		`2n **`:                    `2n **`,
	} {
		late := CalculateLate("(function () {", code, "\n})")
		if late != want {
			t.Errorf("%s: %s, want %s", code, late, want)
		}
	}
}
