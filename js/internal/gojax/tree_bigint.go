package gojax

import (
	"math/big"
	"reflect"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
)

// goja's compiler calculates what is made of literals alone, by instructions that are not
// improved yet: 2n ** 100000000000n would take all memory before the program runs. An
// operator that makes large numbers of small ones is left to the program.

func calculateLate(tree *ast.Program, code string) {
	if mayEnlarge(code) {
		enlarging(reflect.ValueOf(tree), func(e *ast.BinaryExpression) {
			e.Left = &ast.SequenceExpression{Sequence: []ast.Expression{e.Left}} // which no literal is
		})
	}
}

// CalculateLate is code, which is part of a program between head and tail, as goja is to
// compile it by itself: with what leaves the operators to the program.
func CalculateLate(head, code, tail string) string {
	if !mayEnlarge(code) {
		return code
	}
	tree, err := goja.Parse("", head+code+tail, parser.WithDisableSourceMaps)
	if err != nil {
		return code // goja will say so
	}
	before, after := map[int]string{}, map[int]string{}
	enlarging(reflect.ValueOf(tree), func(e *ast.BinaryExpression) {
		if hasBigInt(e.Left) {
			before[int(e.Left.Idx0())-1-len(head)] += "(0,"
			after[int(e.Left.Idx1())-1-len(head)] += ")"
		}
	})
	var b strings.Builder
	for i := range len(code) + 1 {
		b.WriteString(after[i])
		b.WriteString(before[i])
		if i < len(code) {
			b.WriteByte(code[i])
		}
	}
	return b.String()
}

func mayEnlarge(code string) bool {
	return strings.Contains(code, "**") || strings.Contains(code, "<<") || strings.Contains(code, ">>")
}

// enlarging finds the operators that make large numbers of small literals.
func enlarging(v reflect.Value, found func(e *ast.BinaryExpression)) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			enlarging(v.Elem(), found)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if e, ok := v.Interface().(*ast.BinaryExpression); ok && enlarges(e.Operator) && hasBigInt(e.Right) {
			found(e)
		}
		enlarging(v.Elem(), found)
	case reflect.Slice:
		for i := range v.Len() {
			enlarging(v.Index(i), found)
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			enlarging(v.Field(i), found)
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
