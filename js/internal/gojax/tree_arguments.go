package gojax

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// nameOfArguments is what arrow functions call the arguments around them.
const nameOfArguments = unistring.String("$arguments")

// shareArguments has arrow functions see the arguments of the function that they
// are in. goja looks for arguments of their own, which they do not have, and
// breaks. The function begins with a variable for them.
func shareArguments(tree *ast.Program, code string) {
	if strings.Contains(code, "arguments") && strings.Contains(code, "=>") {
		renameArguments(reflect.ValueOf(tree.Body), false)
	}
}

// renameArguments reports whether a piece of a tree has arrow functions that use
// the arguments of what it is in. Every function inside is dealt with.
func renameArguments(v reflect.Value, inArrow bool) (found bool) {
	switch v.Kind() {
	case reflect.Interface:
		return !v.IsNil() && renameArguments(v.Elem(), inArrow)
	case reflect.Pointer:
		if v.IsNil() {
			return false
		}
		switch node := v.Interface().(type) {
		case *ast.Identifier:
			if inArrow && node.Name == "arguments" {
				node.Name = nameOfArguments
				return true
			}
			return false
		case *ast.FunctionLiteral:
			if strings.Contains(node.Source, "arguments") && renameArguments(v.Elem(), false) {
				declareArguments(node)
			}
			return false
		case *ast.ArrowFunctionLiteral:
			return strings.Contains(node.Source, "arguments") && renameArguments(v.Elem(), true)
		}
		return renameArguments(v.Elem(), inArrow)
	case reflect.Slice:
		if list, ok := v.Interface().([]ast.Property); ok && inArrow {
			spellOutArguments(list)
		}
		for i := range v.Len() {
			found = renameArguments(v.Index(i), inArrow) || found
		}
	case reflect.Struct:
		for _, i := range nodeFields(v.Type()) {
			found = renameArguments(v.Field(i), inArrow) || found
		}
	}
	return found
}

// spellOutArguments makes {arguments: arguments} of {arguments}, which leaves the
// property its name.
func spellOutArguments(list []ast.Property) {
	for i, p := range list {
		if short, ok := p.(*ast.PropertyShort); ok && short.Name.Name == "arguments" {
			list[i] = &ast.PropertyKeyed{
				Key:   &ast.StringLiteral{Idx: short.Name.Idx, Literal: "arguments", Value: "arguments"},
				Kind:  ast.PropertyKindValue,
				Value: &ast.Identifier{Name: "arguments", Idx: short.Name.Idx},
			}
		}
	}
}

// declareArguments has a function begin with the variable for its arguments.
func declareArguments(f *ast.FunctionLiteral) {
	at := f.Body.LeftBrace
	list := []*ast.Binding{{
		Target:      &ast.Identifier{Name: nameOfArguments, Idx: at},
		Initializer: &ast.Identifier{Name: "arguments", Idx: at},
	}}
	f.DeclarationList = append(f.DeclarationList, &ast.VariableDeclaration{Var: at, List: list})
	begin(f, []ast.Statement{&ast.VariableStatement{Var: at, List: list}})
}
