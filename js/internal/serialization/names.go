package serialization

import (
	"math"
	"strconv"
)

// viewTags are what the classes of views are called when V8 writes them itself.
var viewTags = map[string]byte{
	"Int8Array": 'b', "Uint8Array": 'B', "Uint8ClampedArray": 'C', "Int16Array": 'w', "Uint16Array": 'W', "Int32Array": 'd', "Uint32Array": 'D',
	"Float16Array": 'h', "Float32Array": 'f', "Float64Array": 'F', "BigInt64Array": 'q', "BigUint64Array": 'Q', "DataView": '?',
}

// errorTags are what the classes of errors are called; Error itself is not.
var errorTags = map[string]byte{
	"EvalError": 'E', "RangeError": 'R', "ReferenceError": 'F', "SyntaxError": 'S', "TypeError": 'T', "URIError": 'U',
}

// named is what has a tag; "" for none.
func named(tags map[string]byte, tag byte) string {
	for name, t := range tags {
		if t == tag {
			return name
		}
	}
	return ""
}

// sizes are those of the elements of views.
var sizes = map[string]int{
	"Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1, "Int16Array": 2, "Uint16Array": 2, "Int32Array": 4, "Uint32Array": 4,
	"Float16Array": 2, "Float32Array": 4, "Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8, "DataView": 1,
}

// index is the number that a key of an object is written as: the position in an array.
func index(key string) (uint32, bool) {
	if key == "" || key[0] < '0' || key[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseUint(key, 10, 32)
	return uint32(n), err == nil && n < math.MaxUint32 && (key[0] != '0' || key == "0")
}
