package engine

import (
	"math"
	"math/bits"
	"strconv"

	"github.com/dop251/goja"
)

// The functions here check an argument and throw Node's error when it is wrong.

// NeedFunction throws unless v is a function.
func (e *Engine) NeedFunction(name string, v goja.Value) {
	if !IsFunction(v) {
		panic(e.InvalidArgType(name, v, "function"))
	}
}

// NeedPropertyOf throws what JavaScript does when it reads a property of null or undefined.
func (e *Engine) NeedPropertyOf(v goja.Value, name string) {
	if IsNullish(v) {
		panic(e.VM.NewTypeError("Cannot read properties of " + v.String() + " (reading '" + name + "')"))
	}
}

// NeedString throws unless v is a string, and returns it.
func (e *Engine) NeedString(name string, v goja.Value) string {
	s, ok := v.(goja.String)
	if !ok {
		panic(e.InvalidArgType(name, v, "string"))
	}
	return s.String()
}

// NeedBoolean throws unless v is true or false, and returns it.
func (e *Engine) NeedBoolean(name string, v goja.Value) bool {
	if TypeOf(v) != "boolean" {
		panic(e.InvalidArgType(name, v, "boolean"))
	}
	return v.ToBoolean()
}

// NeedObject throws unless v is an object that is not a function and no array, and
// returns it.
func (e *Engine) NeedObject(name string, v goja.Value) *goja.Object {
	o, ok := v.(*goja.Object)
	if !ok || IsFunction(o) || o.ClassName() == "Array" {
		panic(e.InvalidArgType(name, v, "object"))
	}
	return o
}

// NeedNumber throws unless v is a number within the limits, and returns it.
// NaN for a limit means that there is none.
func (e *Engine) NeedNumber(name string, v goja.Value, low, high float64) float64 {
	if TypeOf(v) != "number" {
		panic(e.InvalidArgType(name, v, "number"))
	}
	n := v.ToFloat()
	if n < low || n > high || (!math.IsNaN(low) || !math.IsNaN(high)) && math.IsNaN(n) {
		wanted := ""
		if !math.IsNaN(low) {
			wanted = ">= " + number(low)
		}
		if !math.IsNaN(low) && !math.IsNaN(high) {
			wanted += " && "
		}
		if !math.IsNaN(high) {
			wanted += "<= " + number(high)
		}
		panic(e.OutOfRange(name, wanted, v))
	}
	return n
}

// NeedInteger throws unless v is a whole number within the limits, and returns
// it.
func (e *Engine) NeedInteger(name string, v goja.Value, low, high int64) int64 {
	if TypeOf(v) != "number" {
		panic(e.InvalidArgType(name, v, "number"))
	}
	n := v.ToFloat()
	if math.IsNaN(n) || math.IsInf(n, 0) || n != math.Trunc(n) {
		panic(e.OutOfRange(name, "an integer", v))
	}
	if n < float64(low) || n > float64(high) {
		panic(e.OutOfRange(name, ">= "+strconv.FormatInt(low, 10)+" && <= "+strconv.FormatInt(high, 10), v))
	}
	return int64(n)
}

// ToInt is the whole part of a number, cut to what an int holds; NaN is 0. Whatever
// is longer than any memory may be cut.
func ToInt(n float64) int {
	switch {
	case math.IsNaN(n):
		return 0
	case n >= math.MaxInt:
		return math.MaxInt
	case n <= math.MinInt:
		return math.MinInt
	}
	return int(n)
}

// MaxMemory is how many bytes an ArrayBuffer may have: Go gives up the whole process
// when memory ends. Systems of 32 bits have less to begin with.
const MaxMemory = min(8<<30, 1<<(bits.UintSize-2))

// MaxString is how long Node's strings can be.
const MaxString = 1<<29 - 24

// MaxSafeInteger and MinSafeInteger are Number's.
const (
	MaxSafeInteger = 1<<53 - 1
	MinSafeInteger = -MaxSafeInteger
)

// number writes a limit as JavaScript writes numbers.
func number(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1e21 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return strconv.FormatFloat(n, 'g', -1, 64)
}
