package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// esbuild makes an async generator
//
//	function () { return __asyncGenerator(this, arguments, function* () { … }) }
//
// of which await is a yield of new __await(value). What its own functions do with that
// ends a turn of promises later than the language says, and gives plain objects. So other
// functions take their place, and what a generator returns is awaited in it.

// The names of esbuild's functions, and those of ours, which AsyncMethods gives when it is
// called with one.
var lowered = map[string]unistring.String{asyncGenerator: "start", await: "Await", yieldStar: "delegate", forAwait: "iterator"}

// The names of esbuild's functions; a digit follows where the program has the name.
const (
	asyncGenerator = "__asyncGenerator"
	await          = "__await"
	yieldStar      = "__yieldStar"
)

// generators is a walk through a tree.
type generators struct {
	named bool // the program itself has such names, and functions of its own, perhaps
	async bool // within the body of a generator that was async
}

func generatorsOf(text string) generators {
	for name := range lowered {
		if strings.Contains(text, name) {
			return generators{named: true}
		}
	}
	return generators{}
}

func (g generators) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			g.walk(v.Elem())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			g.node(v)
		}
	case reflect.Slice:
		for i := range v.Len() {
			g.walk(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			g.walk(v.Field(i))
		}
	}
}

func (g generators) node(v reflect.Value) {
	switch node := v.Interface().(type) {
	case *ast.Binding:
		if !g.named {
			replaceLowered(node)
		}
	case *ast.MethodDefinition:
		nameBody(node.Body, node.Key)
	case *ast.PropertyKeyed:
		if f, ok := node.Value.(*ast.FunctionLiteral); ok {
			nameBody(f, node.Key)
		}
	case *ast.CallExpression:
		if call := callOf(node, forAwait); call != nil && len(call.ArgumentList) == 1 && !g.named {
			call.ArgumentList = append(call.ArgumentList, &ast.StringLiteral{Idx: node.Idx0(), Value: unistring.String(written(call.ArgumentList[0]) + " is not async iterable")})
		}
		if body := generatorBody(node); body != nil {
			g.async = true
			g.walk(reflect.ValueOf(*body))
			return
		}
	case *ast.FunctionLiteral:
		g.async = false
		if node.Name != nil {
			nameBody(node, node.Name)
		}
	case *ast.ArrowFunctionLiteral:
		g.async = false
	case *ast.YieldExpression:
		// yield* of other generators, too, looks for an async iterator first.
		if call := callOf(node.Argument, yieldStar); !g.async && node.Delegate && call != nil && len(call.ArgumentList) == 1 {
			node.Argument = call.ArgumentList[0]
		}
	}
	g.walk(v.Elem())
	if r, ok := v.Interface().(*ast.ReturnStatement); ok && g.async && !g.named && r.Argument != nil {
		at := r.Argument.Idx0()
		r.Argument = &ast.YieldExpression{Yield: at, Argument: &ast.NewExpression{New: at,
			Callee: &ast.Identifier{Name: await, Idx: at}, ArgumentList: []ast.Expression{r.Argument}}}
	}
}

// generatorBody is what a call of __asyncGenerator is given; nil when it is another one.
func generatorBody(call *ast.CallExpression) *ast.FunctionLiteral {
	if callOf(call, asyncGenerator) == nil || len(call.ArgumentList) != 3 {
		return nil
	}
	body, _ := call.ArgumentList[2].(*ast.FunctionLiteral)
	return body
}

// bodyName begins the name of the body of a generator, by which it cannot be called: the
// name of the generator follows, for stacks.
const bodyName = "\x00"

// nameBody names the body of a function that was an async generator.
func nameBody(f *ast.FunctionLiteral, key ast.Expression) {
	if !isGenerator(f) {
		return
	}
	body := generatorBody(f.Body.List[0].(*ast.ReturnStatement).Argument.(*ast.CallExpression))
	if body == nil || body.Name != nil {
		return
	}
	switch key := key.(type) {
	case *ast.Identifier:
		body.Name = &ast.Identifier{Name: bodyName + key.Name, Idx: body.Function}
	case *ast.StringLiteral:
		body.Name = &ast.Identifier{Name: bodyName + key.Value, Idx: body.Function}
	}
}

// written is how V8 writes what is no async iterable.
func written(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.CallExpression:
		if path := pathOf(e.Callee); path != "" {
			return path + " is not a function or its return value"
		}
	default:
		if path := pathOf(e); path != "" {
			return path
		}
	}
	return "(intermediate value)"
}

// pathOf is a.b.c as it is written; "" for anything else.
func pathOf(e ast.Expression) string {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String()
	case *ast.ThisExpression:
		return "this"
	case *ast.DotExpression:
		if left := pathOf(e.Left); left != "" {
			return left + "." + e.Identifier.Name.String()
		}
	}
	return ""
}

// replaceLowered has a variable that holds one of esbuild's functions hold ours.
func replaceLowered(b *ast.Binding) {
	name, ok := b.Target.(*ast.Identifier)
	if !ok {
		return
	}
	if to, ok := lowered[name.Name.String()]; ok {
		b.Initializer = callAsyncMethods(&ast.StringLiteral{Idx: name.Idx, Value: to}, name.Idx)
	}
}

// plainName is the name of one of esbuild's functions without the digits.
func plainName(name *ast.Identifier) string {
	return strings.TrimRight(name.Name.String(), "0123456789")
}
