package gojax

import (
	"reflect"
	"slices"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// Repair changes a syntax tree where goja's compiler would make something else of
// it than JavaScript says. code is what the tree was made of. Each repair is a file
// of its own, tree_*.go, and says what goja does wrong.
func Repair(tree *ast.Program, code string) {
	shareArguments(tree, code)
	initializeVariables(tree, code)
	mendAsyncMethods(tree, code)
	cutChains(tree, code)
	translateRegExps(tree, code)
	calculateLate(tree, code)
}

// Compile compiles a script with what is repaired. No source map that it names is
// read: goja would look for the file.
func Compile(name, code string) (*goja.Program, error) {
	tree, err := parser.ParseFile(nil, name, code, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, err
	}
	Repair(tree, code)
	return CompileTree(tree)
}

// CompileTree compiles a tree that was repaired, and improves what comes of it.
func CompileTree(tree *ast.Program) (*goja.Program, error) {
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, err
	}
	return Improve(program), nil
}

// begin puts statements at the start of a function.
func begin(f *ast.FunctionLiteral, statements []ast.Statement) {
	f.Body.List = insert(f.Body.List, statements)
}

// insert puts statements at the start of a list, after "use strict".
func insert(list, statements []ast.Statement) []ast.Statement {
	first := 0
	for first < len(list) && isDirective(list[first]) {
		first++
	}
	return slices.Concat(list[:first], statements, list[first:])
}

// isDirective reports whether a statement is one as "use strict".
func isDirective(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*ast.StringLiteral)
	return ok
}

// nodeFields are the fields of a type of nodes that may lead to other nodes. The
// lists of declarations name again what is in the bodies.
func nodeFields(t reflect.Type) []int {
	if known, ok := fieldsOfNodes.Load(t); ok {
		return known.([]int)
	}
	var fields []int
	for i := range t.NumField() {
		field := t.Field(i)
		switch field.Type.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Slice, reflect.Struct:
			if field.Name != "DeclarationList" && field.IsExported() {
				fields = append(fields, i)
			}
		}
	}
	fieldsOfNodes.Store(t, fields)
	return fields
}

var fieldsOfNodes sync.Map // of reflect.Type to []int
