package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
)

// esbuild's variables for the error of a "for await" and of what is being used belong to
// the function, and nothing empties them when a loop around comes to them again: an
// error that was caught in one round was thrown in each that followed.

// RepairLowered has what esbuild makes of for await and using begin with no error, and
// generators do what the language says. Text is what esbuild made the code of.
func RepairLowered(tree *ast.Program, code, text string) {
	if strings.Contains(code, forAwait) || strings.Contains(code, callDispose) {
		forgetErrors(reflect.ValueOf(tree.Body))
	}
	if strings.Contains(code, asyncGenerator) || strings.Contains(code, yieldStar) || strings.Contains(code, forAwait) {
		generatorsOf(text).walk(reflect.ValueOf(tree.Body))
	}
}

// The names of esbuild's functions; a digit follows where the program has the name.
const (
	forAwait    = "__forAwait"
	callDispose = "__callDispose"
)

func forgetErrors(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			forgetErrors(v.Elem())
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		forgetErrors(v.Elem())
		switch node := v.Interface().(type) {
		case *ast.ForStatement:
			forgetInLoop(node)
		case *ast.TryStatement:
			forgetInTry(node)
		}
	case reflect.Slice:
		for i := range v.Len() {
			forgetErrors(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			forgetErrors(v.Field(i))
		}
	}
}

// forgetInLoop deals with
//
//	for (var iter = __forAwait(…), more, temp, error; …
func forgetInLoop(loop *ast.ForStatement) {
	init, ok := loop.Initializer.(*ast.ForLoopInitializerVarDeclList)
	if !ok || len(init.List) != 4 || callOf(init.List[0].Initializer, forAwait) == nil {
		return
	}
	for _, b := range init.List[1:] {
		if b.Initializer == nil {
			b.Initializer = void(b.Target.Idx0())
		}
	}
}

// forgetInTry deals with one of
//
//	finally { __callDispose(stack, error, hasError) }
//	finally { var promise = __callDispose(stack, error, hasError); …
func forgetInTry(try *ast.TryStatement) {
	if try.Finally == nil || len(try.Finally.List) == 0 {
		return
	}
	var e ast.Expression
	switch first := try.Finally.List[0].(type) {
	case *ast.ExpressionStatement:
		e = first.Expression
	case *ast.VariableStatement:
		e = first.List[0].Initializer
	}
	call := callOf(e, callDispose)
	if call == nil || len(call.ArgumentList) != 3 {
		return
	}
	hasError, ok := call.ArgumentList[2].(*ast.Identifier)
	if !ok {
		return
	}
	at := try.Body.LeftBrace
	try.Body.List = insert(try.Body.List, []ast.Statement{&ast.ExpressionStatement{Expression: &ast.AssignExpression{
		Operator: token.ASSIGN, Left: &ast.Identifier{Name: hasError.Name, Idx: at}, Right: void(at),
	}}})
}

// callOf is a call of one of esbuild's functions; nil when an expression is none.
func callOf(e ast.Expression, name string) *ast.CallExpression {
	call, ok := e.(*ast.CallExpression)
	if !ok {
		return nil
	}
	callee, ok := call.Callee.(*ast.Identifier)
	if !ok || plainName(callee) != name {
		return nil
	}
	return call
}

// void is undefined, as "void 0".
func void(at file.Idx) ast.Expression {
	return &ast.UnaryExpression{Operator: token.VOID, Idx: at, Operand: &ast.NumberLiteral{Idx: at, Literal: "0", Value: int64(0)}}
}
