package util

import (
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Options are those of util.inspect. Start with [Defaults].
type Options struct {
	ShowHidden      bool
	Depth           float64 // infinite for null
	Colors          bool
	CustomInspect   bool
	ShowProxy       bool
	MaxArrayLength  float64
	MaxStringLength float64
	BreakLength     float64
	Compact         int // Loose, Tight or a number of levels
	Sorted          goja.Value
	Getters         string // "", "all", "get", "set"
	NumericSep      bool

	user    *goja.Object // what the caller gave, for custom functions
	stylize goja.Value
}

// Compact's values that are not numbers.
const (
	Loose = 0  // false: a line for each entry
	Tight = -1 // true: as JavaScript 6 printed
)

var builtinOptions = Options{
	Depth: 2, CustomInspect: true, MaxArrayLength: 100, MaxStringLength: 10000, BreakLength: 80, Compact: 3,
}

// Defaults are inspect.defaultOptions.
func Defaults(e *engine.Engine) Options {
	opts := builtinOptions
	if r := realmOf(e); r.defaults != nil {
		opts.read(r.defaults)
	}
	return opts
}

var optionNames = []string{
	"showHidden", "depth", "colors", "customInspect", "showProxy", "maxArrayLength", "maxStringLength", "breakLength",
	"compact", "sorted", "getters", "numericSeparator",
}

// read takes over what is set in an object.
func (opts *Options) read(o *goja.Object) {
	for _, name := range o.Keys() {
		v := o.Get(name)
		if v == nil {
			v = goja.Undefined()
		}
		switch name {
		case "showHidden":
			opts.ShowHidden = v.ToBoolean()
		case "depth":
			opts.Depth = limit(v)
		case "colors":
			opts.Colors = v.ToBoolean()
		case "customInspect":
			opts.CustomInspect = v.ToBoolean()
		case "showProxy":
			opts.ShowProxy = v.ToBoolean()
		case "maxArrayLength":
			opts.MaxArrayLength = limit(v)
		case "maxStringLength":
			opts.MaxStringLength = limit(v)
		case "breakLength":
			opts.BreakLength = limit(v)
		case "compact":
			opts.Compact = compactness(v)
		case "sorted":
			opts.Sorted = v
		case "getters":
			opts.Getters = ""
			if s, ok := v.(goja.String); ok && (s.String() == "get" || s.String() == "set") {
				opts.Getters = s.String()
			} else if !ok && v.ToBoolean() {
				opts.Getters = "all"
			}
		case "numericSeparator":
			opts.NumericSep = v.ToBoolean()
		case "stylize":
			opts.stylize = v
		}
	}
}

func limit(v goja.Value) float64 {
	if engine.IsNullish(v) {
		return math.Inf(1)
	}
	return v.ToFloat()
}

func compactness(v goja.Value) int {
	if b, ok := v.Export().(bool); ok {
		if b {
			return Tight
		}
		return Loose
	}
	return int(v.ToInteger())
}

// optionValue is an option as JavaScript sees it.
func (opts *Options) optionValue(e *engine.Engine, name string) goja.Value {
	number := func(n float64) goja.Value {
		if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
			return e.VM.ToValue(int64(n))
		}
		return e.VM.ToValue(n)
	}
	switch name {
	case "showHidden":
		return e.Bool(opts.ShowHidden)
	case "depth":
		return number(opts.Depth)
	case "colors":
		return e.Bool(opts.Colors)
	case "customInspect":
		return e.Bool(opts.CustomInspect)
	case "showProxy":
		return e.Bool(opts.ShowProxy)
	case "maxArrayLength":
		return number(opts.MaxArrayLength)
	case "maxStringLength":
		return number(opts.MaxStringLength)
	case "breakLength":
		return number(opts.BreakLength)
	case "compact":
		switch opts.Compact {
		case Loose:
			return e.Bool(false)
		case Tight:
			return e.Bool(true)
		}
		return e.Int(opts.Compact)
	case "sorted":
		if opts.Sorted == nil {
			return e.Bool(false)
		}
		return opts.Sorted
	case "getters":
		switch opts.Getters {
		case "", "all":
			return e.Bool(opts.Getters == "all")
		}
		return e.Text(opts.Getters)
	case "numericSeparator":
		return e.Bool(opts.NumericSep)
	}
	return goja.Undefined()
}

// object is what a custom inspect function gets as its options.
func (in *inspector) userOptions() *goja.Object {
	e := in.r.e
	o := e.VM.NewObject()
	stylize := in.stylize
	if engine.IsNullish(stylize) {
		plain, colored := in.r.stylizers()
		stylize = plain
		if in.Colors {
			stylize = colored
		}
	}
	engine.Must(o.Set("stylize", stylize))
	for _, name := range optionNames {
		engine.Must(o.Set(name, in.optionValue(e, name)))
	}
	if math.IsInf(in.Depth, 1) && (in.user == nil || engine.IsNullish(in.user.Get("depth"))) {
		engine.Must(o.Set("depth", goja.Null()))
	}
	if in.user != nil {
		for _, name := range in.user.Keys() {
			if name != "stylize" && name != "depth" {
				engine.Must(o.Set(name, in.user.Get(name)))
			}
		}
	}
	return o
}
