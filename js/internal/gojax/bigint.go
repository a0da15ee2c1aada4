package gojax

import (
	"math"
	"math/big"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// goja asks Go for whatever a BigInt needs, and Go ends the process where there is not so
// much memory: 2n ** (2n ** 40n) is one of 128 GB. It also takes the low 64 bits of what a
// shift is by. Here a result that would be too large is refused before it is made.

// MaxBits and BigIntTooLarge are how many bits a BigInt may have, and what is thrown of one
// that would have more; package language sets them.
var (
	MaxBits        int
	BigIntTooLarge func(vm *goja.Runtime) goja.Value
)

// bounding is goja's instruction for an operator by which a BigInt may become large.
type bounding struct {
	calculate instruction
	// bounded reports whether the result may be made, and gives what to make it with in
	// the place of the right one, if that is another.
	bounded func(left, right *big.Int) (other *big.Int, ok bool)
}

func (b *bounding) exec(machine unsafe.Pointer) {
	left, right, ok := operands(machine)
	if !ok {
		execute(b.calculate, machine)
		return
	}
	if isObject(*left) || isObject(*right) {
		if left, right, ok = numeric(machine, left, right); !ok {
			return
		}
	}
	if isBig(left) && isBig(right) {
		r := bigOf(right)
		other, ok := b.bounded(bigOf(left), r)
		if !ok {
			panic(BigIntTooLarge(*runtimeField.of(machine)))
		}
		if other != r {
			*right = (*runtimeField.of(machine)).ToValue(other)
		}
	}
	execute(b.calculate, machine)
}

// bigWhat is the first word of a goja.Value that is a BigInt. The second is a pointer to what goja has
// declared as another name for a big.Int: it is one.
var bigWhat = func() unsafe.Pointer {
	v := goja.New().ToValue(new(big.Int))
	if t := reflect.TypeOf(v); t.Kind() != reflect.Pointer || !t.Elem().ConvertibleTo(reflect.TypeFor[big.Int]()) {
		return nil
	}
	return (*words)(unsafe.Pointer(&v)).what
}()

func isBig(v *goja.Value) bool {
	what := (*words)(unsafe.Pointer(v)).what
	return what != nil && what == bigWhat
}

// bigOf is the number in a BigInt, which must not be changed.
func bigOf(v *goja.Value) *big.Int { return (*big.Int)((*words)(unsafe.Pointer(v)).where) }

// toNumeric is goja's instruction that makes a number or BigInt of what is on the stack:
// objects may be asked for one by their scripts, and must not be asked again.
var toNumeric = sync.OnceValue(func() (found instruction) {
	program, err := goja.Compile("", "(function (a) { return a++ })", false)
	if err != nil {
		return nil
	}
	var look func(p unsafe.Pointer)
	look = func(p unsafe.Pointer) {
		for _, in := range *codeField.of(p) {
			t := reflect.TypeOf(in)
			if t.Name() == "_toNumber" {
				found = in
			}
			for _, f := range instructionOf(t).programs {
				if inner := *f.of(reflect.ValueOf(in).UnsafePointer()); inner != nil {
					look(unsafe.Pointer(inner))
				}
			}
		}
	}
	look(unsafe.Pointer(program))
	return found
})

// numeric makes numbers of both operands, the left one first.
func numeric(machine unsafe.Pointer, left, right *goja.Value) (l, r *goja.Value, ok bool) {
	convert := toNumeric()
	if convert == nil {
		return left, right, true
	}
	second := *right
	*topField.of(machine)--
	execute(convert, machine)
	*topField.of(machine)++
	if _, right, ok = operands(machine); !ok {
		return nil, nil, false
	}
	*right = second
	execute(convert, machine)
	*counterField.of(machine) -= 2
	return operands(machine)
}

const wordBits = 64 // of V8's digits, which its limit counts

func digits(n *big.Int) int { return (n.BitLen() + wordBits - 1) / wordBits }

func boundedProduct(left, right *big.Int) (*big.Int, bool) {
	return right, digits(left)+digits(right) <= MaxBits/wordBits
}

func boundedPower(base, exponent *big.Int) (*big.Int, bool) {
	if base.BitLen() <= 1 || exponent.Sign() <= 0 { // 0, 1, -1; what is negative goja refuses
		return exponent, true
	}
	var mantissa big.Float
	whole := new(big.Float).SetInt(base).MantExp(&mantissa)
	part, _ := mantissa.Abs(&mantissa).Float64()
	times, _ := new(big.Float).SetInt(exponent).Float64()
	return exponent, times*(float64(whole)+math.Log2(part)) < float64(MaxBits)
}

func boundedLeft(n, by *big.Int) (*big.Int, bool) {
	if by.Sign() <= 0 || n.Sign() == 0 {
		return nearest(n, by), true
	}
	return by, by.IsInt64() && by.Int64() <= int64(MaxBits-n.BitLen())
}

func boundedRight(n, by *big.Int) (*big.Int, bool) {
	if by.Sign() >= 0 || n.Sign() == 0 {
		return nearest(n, by), true
	}
	return by, by.IsInt64() && -by.Int64() <= int64(MaxBits-n.BitLen())
}

// nearest is a shift that nothing is left after, where it would be by more.
func nearest(n, by *big.Int) *big.Int {
	if by.IsInt64() && by.BitLen() < wordBits/2 {
		return by
	}
	return big.NewInt(int64(by.Sign()) * int64(n.BitLen()+1))
}

func betterBigInt(bounded func(left, right *big.Int) (*big.Int, bool)) func(in instruction) instruction {
	return func(in instruction) instruction {
		if bigWhat == nil || MaxBits == 0 {
			return in
		}
		return &bounding{in, bounded}
	}
}
