package fs

import (
	"math"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// arguments are what an operation was called with, without the callback.
type arguments struct {
	m       *module
	list    []goja.Value
	async   bool
	promise bool // async, and no callback
	waits   bool // the operation may wait for others
	// ownMemory says that the operation works on no memory of the script's, so that one
	// that waits need not be waited for; then left tells it to end when it can.
	ownMemory bool
	left      atomic.Bool
	// resource is what process.getActiveResourcesInfo calls it while it runs; "" for
	// operations that are several of Node's.
	resource string
	// refused says that the program has no permission: callbacks are told of that,
	// where of other wrong arguments they are not.
	refused bool
	// descriptors are those that the operation works on.
	descriptors []int
}

func (a *arguments) at(i int) goja.Value {
	if i < len(a.list) {
		return a.list[i]
	}
	return goja.Undefined()
}

// path checks a path: a string, bytes or a URL, and that the program may do that with
// the file.
func (a *arguments) path(i int, name string, scopes ...engine.Scope) string {
	path := url.NeedPath(a.m.e, name, a.at(i))
	a.permit(path, scopes...)
	return path
}

func (a *arguments) permit(path string, scopes ...engine.Scope) {
	for _, scope := range scopes {
		if denied := a.m.e.Denied(scope, path); denied != nil {
			a.refused = true
			panic(denied)
		}
	}
}

// reads and writes are what is done with a file.
var (
	reads  = engine.ReadFiles
	writes = engine.WriteFiles
	looks  = engine.Scope{Name: reads.Name, Error: reads.Error} // whose error names no flag
)

// opening is what is done with a file that is opened. One that is only read may be made
// by that, or emptied.
func opening(flags int) (scopes []engine.Scope) {
	how := flags & (oRDONLY | oWRONLY | oRDWR)
	if how != oWRONLY {
		scopes = append(scopes, reads)
	}
	if how != oRDONLY || flags&(oAPPEND|oCREAT|oTRUNC) != 0 {
		scopes = append(scopes, writes)
	}
	return scopes
}

// fd checks a descriptor.
func (a *arguments) fd(i int) int {
	e, v := a.m.e, a.at(i)
	fd := int(e.NeedInteger("fd", v, 0, math.MaxInt32))
	a.descriptors = append(a.descriptors, fd)
	return fd
}

// mode checks the bits of a file: a number, or a string of octal digits.
func (a *arguments) mode(v goja.Value, name string, otherwise uint32) uint32 {
	e := a.m.e
	if engine.IsNullish(v) {
		return otherwise
	}
	if text, ok := v.(goja.String); ok {
		n, err := strconv.ParseUint(text.String(), 8, 32)
		if err != nil {
			panic(e.InvalidArgValue(name, v, "must be a 32-bit unsigned integer or an octal string"))
		}
		return uint32(n)
	}
	return uint32(e.NeedInteger(name, v, 0, math.MaxUint32))
}

// openFlags are the flags of open by name.
func openFlags(name string) (flags int, ok bool) {
	switch name {
	case "r":
		return oRDONLY, true
	case "rs", "sr":
		return oRDONLY | oSYNC, true
	case "r+":
		return oRDWR, true
	case "rs+", "sr+":
		return oRDWR | oSYNC, true
	}
	base := 0
	switch {
	case strings.HasPrefix(name, "w"):
		base = oTRUNC | oCREAT
	case strings.HasPrefix(name, "a") || strings.HasPrefix(name, "sa"):
		base = oAPPEND | oCREAT
	case strings.HasPrefix(name, "xw"):
		base = oTRUNC | oCREAT
	case strings.HasPrefix(name, "xa"):
		base = oAPPEND | oCREAT
	}
	switch name {
	case "w", "a":
		return base | oWRONLY, true
	case "wx", "xw", "ax", "xa":
		return base | oWRONLY | oEXCL, true
	case "w+", "a+":
		return base | oRDWR, true
	case "wx+", "xw+", "ax+", "xa+":
		return base | oRDWR | oEXCL, true
	case "as", "sa":
		return base | oWRONLY | oSYNC, true
	case "as+", "sa+":
		return base | oRDWR | oSYNC, true
	}
	return 0, false
}

func (a *arguments) flags(v goja.Value, otherwise string) int {
	e := a.m.e
	if engine.IsNullish(v) {
		v = e.Text(otherwise)
	}
	if engine.TypeOf(v) == "number" {
		return int(e.NeedInteger("flags", v, math.MinInt32, math.MaxInt32))
	}
	flags, ok := openFlags(v.String())
	if _, isText := v.(goja.String); !isText || !ok {
		panic(e.InvalidArgValue("flags", v, ""))
	}
	return flags
}

// options are an object of options, or a string that is the encoding.
type options struct {
	a        *arguments
	object   *goja.Object
	encoding string // "" for none, "buffer", or a usual name
}

func (a *arguments) options(i int) options {
	e, v := a.m.e, a.at(i)
	o := options{a: a}
	encoding := v
	switch {
	case engine.IsNullish(v):
		return o
	case engine.TypeOf(v) == "string":
	case engine.TypeOf(v) == "object":
		o.object = v.(*goja.Object)
		encoding = o.object.Get("encoding")
		o.checkSignal()
	default:
		panic(e.InvalidArgType("options", v, "string", "object"))
	}
	if engine.IsNullish(encoding) || !encoding.ToBoolean() {
		return o
	}
	if o.encoding = encoding.String(); o.encoding != "buffer" {
		known, ok := buffer.ParseEncoding(o.encoding)
		if !ok {
			panic(e.InvalidArgValue("encoding", encoding, "is invalid encoding"))
		}
		o.encoding = known.String()
	}
	return o
}

// checkSignal has what was aborted before it began fail.
func (o options) checkSignal() {
	if signal, ok := o.get("signal").(*goja.Object); ok && signal.Get("aborted") != nil && signal.Get("aborted").ToBoolean() {
		panic(o.a.m.e.AbortError(signal.Get("reason")))
	}
}

func (o options) get(name string) goja.Value {
	if o.object == nil {
		return goja.Undefined()
	}
	if v := o.object.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

func (o options) isTrue(name string) bool { return o.get(name).ToBoolean() }

// text makes a name or content what the options ask for; without an encoding it
// is text.
func (o options) text(s string) goja.Value {
	encoding := o.encoding
	if encoding == "" {
		encoding = "utf8"
	}
	return o.a.m.decoded([]byte(s), encoding)
}

func (m *module) decoded(p []byte, encoding string) goja.Value {
	if encoding == "" || encoding == "buffer" {
		return buffer.Wrap(m.e, p)
	}
	known, _ := buffer.ParseEncoding(encoding)
	return buffer.Text(m.e, known, p)
}

// data is what is to be written: text in an encoding, or bytes.
func (a *arguments) data(v goja.Value, name, encoding string) []byte {
	if text, ok := v.(goja.String); ok {
		known, ok := buffer.ParseEncoding(encoding)
		if !ok {
			known = buffer.UTF8
		}
		return known.Decode(text)
	}
	data, ok := buffer.Bytes(v)
	if !ok {
		panic(a.m.e.InvalidArgType(name, v, "string", "Buffer", "TypedArray", "DataView"))
	}
	return data
}

// time is a point in time in seconds.
func (a *arguments) time(v goja.Value) float64 {
	switch engine.TypeOf(v) {
	case "number":
		if n := v.ToFloat(); !math.IsNaN(n) && !math.IsInf(n, 0) {
			return n
		}
	case "string":
		if n := v.ToNumber().ToFloat(); !math.IsNaN(n) {
			return n
		}
	case "object":
		if o, ok := v.(*goja.Object); ok && o.ClassName() == "Date" {
			return a.m.e.Invoke(o, "getTime").ToFloat() / 1000
		}
	}
	panic(a.m.e.InvalidArgType("time", v, "Date", "Time in seconds"))
}
