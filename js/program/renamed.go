package program

import (
	"encoding/json"
	"strings"

	"github.com/dop251/goja/ast"
)

// esbuild numbers names that are in sight of another of the same name. For
// variables that is no loss, but scripts see the names of functions and classes.

// lookForNames finds out whether esbuild has given one of those another name: the
// source map has the names as they were.
func (s *source) lookForNames(p *parsed) {
	if s.sourceMap == nil {
		return
	}
	var m struct{ Names []string }
	if json.Unmarshal(s.sourceMap, &m) != nil || len(m.Names) == 0 {
		return
	}
	if p.bound == nil {
		p.bound = bind(p)
	}
	was := map[string]bool{}
	for _, name := range m.Names {
		was[name] = true
	}
	for name := range p.bound.functions {
		base := strings.TrimRight(name, "0123456789")
		for i := len(base); i < len(name); i++ {
			s.renamed = s.renamed || was[name[:i]]
		}
	}
}

// called remembers the name of a function or class.
func (b *binder) called(name *ast.Identifier) {
	if name == nil {
		return
	}
	if b.functions == nil {
		b.functions = map[string]bool{}
	}
	b.functions[name.Name.String()] = true
}

// calledAs remembers the name that a function or class without one gets from what
// it is assigned to.
func (b *binder) calledAs(target, value ast.Expression) {
	switch value.(type) {
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
		if name, ok := target.(*ast.Identifier); ok {
			b.called(name)
		}
	}
}
