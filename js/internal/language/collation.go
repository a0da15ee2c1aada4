package language

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// collation is how texts are compared: by the order that all languages have in common.
type collation struct {
	usage       string
	numeric     bool
	caseFirst   string // told, and not kept: the library has nothing like it
	sensitivity string
	punctuation bool // is ignored
}

// inOrder is how texts are compared where nothing else is said.
var inOrder = collation{usage: "sort", caseFirst: "false", sensitivity: "variant"}

// collationOptions are the options of a method, which is named in errors.
func collationOptions(e *engine.Engine, options goja.Value, method string) collation {
	c := inOrder
	if engine.IsUndefined(options) {
		return c
	}
	if engine.IsNullish(options) {
		panic(e.VM.NewTypeError("%s called on null or undefined", method))
	}
	o := options.ToObject(e.VM)
	choice := func(name string, value *string, of ...string) {
		v := o.Get(name)
		if engine.IsUndefined(v) {
			return
		}
		text := e.ToText(v).String()
		if !slices.Contains(of, text) {
			panic(e.PlainRangeError("Value " + text + " out of range for " + method + " options property " + name))
		}
		*value = text
	}
	var matcher string
	choice("usage", &c.usage, "sort", "search")
	choice("localeMatcher", &matcher, "lookup", "best fit")
	if v := o.Get("collation"); !engine.IsUndefined(v) {
		if name := e.ToText(v).String(); !isCollation(name) {
			panic(e.PlainRangeError("Invalid collation : " + name))
		}
	}
	if v := o.Get("numeric"); !engine.IsUndefined(v) {
		c.numeric = v.ToBoolean()
	}
	choice("caseFirst", &c.caseFirst, "upper", "lower", "false")
	choice("sensitivity", &c.sensitivity, "base", "accent", "case", "variant")
	if v := o.Get("ignorePunctuation"); !engine.IsUndefined(v) {
		c.punctuation = v.ToBoolean()
	}
	return c
}

// isCollation reports whether a name may be that of an order: there is one only.
func isCollation(name string) bool {
	for part := range strings.SplitSeq(strings.ToLower(name), "-") {
		if len(part) < 3 || len(part) > 8 || !isAlphanumeric(part) {
			return false
		}
	}
	return true
}

// collatorKey is what a collator of the library depends on.
type collatorKey struct{ numeric, ignoreCase, ignoreMarks bool }

// compare is which of two texts comes first.
func (c collation) compare(e *engine.Engine, a, b string) goja.Value {
	key := collatorKey{c.numeric, c.sensitivity == "base" || c.sensitivity == "accent", c.sensitivity == "base"}
	by := engine.Slot(e, key, func() *collate.Collator {
		var options []collate.Option
		if key.numeric {
			options = append(options, collate.Numeric)
		}
		if key.ignoreCase {
			options = append(options, collate.IgnoreCase)
		}
		if key.ignoreMarks {
			options = append(options, collate.IgnoreDiacritics)
		}
		return collate.New(language.Und, options...)
	})
	return e.Int(by.CompareString(c.compared(a), c.compared(b)))
}

// compared is what of a text is compared: to the library a mark has a case, too, and
// without punctuation it compares nothing.
func (c collation) compared(text string) string {
	if c.sensitivity == "case" {
		text = without(norm.NFD.String(text), func(r rune) bool { return unicode.Is(unicode.Mn, r) })
	}
	if c.punctuation {
		text = without(text, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
	}
	return text
}

func without(text string, ignored func(r rune) bool) string {
	return strings.Map(func(r rune) rune {
		if ignored(r) {
			return -1
		}
		return r
	}, text)
}

// defineComparing has the methods of texts that go by a language look at what they are told.
func defineComparing(e *engine.Engine, text *goja.Object) {
	nested(e, text, "localeCompare", 1, func(native engine.Function, call goja.FunctionCall) goja.Value {
		call.This = thisText(e, call.This, "localeCompare")
		if len(call.Arguments) < 2 {
			return native(call)
		}
		other := e.ToText(call.Argument(0))
		locales(e, call.Argument(1))
		how := collationOptions(e, call.Argument(2), "String.prototype.localeCompare")
		return how.compare(e, gojax.ValidUTF8(call.This.String()), gojax.ValidUTF8(other.String()))
	})
	for name, turkish := range turkishLetters {
		nested(e, text, name, 0, func(native engine.Function, call goja.FunctionCall) goja.Value {
			call.This = thisText(e, call.This, name)
			switch first, _, _ := strings.Cut(firstLocale(e, call.Argument(0)), "-"); first {
			case "tr", "az":
				call.This = e.Text(turkish.Replace(call.This.String()))
			}
			return native(call)
		})
	}
}

// turkishLetters are those that have another case in Turkish and Azerbaijani.
var turkishLetters = map[string]*strings.Replacer{
	"toLocaleUpperCase": strings.NewReplacer("i", "İ"),
	"toLocaleLowerCase": strings.NewReplacer("İ", "i", "I\u0307", "i", "I", "ı"),
}

// thisText is what a method of String.prototype works on.
func thisText(e *engine.Engine, this goja.Value, method string) goja.Value {
	if engine.IsNullish(this) {
		panic(e.VM.NewTypeError("String.prototype.%s called on null or undefined", method))
	}
	return e.ToText(this)
}
