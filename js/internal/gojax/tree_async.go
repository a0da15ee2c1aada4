package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// goja gives async methods the prototype of ordinary functions, so that
// method.constructor.name is not AsyncFunction, which programs look at; and it has
// no async generators: esbuild makes functions of them that return what
// __asyncGenerator does. Such functions, and what has such methods, are therefore
// handed to a function that mends them: declarations where their block begins,
// classes in a static block before all others, expressions as its argument.

// AsyncMethods is the name of that function, a global that no program can name.
const AsyncMethods = "\x00asyncMethods"

// isLoweredGenerator reports whether the source of a function is that of one.
func isLoweredGenerator(source string) bool {
	body := source[strings.IndexByte(source, '{')+1:]
	return strings.HasPrefix(strings.TrimSpace(body), "return "+asyncGenerator)
}

func mendAsyncMethods(tree *ast.Program, code string) {
	if strings.Contains(code, "async") {
		wrapAsync(reflect.ValueOf(tree))
	}
}

func wrapAsync(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		wrapAsync(v.Elem())
		wrapExpression(v)
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		wrapNode(v)
	case reflect.Slice:
		for i := range v.Len() {
			wrapAsync(v.Index(i))
		}
		if list, ok := v.Interface().([]ast.Statement); ok && v.CanSet() {
			v.Set(reflect.ValueOf(mendDeclared(list)))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			wrapAsync(v.Field(i))
		}
	}
}

// wrapNode deals with what is in a node. The functions of methods and declarations
// stay where they are; what is given to a variable keeps the name that it gets from
// that.
func wrapNode(v reflect.Value) {
	switch node := v.Interface().(type) {
	case *ast.FunctionDeclaration:
		wrapAsync(reflect.ValueOf(node.Function).Elem())
		return
	case *ast.MethodDefinition:
		wrapAsync(reflect.ValueOf(&node.Key).Elem())
		wrapAsync(reflect.ValueOf(node.Body).Elem())
		return
	case *ast.PropertyKeyed:
		if f, ok := node.Value.(*ast.FunctionLiteral); ok && node.Kind != ast.PropertyKindValue {
			wrapAsync(reflect.ValueOf(&node.Key).Elem())
			wrapAsync(reflect.ValueOf(f).Elem())
			return
		}
		if key, ok := node.Key.(*ast.StringLiteral); ok && !node.Computed {
			nameGenerator(node.Value, &ast.Identifier{Name: key.Value})
		}
	case *ast.Binding:
		nameGenerator(node.Initializer, node.Target)
	case *ast.AssignExpression:
		nameGenerator(node.Right, node.Left)
	}
	wrapAsync(v.Elem())
	if c, ok := v.Interface().(*ast.ClassLiteral); ok && classHasAsync(c) {
		at := c.Class
		call := &ast.ExpressionStatement{Expression: callAsyncMethods(&ast.ThisExpression{Idx: at}, at)}
		c.Body = append([]ast.ClassElement{&ast.ClassStaticBlock{Static: at,
			Block: &ast.BlockStatement{LeftBrace: at, List: []ast.Statement{call}, RightBrace: at}}}, c.Body...)
	}
}

func nameGenerator(value ast.Expression, target ast.Node) {
	f, ok := value.(*ast.FunctionLiteral)
	name, named := target.(*ast.Identifier)
	if ok && named && f.Name == nil && isGenerator(f) {
		f.Name = &ast.Identifier{Name: name.Name, Idx: f.Function}
	}
}

// wrapExpression deals with an expression as a whole.
func wrapExpression(v reflect.Value) {
	if !v.CanSet() {
		return
	}
	switch e := v.Interface().(type) {
	case *ast.ObjectLiteral:
		if objectHasAsync(e) {
			v.Set(reflect.ValueOf(callAsyncMethods(e, e.LeftBrace)))
		}
	case *ast.FunctionLiteral:
		if isGenerator(e) {
			v.Set(reflect.ValueOf(callAsyncMethods(e, e.Function)))
		}
	}
}

// mendDeclared has a list of statements begin with what mends the generators that it
// declares.
func mendDeclared(list []ast.Statement) []ast.Statement {
	var calls []ast.Statement
	for _, s := range list {
		if d, ok := s.(*ast.FunctionDeclaration); ok && d.Function.Name != nil && isGenerator(d.Function) {
			name := d.Function.Name
			calls = append(calls, &ast.ExpressionStatement{Expression: callAsyncMethods(&ast.Identifier{Name: name.Name, Idx: name.Idx}, name.Idx)})
		}
	}
	if calls == nil {
		return list
	}
	return insert(list, calls)
}

func callAsyncMethods(argument ast.Expression, at file.Idx) *ast.CallExpression {
	return &ast.CallExpression{Callee: &ast.Identifier{Name: AsyncMethods, Idx: at}, LeftParenthesis: at,
		ArgumentList: []ast.Expression{argument}, RightParenthesis: at}
}

func objectHasAsync(o *ast.ObjectLiteral) bool {
	for _, p := range o.Value {
		if k, ok := p.(*ast.PropertyKeyed); ok && k.Kind == ast.PropertyKindMethod && isAsyncMethod(k.Value) {
			return true
		}
	}
	return false
}

func classHasAsync(c *ast.ClassLiteral) bool {
	for _, e := range c.Body {
		if m, ok := e.(*ast.MethodDefinition); ok && isAsyncMethod(m.Body) {
			return true
		}
	}
	return false
}

func isAsyncMethod(e ast.Expression) bool {
	f, ok := e.(*ast.FunctionLiteral)
	return ok && (f.Async || isGenerator(f))
}

// isGenerator reports whether a function was an async generator.
func isGenerator(f *ast.FunctionLiteral) bool {
	if f.Body == nil || len(f.Body.List) != 1 {
		return false
	}
	r, ok := f.Body.List[0].(*ast.ReturnStatement)
	if !ok {
		return false
	}
	call, ok := r.Argument.(*ast.CallExpression)
	if !ok {
		return false
	}
	name, ok := call.Callee.(*ast.Identifier)
	return ok && strings.HasPrefix(name.Name.String(), asyncGenerator)
}
