package gojax

import (
	"reflect"

	"github.com/dop251/goja/ast"
)

// esbuild makes yield* of async generators a call that looks for an async iterator first,
// and that of other generators, too.

// plainDelegates takes that call away where it does not belong. Within tells whether v is
// of a generator that was async.
func plainDelegates(v reflect.Value, within bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			plainDelegates(v.Elem(), within)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		switch node := v.Interface().(type) {
		case *ast.CallExpression:
			if callOf(node, asyncGenerator) != nil && len(node.ArgumentList) == 3 {
				if made, ok := node.ArgumentList[2].(*ast.FunctionLiteral); ok {
					plainDelegates(reflect.ValueOf(*made), true)
					return
				}
			}
		case *ast.FunctionLiteral:
			within = false
		case *ast.YieldExpression:
			if call := callOf(node.Argument, yieldStar); !within && node.Delegate && call != nil && len(call.ArgumentList) == 1 {
				node.Argument = call.ArgumentList[0]
			}
		}
		plainDelegates(v.Elem(), within)
	case reflect.Slice:
		for i := range v.Len() {
			plainDelegates(v.Index(i), within)
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			plainDelegates(v.Field(i), within)
		}
	}
}
