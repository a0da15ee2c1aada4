package gojax

import (
	"math/big"
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// goja's compiler calculates what is made of literals alone, by instructions that are not
// improved yet: 2n ** 100000000000n would take all memory before the program runs. An
// operator that makes large numbers of small ones is left to the program.

func calculateLate(tree *ast.Program, code string) {
	if strings.Contains(code, "**") || strings.Contains(code, "<<") || strings.Contains(code, ">>") {
		calculateLateIn(reflect.ValueOf(tree))
	}
}

func calculateLateIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			calculateLateIn(v.Elem())
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if e, ok := v.Interface().(*ast.BinaryExpression); ok && enlarges(e.Operator) && hasBigInt(e.Right) {
			e.Left = &ast.SequenceExpression{Sequence: []ast.Expression{e.Left}} // which no literal is
		}
		calculateLateIn(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			calculateLateIn(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			calculateLateIn(v.Field(i))
		}
	}
}

func enlarges(operator token.Token) bool {
	return operator == token.EXPONENT || operator == token.SHIFT_LEFT || operator == token.SHIFT_RIGHT
}

// hasBigInt reports whether an expression of literals has a BigInt among them.
func hasBigInt(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NumberLiteral:
		_, ok := e.Value.(*big.Int)
		return ok
	case *ast.UnaryExpression:
		return hasBigInt(e.Operand)
	case *ast.BinaryExpression:
		return hasBigInt(e.Left) || hasBigInt(e.Right)
	case *ast.ConditionalExpression:
		return hasBigInt(e.Consequent) || hasBigInt(e.Alternate)
	}
	return false
}
