package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// goja knows no properties of Unicode in regular expressions, and takes \p for a p; it
// has no flag v; and with the flag u its faster kind of expressions finds no named groups
// in text beyond ASCII. A literal with such is made by a function, from its text.

// RegExpLiteral is the name of that function, a global that no program can name.
const RegExpLiteral = "\x00regExpLiteral"

// Translated reports whether a pattern has what goja does not know.
func Translated(pattern, flags string) bool {
	return strings.Contains(flags, "v") || strings.Contains(flags, "u") && hasUnknown(pattern)
}

func hasUnknown(text string) bool {
	return strings.Contains(text, `\p`) || strings.Contains(text, `\P`) || strings.Contains(text, "(?<")
}

func translateRegExps(tree *ast.Program, code string) {
	if hasUnknown(code) || hasFlagV(code) {
		replaceRegExps(reflect.ValueOf(tree))
	}
}

// hasFlagV reports whether there may be a literal with the flag v after others.
func hasFlagV(code string) bool {
	for {
		i := strings.IndexByte(code, '/')
		if i < 0 {
			return false
		}
		code = code[i+1:]
		flags := len(code) - len(strings.TrimLeft(code, "dgimsuy"))
		if strings.HasPrefix(code[flags:], "v") {
			return true
		}
	}
}

func replaceRegExps(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		if literal, ok := v.Interface().(*ast.RegExpLiteral); ok {
			if v.CanSet() && Translated(literal.Pattern, literal.Flags) {
				v.Set(reflect.ValueOf(madeRegExp(literal)))
			}
			return
		}
		replaceRegExps(v.Elem())
	case reflect.Pointer:
		if !v.IsNil() {
			replaceRegExps(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			replaceRegExps(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			replaceRegExps(v.Field(i))
		}
	}
}

func madeRegExp(literal *ast.RegExpLiteral) *ast.CallExpression {
	at := literal.Idx
	text := func(s string) ast.Expression {
		return &ast.StringLiteral{Idx: at, Literal: "''", Value: unistring.NewFromString(s)}
	}
	return &ast.CallExpression{Callee: &ast.Identifier{Name: RegExpLiteral, Idx: at}, LeftParenthesis: at,
		ArgumentList: []ast.Expression{text(literal.Pattern), text(literal.Flags)}, RightParenthesis: at}
}
