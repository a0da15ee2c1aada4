package program

import (
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// unit is a file that was read as an ES module.
type unit struct {
	*source
	requests []*request // what it imports, in order
	imports  []import_  // the names that it takes
	exports  []export
	stars    []int // the requests of export * from

	named  map[string]*export           // the exports by their names
	owned  map[unistring.String]*export // and by their variables, those that are the module's
	awaits bool                         // it has await outside of functions
	meta   bool                         // it uses import.meta
}

// import_ is a name that a module takes from another.
type import_ struct {
	request  int
	name     string
	at, size int
	pattern  string // all the names of the statement, as a pattern
}

// export is a name that a module gives, and what it stands for: a variable, or what
// another module gives.
type export struct {
	name  string
	local unistring.String
	from  *imported

	at, size int
}

const (
	moduleHead = `(async function () { "use strict"; `
	// nameOfExports is the function that is given the getters of what a module
	// exports, and nameOfStart what a module waits for that is entered before it
	// is its turn.
	nameOfExports = unistring.String("export")
	nameOfStart   = unistring.String("import start")
)

// module reads a file as an ES module. With thorough it finds import and export
// wherever they are.
func (s *source) module(thorough bool) (*unit, error) {
	p, err := parse(s.url, moduleHead, s.code, true)
	if err != nil && thorough {
		err = p.search(s.url)
	}
	if err != nil {
		return nil, err
	}
	if p.bound == nil {
		p.bound = bind(p)
	}
	if at := p.bound.asyncGenerator; at != 0 && s.sourceMap == nil {
		// goja would only say so when the module is linked, too late for esbuild to help.
		return nil, s.mistake(s.url, int(at)-1-len(moduleHead), len("async"), "Async generators are not supported yet")
	}
	s.lookForNames(p)
	s.parsed = p
	u := &unit{source: s, requests: p.bound.requests, awaits: p.bound.awaits, meta: p.bound.meta}
	u.collect()
	return u, u.check()
}

// isModule reports whether there is anything in the file that only an ES module may
// have in it: a declaration that CommonJS has made already is such a thing, too.
func (u *unit) isModule() bool {
	if len(u.parsed.statements) > 0 || u.meta || u.awaits {
		return true
	}
	found := false
	declaredIn(u.parsed.function.Body.List, func(name *ast.Identifier) {
		switch name.Name {
		case "exports", "require", "module", "__filename", "__dirname":
			found = true
		}
	})
	return found
}

// collect lists what the statements import and export.
func (u *unit) collect() {
	b := u.parsed.bound
	for _, s := range u.parsed.statements {
		n := 0
		if s.request != nil {
			n = b.request(s.request)
		}
		for _, i := range s.imports {
			if !i.all {
				u.imports = append(u.imports, import_{n, i.name, i.at, i.size, s.pattern()})
			}
		}
		if s.all {
			u.stars = append(u.stars, n)
		}
		for i, e := range s.exports {
			x := export{name: e.name, local: unistring.NewFromString(e.local), at: e.at, size: e.size}
			if s.request != nil {
				x.from = &imported{n, unistring.NewFromString(s.imports[i].name), s.imports[i].all}
			} else if from, ok := b.names[x.local]; ok {
				x.from = &from
			}
			u.exports = append(u.exports, x)
		}
		if s.form == declaration {
			u.declared(s.node)
		}
	}
	u.named, u.owned = map[string]*export{}, map[unistring.String]*export{}
	for i := range u.exports {
		e := &u.exports[i]
		u.named[e.name] = e
		if e.from == nil {
			u.owned[e.local] = e
		}
	}
}

// pattern is what takes the names of an import out of an object.
func (s *statement) pattern() string {
	var names []string
	for _, i := range s.imports {
		switch {
		case i.all || i.name == defaultName || i.local == "":
		case i.name == i.local:
			names = append(names, i.name)
		default:
			names = append(names, i.name+": "+i.local)
		}
	}
	return strings.Join(names, ", ")
}

// declared adds the names of export const and the like.
func (u *unit) declared(node ast.Statement) {
	add := func(name *ast.Identifier) {
		at := int(name.Idx) - 1 - len(moduleHead)
		u.exports = append(u.exports, export{name: name.Name.String(), local: name.Name, at: at, size: len(name.Name.String())})
	}
	if v, ok := node.(*ast.VariableStatement); ok {
		declaredBy(v.List, add)
		return
	}
	declaredIn([]ast.Statement{node}, add)
}

// check finds the mistakes that goja cannot see.
func (u *unit) check() error {
	b := u.parsed.bound
	if b.returns != 0 {
		return u.mistake(int(b.returns)-1-len(moduleHead), len("return"), "Illegal return statement")
	}
	top := topNames(u.parsed.function)
	seen := map[string]bool{}
	for _, s := range u.parsed.statements {
		for _, i := range s.imports {
			if i.local == "" {
				continue
			}
			again := "Identifier '" + i.local + "' has already been declared"
			if declared := top[unistring.NewFromString(i.local)]; declared != nil {
				return u.mistake(int(declared.Idx)-1-len(moduleHead), len(i.local), again)
			}
			if seen[i.local] {
				return u.mistake(i.at, i.size, again)
			}
			seen[i.local] = true
		}
	}
	exported := map[string]bool{}
	for _, e := range u.exports {
		if exported[e.name] {
			return u.mistake(e.at, e.size, "Duplicate export of '"+e.name+"'")
		}
		exported[e.name] = true
		if e.from == nil && e.local != defaultName && top[e.local] == nil {
			return u.mistake(e.at, e.size, "Export '"+e.local.String()+"' is not defined in module")
		}
	}
	return nil
}

// mistake is a syntax error at a place of the code.
func (u *unit) mistake(at, length int, message string) *syntaxError {
	return u.source.mistake(u.url, at, length, message)
}

// finish makes the function of the module from its tree. Its parameters are the
// namespaces of its requests, import(…), import.meta, and the function that it
// gives the getters of its exports to when it is entered. With early that is before
// it is its turn to run: what it declares as functions can be used by the modules
// that it imports and that import it again. It stops then, as a generator does, or
// waits for a promise if it has await.
func (u *unit) finish(early bool) {
	f, b := u.parsed.function, u.parsed.bound
	at := f.Body.LeftBrace
	name := func(n unistring.String) *ast.Identifier { return &ast.Identifier{Name: n, Idx: at} }
	u.nameDefault()
	for i := range u.requests {
		f.ParameterList.List = append(f.ParameterList.List, &ast.Binding{Target: name(namespaceName(i))})
	}
	for _, n := range []unistring.String{nameOfImport, nameOfMeta, nameOfExports, nameOfStart} {
		f.ParameterList.List = append(f.ParameterList.List, &ast.Binding{Target: name(n)})
	}
	f.Async = u.awaits
	getters := &ast.ArrayLiteral{LeftBracket: at, RightBracket: at}
	for _, e := range u.exports {
		getters.Value = append(getters.Value, u.getter(e))
	}
	first := []ast.Statement{&ast.ExpressionStatement{Expression: &ast.CallExpression{
		Callee: name(nameOfExports), ArgumentList: []ast.Expression{getters}, LeftParenthesis: at, RightParenthesis: at,
	}}}
	if b.assigned {
		first = append(first, constant(name(nameOfConstant), &ast.NullLiteral{Idx: at, Literal: "null"}))
	}
	switch {
	case early && u.awaits:
		first = append(first, &ast.ExpressionStatement{Expression: &ast.AwaitExpression{Await: at, Argument: name(nameOfStart)}})
	case early:
		f.Generator = true
		first = append(first, &ast.ExpressionStatement{Expression: &ast.YieldExpression{Yield: at}})
	}
	strict, rest := f.Body.List[:1], f.Body.List[1:]
	f.Body.List = slices.Concat(strict, first, rest)
}

// getter is the function that returns what an export is now. It has no place in
// stacks; its own place is that of the name, for the error of what is not there yet.
func (u *unit) getter(e export) ast.Expression {
	at := file.Idx(1 + len(moduleHead) + e.at)
	var value ast.Expression = &ast.Identifier{Name: e.local, Idx: at}
	if e.from != nil {
		value = e.from.use(at)
	}
	return &ast.FunctionLiteral{
		Function:      at,
		Name:          &ast.Identifier{Name: engine.GetterName, Idx: at},
		ParameterList: &ast.ParameterList{},
		Body:          &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{&ast.ReturnStatement{Return: at, Argument: value}}},
	}
}

func constant(name *ast.Identifier, value ast.Expression) ast.Statement {
	return &ast.LexicalDeclaration{Idx: name.Idx, Token: token.CONST, List: []*ast.Binding{{Target: name, Initializer: value}}}
}

// nameDefault has what is exported by default be a variable with the name default.
func (u *unit) nameDefault() {
	p := u.parsed
	for _, s := range p.statements {
		switch s.form {
		case defaultExpression:
			for i, known := range p.function.Body.List {
				if e, ok := known.(*ast.ExpressionStatement); ok && int(beginning(e)) == s.at+1+len(p.head) {
					assign := e.Expression.(*ast.AssignExpression)
					p.function.Body.List[i] = constant(&ast.Identifier{Name: defaultName, Idx: assign.Left.Idx0()}, assign.Right)
				}
			}
		case defaultNameless:
			switch node := s.node.(type) {
			case *ast.FunctionDeclaration:
				node.Function.Name.Name = defaultName
				node.Function.Source = u.code[s.begin : int(node.Function.Body.RightBrace)-len(p.head)]
			case *ast.ClassDeclaration:
				node.Class.Name.Name = defaultName
				node.Class.Source = u.code[s.begin : int(node.Class.RightBrace)-len(p.head)]
			}
		}
	}
}
