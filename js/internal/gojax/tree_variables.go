package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// goja has the variables of a function that uses "arguments" begin with what was
// passed beyond its parameters, when closures use them:
//
//	function f() { var x; arguments; return () => x }
//	f(1)() // 1
//
// initializeVariables therefore has such functions begin with x = void 0.
func initializeVariables(tree *ast.Program, code string) {
	if strings.Contains(code, "arguments") {
		eachFunction(reflect.ValueOf(tree.Body), initializeVariablesOf)
	}
}

func initializeVariablesOf(f *ast.FunctionLiteral) {
	if f.Body == nil || len(f.DeclarationList) == 0 || !strings.Contains(f.Source, "arguments") {
		return
	}
	known := map[string]bool{"arguments": true}
	for _, p := range f.ParameterList.List {
		name, ok := p.Target.(*ast.Identifier)
		if !ok || p.Initializer != nil {
			return // with such parameters goja does well
		}
		known[name.Name.String()] = true
	}
	if f.ParameterList.Rest != nil {
		return
	}
	for _, s := range f.Body.List {
		if d, ok := s.(*ast.FunctionDeclaration); ok {
			known[d.Function.Name.Name.String()] = true
		}
	}
	var statements []ast.Statement
	for _, d := range f.DeclarationList {
		for _, b := range d.List {
			name, ok := b.Target.(*ast.Identifier)
			if !ok || known[name.Name.String()] {
				continue
			}
			known[name.Name.String()] = true
			statements = append(statements, &ast.ExpressionStatement{Expression: &ast.AssignExpression{
				Operator: token.ASSIGN,
				Left:     &ast.Identifier{Name: name.Name, Idx: name.Idx},
				Right:    void(name.Idx),
			}})
		}
	}
	begin(f, statements)
}

// eachFunction calls f with every function of a piece of a tree, the outer ones
// after those inside of them.
func eachFunction(v reflect.Value, f func(*ast.FunctionLiteral)) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			eachFunction(v.Elem(), f)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		eachFunction(v.Elem(), f)
		if literal, ok := v.Interface().(*ast.FunctionLiteral); ok {
			f(literal)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachFunction(v.Index(i), f)
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			eachFunction(v.Field(i), f)
		}
	}
}
