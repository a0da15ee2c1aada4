package language

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// defineStringify replaces JSON.stringify: goja's takes quadratic time for what is
// nested deeply, does not say where a circle is, and indents wrongly after an
// empty array.
func defineStringify(e *engine.Engine, json *goja.Object) {
	e.Method(json, "stringify", 3, func(call goja.FunctionCall) goja.Value {
		w := &jsonWriter{e: e, limit: math.MaxInt}
		if replacer, ok := call.Argument(1).(*goja.Object); ok {
			w.replacer(replacer)
		}
		w.space(call.Argument(2))
		if w.gap != "" {
			w.limit = maxIndented
		}
		if w.replace != nil || w.only != nil {
			w.limit = maxReplace
		}
		v := call.Argument(0)
		var holder *goja.Object
		if w.replace != nil {
			holder = e.VM.NewObject()
			engine.Must(holder.Set("", v))
		}
		if !w.value(holder, "", v) {
			return nil
		}
		w.rest()
		return textValue(e, string(w.out))
	})
}

// How deep values may be nested that are indented, and those with a replacer: about as
// deep as V8's stack allows. Other values may be nested without limit.
const (
	maxIndented = 5000
	maxReplace  = 2500
)

// jsonWriter writes one value. What is open it keeps in a list, and not in calls.
type jsonWriter struct {
	e       *engine.Engine
	out     []byte
	gap     string
	replace goja.Callable
	only    []string // the names that a replacer that is an array allows
	open    []jsonWriting
	within  map[*goja.Object]bool // what is open, when that is much
	limit   int
	more    int // bytes than characters, when they were counted
}

// jsonWriting is an array or an object that was begun.
type jsonWriting struct {
	object  *goja.Object
	isArray bool
	key     string // in what it is in
	names   []string
	length  int
	next    int
	wrote   bool
}

func (w *jsonWriter) replacer(o *goja.Object) {
	if f, ok := goja.AssertFunction(o); ok {
		w.replace = f
		return
	}
	if !gojax.IsArray(o) {
		return
	}
	w.only = []string{}
	seen := map[string]bool{}
	for i := range o.Get("length").ToInteger() {
		v := o.Get(decimal(int(i)))
		if item, ok := v.(*goja.Object); ok {
			if class := item.ClassName(); class != "Number" && class != "String" {
				continue
			}
		} else if kind := engine.TypeOf(v); kind != "number" && kind != "string" {
			continue
		}
		if name := wtf8(v.ToString()); !seen[name] {
			seen[name] = true
			w.only = append(w.only, name)
		}
	}
}

func (w *jsonWriter) space(v goja.Value) {
	if o, ok := v.(*goja.Object); ok {
		switch o.ClassName() {
		case "Number":
			v = o.ToNumber()
		case "String":
			v = o.ToString()
		}
	}
	switch engine.TypeOf(v) {
	case "number":
		if n := v.ToFloat(); n >= 1 {
			w.gap = strings.Repeat(" ", int(min(n, 10)))
		}
	case "string":
		w.gap = wtf8(v)
		n := 0
		for i := range w.gap {
			if n == 10 {
				w.gap = w.gap[:i]
				break
			}
			n++
		}
	}
}

// value writes a value, or begins to. It is false when there is nothing to write.
func (w *jsonWriter) value(holder *goja.Object, key string, v goja.Value) bool {
	w.e.Breathe()
	if v == nil {
		v = goja.Undefined()
	}
	o, isObject := v.(*goja.Object)
	if isObject || engine.TypeOf(v) == "bigint" {
		v = w.ownForm(v, o, key)
	}
	if w.replace != nil {
		result, err := w.replace(holder, textValue(w.e, key), v)
		engine.Must(err)
		v = result
	}
	if o, isObject = v.(*goja.Object); isObject {
		switch o.ClassName() {
		case "Number":
			v = o.ToNumber()
		case "String":
			v = o.ToString()
		case "Boolean":
			v = w.e.Bool(o.Export() == true)
		case "RawJSON":
			w.out = append(w.out, o.Get("rawJSON").String()...)
			return true
		default:
			switch gojax.KindOf(o) {
			case gojax.Function:
				return false
			case gojax.Proxy:
				if gojax.IsFunction(o) {
					return false
				}
			case gojax.Boxed:
				if gojax.IsBigInt(gojax.Primitive(o)) {
					panic(w.e.VM.NewTypeError("Do not know how to serialize a BigInt"))
				}
			}
			w.begin(o, key)
			return true
		}
	}
	return w.primitive(v)
}

// ownForm is what toJSON makes of a value.
func (w *jsonWriter) ownForm(v goja.Value, o *goja.Object, key string) goja.Value {
	if o == nil {
		o = v.ToObject(w.e.VM)
	}
	method, ok := o.Get("toJSON").(*goja.Object)
	if !ok {
		return v
	}
	f, ok := goja.AssertFunction(method)
	if !ok {
		return v
	}
	result, err := f(v, textValue(w.e, key))
	engine.Must(err)
	return result
}

func (w *jsonWriter) primitive(v goja.Value) bool {
	switch v := v.(type) {
	case goja.String:
		w.quote(wtf8(v))
		return true
	case *goja.Symbol:
		return false
	}
	switch engine.TypeOf(v) {
	case "number":
		if f := v.ToFloat(); math.IsNaN(f) || math.IsInf(f, 0) {
			w.out = append(w.out, "null"...)
			return true
		}
	case "bigint":
		panic(w.e.VM.NewTypeError("Do not know how to serialize a BigInt"))
	case "undefined":
		return false
	}
	w.out = append(w.out, v.String()...)
	return true
}

// begin opens an array or an object.
func (w *jsonWriter) begin(o *goja.Object, key string) {
	const few = 32
	if w.within == nil && len(w.open) == few {
		w.within = map[*goja.Object]bool{}
		for i := range w.open {
			w.within[w.open[i].object] = true
		}
	}
	if w.within != nil {
		if w.within[o] {
			w.circular(o, key)
		}
		w.within[o] = true
	} else {
		for i := range w.open {
			if w.open[i].object == o {
				w.circular(o, key)
			}
		}
	}
	if len(w.open) > w.limit {
		panic(w.e.TooDeep())
	}
	in := jsonWriting{object: o, key: key, isArray: gojax.IsArray(o)}
	switch {
	case in.isArray:
		in.length = int(o.Get("length").ToInteger())
		if in.length > engine.MaxString/2 { // with a comma each has two characters
			panic(w.e.PlainRangeError("Invalid string length"))
		}
		w.out = append(w.out, '[')
	case w.only != nil:
		in.names = w.only
		w.out = append(w.out, '{')
	default:
		in.names = w.namesOf(o)
		w.out = append(w.out, '{')
	}
	if !in.isArray {
		in.length = len(in.names)
	}
	w.open = append(w.open, in)
}

func (w *jsonWriter) namesOf(o *goja.Object) []string {
	names := o.Keys()
	for _, name := range names {
		if strings.Contains(name, "\ufffd") {
			list := w.e.Invoke(w.e.Intrinsic("Object"), "keys", o).(*goja.Object)
			for i := range names {
				names[i] = wtf8(list.Get(decimal(i)))
			}
			break
		}
	}
	return names
}

// rest writes until nothing is open.
func (w *jsonWriter) rest() {
	for len(w.open) > 0 {
		depth := len(w.open)
		in := &w.open[depth-1]
		w.limitText()
		if in.next == in.length {
			w.end(in)
			continue
		}
		key := ""
		if in.isArray {
			key = strconv.Itoa(in.next)
		} else {
			key = in.names[in.next]
		}
		in.next++
		before := len(w.out)
		if in.wrote {
			w.out = append(w.out, ',')
		}
		w.indent(depth)
		if !in.isArray {
			w.quote(key)
			w.out = append(w.out, ':')
			if w.gap != "" {
				w.out = append(w.out, ' ')
			}
		}
		if w.value(in.object, key, w.get(in.object, key)) {
			w.open[depth-1].wrote = true
		} else if in.isArray {
			w.out = append(w.out, "null"...)
			in.wrote = true
		} else {
			w.out = w.out[:before]
		}
	}
}

// limitText refuses to write more than a string may have. Characters are counted no sooner
// than there may be as many.
func (w *jsonWriter) limitText() {
	if len(w.out) <= engine.MaxString+w.more {
		return
	}
	count := len(w.out)
	for _, b := range w.out { // the bytes of a character beyond the first, but for pairs
		if b&0xC0 == 0x80 {
			count--
		} else if b >= 0xF0 {
			count++
		}
	}
	if count > engine.MaxString {
		panic(w.e.PlainRangeError("Invalid string length"))
	}
	w.more = len(w.out) - count
}

func (w *jsonWriter) get(o *goja.Object, key string) goja.Value {
	if hasHalf(key) {
		return w.e.Invoke(w.e.Intrinsic("Reflect"), "get", o, textValue(w.e, key))
	}
	return o.Get(key)
}

func (w *jsonWriter) end(in *jsonWriting) {
	if in.wrote {
		w.indent(len(w.open) - 1)
	}
	if in.isArray {
		w.out = append(w.out, ']')
	} else {
		w.out = append(w.out, '}')
	}
	if w.within != nil {
		delete(w.within, in.object)
	}
	*in = jsonWriting{}
	w.open = w.open[:len(w.open)-1]
}

func (w *jsonWriter) indent(depth int) {
	if w.gap == "" {
		return
	}
	w.out = append(w.out, '\n')
	for range depth {
		w.out = append(w.out, w.gap...)
	}
}

// quote writes a text of wtf8 as a string.
func (w *jsonWriter) quote(s string) {
	const hex = "0123456789abcdef"
	w.out = append(w.out, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && !(c == 0xed && isHalf(s[i:])) {
			continue
		}
		w.out = append(w.out, s[from:i]...)
		from = i + 1
		if c >= utf8.RuneSelf {
			u := 0xd000 | int(s[i+1]&0x3f)<<6 | int(s[i+2]&0x3f)
			w.out = append(w.out, '\\', 'u', 'd', hex[u>>8&15], hex[u>>4&15], hex[u&15])
			i += 2
			from = i + 1
		} else if j := strings.IndexByte("\"\\\b\f\n\r\t", c); j >= 0 {
			w.out = append(w.out, '\\', `"\bfnrt`[j])
		} else {
			w.out = append(w.out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	w.out = append(append(w.out, s[from:]...), '"')
}
