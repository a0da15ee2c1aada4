package buffer

import (
	"encoding/base64"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

type base64Key string

// base64Function makes btoa or atob, once for a runtime: the globals and the
// module have the same.
func base64Function(e *engine.Engine, name string) *goja.Object {
	return engine.Slot(e, base64Key(name), func() *goja.Object {
		work := btoa
		if name == "atob" {
			work = atob
		}
		return e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
			if len(call.Arguments) == 0 {
				panic(e.TypeError("ERR_MISSING_ARGS", `The "input" argument must be specified`))
			}
			return work(e, e.ToText(call.Argument(0)))
		})
	})
}

// btoa writes the bytes of a string of Latin-1 as base64.
func btoa(e *engine.Engine, s goja.String) goja.Value {
	ascii, wide := gojax.Units(s)
	for _, u := range wide {
		if u > 0xFF {
			panic(invalidCharacter(e, "Invalid character"))
		}
	}
	if wide == nil {
		return gojax.String(base64.StdEncoding.EncodeToString([]byte(ascii)))
	}
	return gojax.String(base64.StdEncoding.EncodeToString(lowBytes(wide)))
}

// atob is the other way, and strict about what it is given, but for white space
// and missing padding.
func atob(e *engine.Engine, s goja.String) goja.Value {
	ascii, wide := gojax.Units(s)
	if wide != nil {
		panic(invalidCharacter(e, "Invalid character"))
	}
	kept := make([]byte, 0, len(ascii))
	padding := 0
	for i := 0; i < len(ascii); i++ {
		switch b := ascii[i]; {
		case b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r':
		case b == '=':
			padding++
		case base64Digit[b] == 0 || b == '-' || b == '_' || padding > 0:
			panic(invalidCharacter(e, "Invalid character"))
		default:
			kept = append(kept, b)
		}
	}
	over := len(kept) % 4 // digits that are no whole group of four
	if padding > 2 || padding > 0 && over != 1 && over+padding != 4 {
		panic(invalidCharacter(e, "Invalid character"))
	}
	if over == 1 {
		panic(invalidCharacter(e, "The string to be decoded is not correctly encoded."))
	}
	return Latin1.Encode(decodeBase64(nil, string(kept)))
}

func invalidCharacter(e *engine.Engine, message string) *goja.Object {
	return domexception.New(e, message, "InvalidCharacterError")
}
