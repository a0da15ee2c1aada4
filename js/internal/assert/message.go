package assert

import (
	"math"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// readable says in words what an operator wants.
var readable = map[string]string{
	"deepStrictEqual":        "Expected values to be strictly deep-equal:",
	"partialDeepStrictEqual": "Expected values to be partially and strictly deep-equal:",
	"strictEqual":            "Expected values to be strictly equal:",
	"strictEqualObject":      `Expected "actual" to be reference-equal to "expected":`,
	"deepEqual":              "Expected values to be loosely deep-equal:",
	"notDeepStrictEqual":     `Expected "actual" not to be strictly deep-equal to:`,
	"notStrictEqual":         `Expected "actual" to be strictly unequal to:`,
	"notStrictEqualObject":   `Expected "actual" not to be reference-equal to "expected":`,
	"notDeepEqual":           `Expected "actual" not to be loosely deep-equal to:`,
	"notIdentical":           "Values have same structure but are not reference-equal:",
	"notDeepEqualUnequal":    "Expected values not to be loosely deep-equal:",
}

// inspect writes a value for comparing line by line.
func inspect(e *engine.Engine, v goja.Value) string {
	return util.Inspect(e, v, util.Options{
		Depth: 1000, MaxArrayLength: math.Inf(1), MaxStringLength: math.Inf(1), BreakLength: 80,
		Compact: util.Loose, Sorted: e.Bool(true), Getters: "all",
	})
}

// text is the message of an AssertionError.
func (f failure) text(e *engine.Engine) string {
	operator := f.operator.String()
	compares := operator == "deepStrictEqual" || operator == "strictEqual" || operator == "partialDeepStrictEqual"
	if !engine.IsNullish(f.message) {
		if compares {
			return f.comparison(e, operator)
		}
		return f.message.String()
	}
	if isError(e, f.actual) && isError(e, f.expected) {
		f.actual, f.expected = withoutStack(e, f.actual), withoutStack(e, f.expected)
	}
	switch {
	case compares:
		return f.comparison(e, operator)
	case operator == "notDeepStrictEqual" || operator == "notStrictEqual":
		return f.unequal(e, operator)
	}
	actual, expected := inspect(e, f.actual), inspect(e, f.expected)
	if operator == "notDeepEqual" && actual == expected {
		return shortened(readable[operator]+"\n\n"+actual, 1024)
	}
	actual, expected = shortened(actual, 512), shortened(expected, 512)
	switch {
	case operator == "deepEqual":
		return readable[operator] + "\n\n" + actual + "\n\nshould loosely deep-equal\n\n" + expected
	case operator == "notDeepEqual":
		return readable["notDeepEqualUnequal"] + "\n\n" + actual + "\n\nshould not loosely deep-equal\n\n" + expected
	}
	return actual + " " + operator + " " + expected
}

func shortened(s string, limit int) string {
	if units := utf16.Encode([]rune(s)); len(units) > limit {
		return string(utf16.Decode(units[:limit-3])) + "..."
	}
	return s
}

func (f failure) unequal(e *engine.Engine, operator string) string {
	base := readable[operator]
	if _, ok := f.actual.(*goja.Object); ok && operator == "notStrictEqual" {
		base = readable["notStrictEqualObject"]
	}
	lines := strings.Split(inspect(e, f.actual), "\n")
	if len(lines) > 50 {
		lines = append(lines[:46], "...")
	}
	if len(lines) > 1 {
		return base + "\n\n" + strings.Join(lines, "\n") + "\n"
	}
	if len(lines[0]) > 5 {
		return base + "\n\n" + lines[0]
	}
	return base + " " + lines[0]
}

// comparison shows both values, or how they differ.
func (f failure) comparison(e *engine.Engine, operator string) string {
	x, isObject := f.actual.(*goja.Object)
	y, other := f.expected.(*goja.Object)
	if operator == "strictEqual" && isObject && other && engine.IsFunction(x) == engine.IsFunction(y) {
		operator = "strictEqualObject"
	}
	actual, expected := inspect(e, f.actual), inspect(e, f.expected)
	a, b := strings.Split(actual, "\n"), strings.Split(expected, "\n")
	header, message, skipped := "+ actual - expected", "", false
	plain := func(o *goja.Object, is bool) bool { return !is || engine.IsFunction(o) }
	switch {
	case len(a) == 1 && len(b) == 1 && (plain(x, isObject) || plain(y, other)):
		if f.short(a[0], b[0]) {
			header, message = "", a[0]+" !== "+b[0]
		} else {
			message = stacked(a[0], b[0])
		}
	case actual == expected:
		operator, header = "notIdentical", ""
		if len(a) > 50 && f.diff != "full" {
			message, skipped = strings.Join(a[:50], "\n")+"\n...}", true
		} else {
			message = strings.Join(a, "\n")
		}
	default:
		message, skipped = lines(util.Diff(a, b, isObject && !engine.IsFunction(x)), f.diff == "full")
	}
	head := readable[operator]
	if !engine.IsNullish(f.message) && f.message.ToBoolean() {
		head = f.message.String()
	}
	head += "\n" + header
	if skipped {
		head += "\n... Skipped lines"
	}
	return head + "\n" + message + "\n"
}

// short reports whether both values fit beside each other.
func (f failure) short(a, b string) bool {
	n := length(a) + length(b)
	for _, v := range []goja.Value{f.actual, f.expected} {
		if _, ok := v.(goja.String); ok {
			n -= 2 // quotes
		}
	}
	const most = 12
	return n <= most && !(isZero(f.actual) && isZero(f.expected))
}

func isZero(v goja.Value) bool { return engine.TypeOf(v) == "number" && v.ToFloat() == 0 }

func length(s string) int { return len(utf16.Encode([]rune(s))) }

// stacked puts one value below the other, with a mark where they differ.
func stacked(a, b string) string {
	text := "\n+ " + a + "\n- " + b
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	const width = 80
	if len(x)+len(y) > width {
		return text
	}
	at := 0
	for at < len(x) && at < len(y) && x[at] == y[at] {
		at++
	}
	if at >= 3 && a != b {
		text += "\n" + strings.Repeat(" ", at+2) + "^"
	}
	return text
}

// lines writes a comparison; of many lines that are the same, only some.
func lines(steps []util.Step, full bool) (text string, skipped bool) {
	const most = 5
	var b strings.Builder
	same := 0
	for i, step := range steps {
		if same > most && step.Operation != 0 {
			switch {
			case full:
			case same == most+1:
				b.WriteString("  " + steps[i-1].Line + "\n")
			case same == most+2:
				b.WriteString("  " + steps[i-2].Line + "\n  " + steps[i-1].Line + "\n")
			default:
				b.WriteString("...\n  " + steps[i-1].Line + "\n")
				skipped = true
			}
		}
		switch step.Operation {
		case 1:
			b.WriteString("+ " + step.Line + "\n")
		case -1:
			b.WriteString("- " + step.Line + "\n")
		default:
			if same < most || full {
				b.WriteString("  " + step.Line + "\n")
			}
			same++
			continue
		}
		same = 0
	}
	return "\n" + strings.TrimRight(b.String(), " \n"), skipped
}

func isError(e *engine.Engine, v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	if gojax.KindOf(o) == gojax.Error {
		return true
	}
	proto := e.Intrinsic("Error").Get("prototype")
	for at := o.Prototype(); at != nil; at = at.Prototype() {
		if goja.Value(at) == proto {
			return true
		}
	}
	return false
}

// withoutStack copies an error but for its stack, which always differs.
func withoutStack(e *engine.Engine, v goja.Value) goja.Value {
	from := v.(*goja.Object)
	o := e.VM.NewObject()
	engine.Must(o.SetPrototype(from.Prototype()))
	for _, name := range from.Keys() {
		engine.Must(o.Set(name, from.Get(name)))
	}
	engine.Must(o.DefineDataProperty("message", value(from, "message"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	for _, name := range []string{"cause", "errors"} {
		if has(from, name) {
			engine.Must(o.DefineDataProperty(name, value(from, name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
	}
	return o
}

func has(o *goja.Object, name string) bool {
	for _, own := range o.GetOwnPropertyNames() {
		if own == name {
			return true
		}
	}
	return false
}
