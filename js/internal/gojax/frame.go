package gojax

import (
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// native is what goja calls the file of a function of Go, and the function when
// nobody named it.
const native = "<native>"

// IsNative reports whether a call is one of a function of Go.
func IsNative(f *goja.StackFrame) bool { return f.SrcName() == native }

// FrameName is what V8 calls the function of a frame, "" for one without a name. It
// is false for functions of Go that are nobody's business: goja calls those that
// nobody named as their package.
func FrameName(f *goja.StackFrame) (name string, shown bool) {
	name = strings.TrimPrefix(f.FuncName(), bodyName)
	if !IsNative(f) {
		if name == "<anonymous>" {
			name = ""
		}
		return name, true
	}
	if name == native || name == "" || strings.ContainsAny(name, "/ ") {
		return "", false
	}
	return nativeName(name), true
}

// nativeName is how V8 calls functions of the language: with their class.
func nativeName(name string) string {
	switch name {
	case "forEach", "map", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "flatMap", "sort", "from":
		return "Array." + name
	case "parse", "stringify":
		return "JSON." + name
	case "replace", "replaceAll":
		return "String." + name
	case "Promise":
		return "new Promise"
	case "apply", "call":
		return "Function." + name
	}
	return name
}

// HasFrames reports whether a text is a stack as goja writes it.
func HasFrames(stack string) bool { return strings.Contains(stack, "\n\tat ") }

// NodeFrames writes a stack of goja's in Node's form: with four blanks, and without
// positions in the bytecode.
func NodeFrames(stack string) string {
	stack = writtenFrame().ReplaceAllString(stack, "    at $1$3")
	return strings.TrimSuffix(strings.ReplaceAll(stack, " (native)\n", " (<anonymous>)\n"), "\n")
}

// writtenFrame is a line of a stack as goja writes it.
var writtenFrame = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^\tat (.*?)(\(\d+\))?(\)?)$`) })
