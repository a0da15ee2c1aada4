package language

import (
	"math"
	"math/big"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// parseBigInts has BigInt(text) take text that is a number, all of it, and in little more
// time than that takes to read: goja reads 99999999999999999999n as 0, and Go takes the
// square of the count of digits, a minute for 10 MB.
func parseBigInts(e *engine.Engine, constructor *goja.Object) {
	gojax.Guard(constructor, func(call goja.FunctionCall) []goja.Value {
		v := call.Argument(0)
		if gojax.IsNumber(v) && !isWhole(v.ToFloat()) {
			panic(e.PlainRangeError("The number " + v.String() + " cannot be converted to a BigInt because it is not an integer"))
		}
		text, ok := v.(goja.String)
		if !ok {
			return call.Arguments
		}
		number := bigInt(strings.TrimFunc(text.String(), isSpace))
		if number == nil {
			shown := text.String()
			if text.Length() > longShown {
				shown = text.Substring(0, longShown).String() + "…"
			}
			panic(e.Construct(e.VM.Get("SyntaxError"), e.Text("Cannot convert "+shown+" to a BigInt")))
		}
		return []goja.Value{e.VM.ToValue(number)}
	})
}

func isWhole(n float64) bool { return n == math.Trunc(n) && !math.IsInf(n, 0) }

// longShown is how much of a text V8 shows in the message.
const longShown = 1000

// isSpace reports whether JavaScript takes a character for white space.
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\ufeff':
		return true
	}
	return r >= '\u2000' && r <= '\u200a'
}

// bigInt is the number that a text is; nil when it is none, or too large.
func bigInt(text string) *big.Int {
	if text == "" {
		return new(big.Int)
	}
	if len(text) > 2 && text[0] == '0' {
		switch text[1] {
		case 'x', 'X':
			return joinDigits(text[2:], "0123456789abcdefABCDEF", 16)
		case 'o', 'O':
			return joinDigits(text[2:], "01234567", 8)
		case 'b', 'B':
			return joinDigits(text[2:], "01", 2)
		}
	}
	digits, negative := strings.CutPrefix(text, "-")
	if !negative {
		digits = strings.TrimPrefix(digits, "+")
	}
	number := joinDigits(digits, "0123456789", 10)
	if number != nil && negative {
		number.Neg(number)
	}
	return number
}

// fewDigits are read by Go.
const fewDigits = 1 << 12

// joinDigits makes a number of digits, by halves.
func joinDigits(text, digits string, base int) *big.Int {
	if text == "" || strings.Trim(text, digits) != "" {
		return nil
	}
	text = strings.TrimLeft(text, "0")
	if float64(len(text)-1)*math.Log2(float64(base)) > maxBits {
		return nil
	}
	powers := map[int]*big.Int{}
	var join func(text string) *big.Int
	join = func(text string) *big.Int {
		if len(text) <= fewDigits {
			number, _ := new(big.Int).SetString("0"+text, base)
			return number
		}
		low := fewDigits
		for low*2 < len(text) {
			low *= 2
		}
		upper := join(text[:len(text)-low])
		return upper.Add(upper.Mul(upper, power(powers, base, low)), join(text[len(text)-low:]))
	}
	if number := join(text); number.BitLen() <= maxBits {
		return number
	}
	return nil
}

// power is base ** exponent, of which halves are kept; the exponent is fewDigits times a
// power of 2.
func power(known map[int]*big.Int, base, exponent int) *big.Int {
	if p := known[exponent]; p != nil {
		return p
	}
	p := new(big.Int)
	if exponent == fewDigits {
		p.Exp(big.NewInt(int64(base)), big.NewInt(int64(exponent)), nil)
	} else {
		half := power(known, base, exponent/2)
		p.Mul(half, half)
	}
	known[exponent] = p
	return p
}
