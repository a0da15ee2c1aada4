package program

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// This file tells which names a piece of a syntax tree declares.

// declaredIn calls f with what a list of statements declares in its block: let,
// const, classes and functions.
func declaredIn(list []ast.Statement, f func(*ast.Identifier)) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			declaredBy(s.List, f)
		case *ast.ClassDeclaration:
			f(s.Class.Name)
		case *ast.FunctionDeclaration:
			f(s.Function.Name)
		case *ast.LabelledStatement:
			declaredIn([]ast.Statement{s.Statement}, f)
		}
	}
}

// variablesIn calls f with the var names of a function.
func variablesIn(list []*ast.VariableDeclaration, f func(*ast.Identifier)) {
	for _, d := range list {
		declaredBy(d.List, f)
	}
}

func declaredBy(list []*ast.Binding, f func(*ast.Identifier)) {
	for _, b := range list {
		namesOf(b.Target, f)
	}
}

// parameters calls f with the names of parameters.
func parameters(p *ast.ParameterList, f func(*ast.Identifier)) {
	declaredBy(p.List, f)
	if p.Rest != nil {
		namesOf(p.Rest, f)
	}
}

// namesOf calls f with the names in a pattern.
func namesOf(pattern ast.Expression, f func(*ast.Identifier)) {
	switch p := pattern.(type) {
	case *ast.Identifier:
		if p != nil {
			f(p)
		}
	case *ast.AssignExpression: // with a default value
		namesOf(p.Left, f)
	case *ast.Binding:
		namesOf(p.Target, f)
	case *ast.ArrayPattern:
		for _, e := range p.Elements {
			namesOf(e, f)
		}
		namesOf(p.Rest, f)
	case *ast.ObjectPattern:
		for _, property := range p.Properties {
			switch property := property.(type) {
			case *ast.PropertyShort:
				f(&property.Name)
			case *ast.PropertyKeyed:
				namesOf(property.Value, f)
			}
		}
		namesOf(p.Rest, f)
	}
}

// topNames are the names that the body of a function declares, other than its
// parameters.
func topNames(function *ast.FunctionLiteral) map[unistring.String]*ast.Identifier {
	names := map[unistring.String]*ast.Identifier{}
	add := func(name *ast.Identifier) {
		if names[name.Name] == nil {
			names[name.Name] = name
		}
	}
	declaredIn(function.Body.List, add)
	variablesIn(function.DeclarationList, add)
	return names
}
