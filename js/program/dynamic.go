package program

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	nodeurl "github.com/nodenet-go/nodenet/js/internal/url"
)

// Code that a program makes while it runs, with eval or new Function, goja compiles by
// itself, and it knows no import(…). There the word is another one: a global function
// whose name looks the same, since it differs by a joiner that no one sees.
const nameOfDynamicImport = "import" + joiner

const joiner = "\u200d"

// defineDynamicImport has import(…) work in such code.
func (ms *modules) defineDynamicImport() {
	e := ms.engine
	global := e.VM.GlobalObject()
	hidden := func(name string, length int, f engine.Native) {
		engine.Must(global.DefineDataProperty(name, e.Func(name, length, f), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	hidden(nameOfDynamicImport, 1, func(call goja.FunctionCall) goja.Value {
		return e.Call(ms.importOf(ms.callingFile()), goja.Undefined(), call.Arguments...)
	})
	eval := global.Get("eval").(*goja.Object)
	hidden(gojax.TextOfEval, 2, func(call goja.FunctionCall) goja.Value {
		if call.Argument(0) != eval {
			return call.Argument(1) // somebody's function of that name
		}
		return ms.withImports("", call.Argument(1))
	})
	ms.replaceEval(eval)
	ms.replaceFunction(global.Get("Function").(*goja.Object), "Function", "(function () {")
	for source, name := range map[string]string{"(async function () {})": "AsyncFunction", "(function* () {})": "GeneratorFunction"} {
		sample, err := e.VM.RunString(source)
		engine.Must(err)
		ctor := sample.(*goja.Object).Prototype().Get("constructor").(*goja.Object)
		ms.replaceFunction(ctor, name, strings.TrimSuffix(source, "})"))
	}
}

// callingFile is the file whose code runs, or the directory of the program.
func (ms *modules) callingFile() string {
	stack := ms.engine.VM.CaptureCallStack(0, nil)
	for i := range stack {
		name := stack[i].SrcName()
		switch {
		case ms.engine.Files()[name] == nil:
		case strings.HasPrefix(name, "file:"):
			return nodeurl.PathOf(ms.engine, ms.engine.Text(name)) // of an ES module
		default:
			return name
		}
	}
	return ms.mainFile
}

// replaceEval is for eval as a value: its code sees no variables but the global ones.
func (ms *modules) replaceEval(eval *goja.Object) {
	e := ms.engine
	var native goja.Callable
	ours := e.Func("eval", 1, func(call goja.FunctionCall) goja.Value {
		v, err := native(call.This, ms.withImports("", call.Argument(0)))
		engine.Must(err)
		return v
	})
	native, _ = goja.AssertFunction(gojax.Replace(eval, ours))
}

// replaceFunction is for a constructor of functions, whose last argument is the body.
func (ms *modules) replaceFunction(ctor *goja.Object, name, head string) {
	e := ms.engine
	var construct goja.Constructor
	ours := e.VM.ToValue(func(call goja.ConstructorCall) *goja.Object {
		target := call.NewTarget
		if target == nil {
			target = ctor
		}
		args := append([]goja.Value(nil), call.Arguments...)
		for i, v := range args {
			args[i] = v.ToString() // of an object once only
		}
		if slices.ContainsFunc(args, func(v goja.Value) bool { return gojax.TooDeep(v.String()) }) {
			panic(e.TooDeep())
		}
		for i, v := range args {
			if i < len(args)-1 {
				args[i] = calculateLate(e, strings.TrimSuffix(head, ") {"), v, "\n) {})")
			} else {
				args[i] = calculateLate(e, head, ms.withImports(head, v), "\n})")
			}
		}
		o, err := construct(target, args...)
		engine.Must(err)
		gojax.ImproveFunction(o)
		return o
	}).(*goja.Object)
	parent := ctor.Prototype()
	if f := e.VM.Get("Function").(*goja.Object); f != ctor {
		parent = f
	}
	fixed := func(o *goja.Object, key string, v goja.Value, configurable goja.Flag) {
		engine.Must(o.DefineDataProperty(key, v, goja.FLAG_FALSE, configurable, goja.FLAG_FALSE))
	}
	fixed(ours, "name", e.Text(name), goja.FLAG_TRUE)
	fixed(ours, "length", e.Int(1), goja.FLAG_TRUE)
	fixed(ours, "prototype", ctor.Get("prototype"), goja.FLAG_FALSE)
	engine.Must(ours.SetPrototype(parent))
	construct, _ = goja.AssertConstructor(gojax.Replace(ctor, ours))
}

func calculateLate(e *engine.Engine, head string, v goja.Value, tail string) goja.Value {
	code := v.String()
	if late := gojax.CalculateLate(head, code, tail); late != code {
		return e.Text(late)
	}
	return v
}

// withImports is code with the other word where import(…) is; the head is what makes
// it the body of a function.
func (ms *modules) withImports(head string, v goja.Value) goja.Value {
	s, ok := v.(goja.String)
	if !ok {
		return v
	}
	code := s.String()
	if gojax.TooDeep(code) {
		panic(ms.engine.TooDeep())
	}
	if !strings.Contains(code, "import") {
		return v
	}
	p, err := parse("", head, code, false)
	if err != nil || len(p.words) == 0 || p.bound.meta {
		return v
	}
	var b strings.Builder
	from := 0
	for _, at := range slices.Sorted(slices.Values(p.words)) {
		to := at + len("import")
		b.WriteString(code[from:to])
		b.WriteString(joiner)
		from = to
	}
	b.WriteString(code[from:])
	return ms.engine.Text(b.String())
}
