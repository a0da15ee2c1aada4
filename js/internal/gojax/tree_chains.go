package gojax

import (
	"reflect"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// cutChains keeps goja's compiler from looking for constants in long sums and the like.
// At each operator it asks whether all that is to the left is constant, which takes
// quadratic time, and for && and || it computes what is to the left twice, which takes
// exponential time: some 40 times "1 &&" never end. What is an expression of its own,
// as behind a comma, it takes for no constant.
func cutChains(tree *ast.Program, code string) {
	if longChains(code) {
		cutIn(reflect.ValueOf(tree))
	}
}

// cutAfter is how many operators may follow each other in which constants are looked
// for.
const cutAfter = 16

// longChains reports whether there may be more operators in a row.
func longChains(code string) bool {
	n := nesting{code: code}
	for n.at < len(code) {
		if n.step(); n.chain > cutAfter {
			return true
		}
	}
	return false
}

func cutIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if b, ok := v.Interface().(*ast.BinaryExpression); ok {
			cutChain(b)
			return
		}
		cutIn(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			cutIn(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			cutIn(v.Field(i))
		}
	}
}

// cutChain goes down the left side, which is as long as the chain is. The number before
// the comma is where the chain begins: goja asks for the beginning at each operator, too.
func cutChain(b *ast.BinaryExpression) {
	var first ast.Expression = b
	for {
		left, ok := first.(*ast.BinaryExpression)
		if !ok {
			break
		}
		first = left.Left
	}
	begin := &ast.NumberLiteral{Idx: first.Idx0(), Literal: "0", Value: int64(0)}
	for i := 1; ; i++ {
		cutIn(reflect.ValueOf(&b.Right).Elem())
		left, ok := b.Left.(*ast.BinaryExpression)
		if !ok {
			cutIn(reflect.ValueOf(&b.Left).Elem())
			return
		}
		if logical := left.Operator == token.LOGICAL_AND || left.Operator == token.LOGICAL_OR; logical || i%cutAfter == 0 {
			b.Left = &ast.SequenceExpression{Sequence: []ast.Expression{begin, left}}
		}
		b = left
	}
}
