package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
)

// TextOfEval is the name of a global that no program can name: the function that is
// given eval and its argument, and returns what eval is given in its place.
const TextOfEval = "\x00textOfEval"

// HandOverEval has what is given to eval go through [TextOfEval] first. The code of
// eval(…) sees the variables around it, so that eval itself cannot be replaced.
func HandOverEval(tree *ast.Program, code string) {
	if strings.Contains(code, "eval") {
		handOverEval(reflect.ValueOf(tree))
	}
}

func handOverEval(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if call, ok := v.Interface().(*ast.CallExpression); ok {
			handOver(call)
		}
		handOverEval(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			handOverEval(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			handOverEval(v.Field(i))
		}
	}
}

func handOver(call *ast.CallExpression) {
	name, ok := call.Callee.(*ast.Identifier)
	if !ok || name.Name != "eval" || len(call.ArgumentList) == 0 {
		return
	}
	argument := call.ArgumentList[0]
	if _, spread := argument.(*ast.SpreadElement); spread {
		return
	}
	if inner, ok := argument.(*ast.CallExpression); ok {
		if f, ok := inner.Callee.(*ast.Identifier); ok && f.Name == TextOfEval {
			return // met by two ways
		}
	}
	at := name.Idx
	call.ArgumentList[0] = &ast.CallExpression{Callee: &ast.Identifier{Name: TextOfEval, Idx: at}, LeftParenthesis: at,
		ArgumentList: []ast.Expression{&ast.Identifier{Name: "eval", Idx: at}, argument}, RightParenthesis: at}
}
