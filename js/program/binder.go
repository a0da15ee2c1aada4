package program

import (
	"strconv"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// binder goes through the syntax tree of a file once. It makes what a name of an
// import means of each use of that name: a property of the namespace of its module,
// so that it is always the present value. It names what stands in for import(…) and
// import.meta, and finds await and return outside of functions.
type binder struct {
	file     *parsed
	requests []*request
	names    map[unistring.String]imported
	shadowed map[unistring.String]int // how many scopes around here declare such a name
	assigned bool                     // one of them is

	functions map[string]bool // the names of functions and classes

	words   []int // where import(…) and import.meta are
	meta    bool
	awaits  bool
	returns file.Idx // 0: none
	inside  int      // how many functions

	asyncGenerator file.Idx // 0: none
}

// imported is what a name stands for.
type imported struct {
	request int
	name    unistring.String
	all     bool // the namespace, and no name in it
}

// These names cannot be those of a script: they are not words.
const (
	nameOfImport   = unistring.String("import")
	nameOfMeta     = unistring.String("import.meta")
	nameOfConstant = unistring.String("import =") // assigning to an import fails as to this
)

// namespaceName is the variable that has the namespace of a request.
func namespaceName(request int) unistring.String {
	return unistring.String("import " + strconv.Itoa(request))
}

// bind goes through a file, without looking for mistakes.
func bind(p *parsed) *binder {
	b := &binder{file: p, names: map[unistring.String]imported{}, shadowed: map[unistring.String]int{}}
	for _, s := range p.statements {
		if s.request == nil {
			continue
		}
		n := b.request(s.request)
		for _, i := range s.imports {
			if i.local != "" {
				b.names[unistring.NewFromString(i.local)] = imported{n, unistring.NewFromString(i.name), i.all}
			}
		}
	}
	b.statements(p.function.Body.List)
	return b
}

// request returns the number of a request, the same for those that are alike.
func (b *binder) request(r *request) int {
	for i, known := range b.requests {
		if *known == *r {
			return i
		}
	}
	b.requests = append(b.requests, r)
	return len(b.requests) - 1
}

// use is what stands for an import where its name is read.
func (i imported) use(at file.Idx) ast.Expression {
	namespace := &ast.Identifier{Name: namespaceName(i.request), Idx: at}
	if i.all {
		return namespace
	}
	return &ast.DotExpression{Left: namespace, Identifier: ast.Identifier{Name: i.name, Idx: at}}
}

// find tells what a name means here, if that is an import.
func (b *binder) find(name unistring.String) (imported, bool) {
	i, ok := b.names[name]
	return i, ok && b.shadowed[name] == 0
}

// scope runs f with names that are declared in it.
func (b *binder) scope(declare func(add func(*ast.Identifier)), f func()) {
	if len(b.names) == 0 {
		f()
		return
	}
	var added []unistring.String
	declare(func(name *ast.Identifier) {
		if name == nil {
			return
		}
		if _, ok := b.names[name.Name]; ok {
			b.shadowed[name.Name]++
			added = append(added, name.Name)
		}
	})
	f()
	for _, name := range added {
		b.shadowed[name]--
	}
}

// block goes through statements that are a scope.
func (b *binder) block(list []ast.Statement) {
	b.scope(func(add func(*ast.Identifier)) { declaredIn(list, add) }, func() { b.statements(list) })
}

// function goes through the parameters and the body of a function; the scope of the
// parameters is around that of the body.
func (b *binder) function(p *ast.ParameterList, variables []*ast.VariableDeclaration, body func()) {
	b.inside++
	b.scope(func(add func(*ast.Identifier)) { parameters(p, add) }, func() {
		b.bindings(p.List)
		b.target(&p.Rest)
		b.scope(func(add func(*ast.Identifier)) { variablesIn(variables, add) }, body)
	})
	b.inside--
}

func (b *binder) functionLiteral(f *ast.FunctionLiteral) {
	if f == nil {
		return
	}
	if f.Async && f.Generator {
		b.asyncGenerator = f.Function
	}
	b.called(f.Name)
	b.file.restore(&f.Source, f.Body.RightBrace+1)
	b.function(f.ParameterList, f.DeclarationList, func() { b.block(f.Body.List) })
}

func (b *binder) arrow(f *ast.ArrowFunctionLiteral) {
	b.file.restore(&f.Source, f.Start+file.Idx(len(f.Source)))
	b.function(f.ParameterList, f.DeclarationList, func() {
		switch body := f.Body.(type) {
		case *ast.BlockStatement:
			b.block(body.List)
		case *ast.ExpressionBody:
			b.expression(&body.Expression)
		}
	})
}

func (b *binder) class(c *ast.ClassLiteral) {
	b.called(c.Name)
	b.file.restore(&c.Source, c.RightBrace+1)
	b.scope(func(add func(*ast.Identifier)) { add(c.Name) }, func() {
		b.expression(&c.SuperClass)
		for _, e := range c.Body {
			switch e := e.(type) {
			case *ast.FieldDefinition:
				if e.Computed {
					b.expression(&e.Key)
				}
				b.inside++
				b.expression(&e.Initializer)
				b.inside--
			case *ast.MethodDefinition:
				if e.Computed {
					b.expression(&e.Key)
				}
				b.functionLiteral(e.Body)
			case *ast.ClassStaticBlock:
				b.file.restore(&e.Source, e.Block.RightBrace+1)
				b.function(&ast.ParameterList{}, e.DeclarationList, func() { b.block(e.Block.List) })
			}
		}
	})
}

// template goes through a template; a tag that is an import is called without this.
func (b *binder) template(t *ast.TemplateLiteral) {
	b.callee(&t.Tag)
	b.expressions(t.Expressions)
}

// callee goes through what is called. An import is called as a function, and not as
// a method of its module.
func (b *binder) callee(at *ast.Expression) {
	inner := at
	if o, ok := (*at).(*ast.Optional); ok {
		inner = &o.Expression
	}
	if name, ok := (*inner).(*ast.Identifier); ok {
		if name.Name == b.file.standIn && b.file.standIn != "" {
			b.word(name)
			name.Name = nameOfImport
			return
		}
		if i, ok := b.find(name.Name); ok {
			*inner = &ast.SequenceExpression{Sequence: []ast.Expression{i.use(name.Idx)}}
			return
		}
	}
	b.expression(at)
}

func (b *binder) word(name *ast.Identifier) {
	b.words = append(b.words, int(name.Idx)-1-len(b.file.head))
}

// dot goes through a property access, which may be import.meta.
func (b *binder) dot(at *ast.Expression, e *ast.DotExpression) {
	if name, ok := e.Left.(*ast.Identifier); ok && name.Name == b.file.standIn && b.file.standIn != "" && e.Identifier.Name == "meta" {
		b.word(name)
		b.meta = true
		*at = &ast.Identifier{Name: nameOfMeta, Idx: name.Idx}
		return
	}
	b.expression(&e.Left)
}

// properties goes through those of an object literal.
func (b *binder) properties(list []ast.Property) {
	for i, property := range list {
		switch p := property.(type) {
		case *ast.PropertyShort:
			b.expression(&p.Initializer)
			if found, ok := b.find(p.Name.Name); ok {
				key := &ast.StringLiteral{Idx: p.Name.Idx, Literal: p.Name.Name.String(), Value: p.Name.Name}
				list[i] = &ast.PropertyKeyed{Key: key, Kind: ast.PropertyKindValue, Value: found.use(p.Name.Idx)}
			}
		case *ast.PropertyKeyed:
			if p.Computed {
				b.expression(&p.Key)
			}
			b.expression(&p.Value)
		case *ast.SpreadElement:
			b.expression(&p.Expression)
		}
	}
}

// target goes through what is assigned to, or declared. An import cannot be; names
// that are declared here are none.
func (b *binder) target(at *ast.Expression) {
	switch e := (*at).(type) {
	case *ast.Identifier:
		if _, ok := b.find(e.Name); ok {
			b.assigned = true
			*at = &ast.Identifier{Name: nameOfConstant, Idx: e.Idx}
		}
	case *ast.AssignExpression: // with a default value
		b.target(&e.Left)
		b.expression(&e.Right)
	case *ast.ArrayPattern, *ast.ObjectPattern:
		b.pattern(e)
	default:
		b.expression(at)
	}
}

func (b *binder) pattern(p ast.Expression) {
	switch p := p.(type) {
	case *ast.ArrayPattern:
		for i := range p.Elements {
			b.target(&p.Elements[i])
		}
		b.target(&p.Rest)
	case *ast.ObjectPattern:
		for i, property := range p.Properties {
			switch property := property.(type) {
			case *ast.PropertyShort:
				p.Properties[i] = b.shortTarget(property)
			case *ast.PropertyKeyed:
				if property.Computed {
					b.expression(&property.Key)
				}
				b.target(&property.Value)
			}
		}
		b.target(&p.Rest)
	}
}

// shortTarget is target for {name} and {name = value}.
func (b *binder) shortTarget(p *ast.PropertyShort) ast.Property {
	b.expression(&p.Initializer)
	if _, ok := b.find(p.Name.Name); !ok {
		return p
	}
	b.assigned = true
	var value ast.Expression = &ast.Identifier{Name: nameOfConstant, Idx: p.Name.Idx}
	if p.Initializer != nil {
		value = &ast.AssignExpression{Operator: token.ASSIGN, Left: value, Right: p.Initializer}
	}
	key := &ast.StringLiteral{Idx: p.Name.Idx, Literal: p.Name.Name.String(), Value: p.Name.Name}
	return &ast.PropertyKeyed{Key: key, Kind: ast.PropertyKindValue, Value: value}
}

func (b *binder) bindings(list []*ast.Binding) {
	for _, binding := range list {
		b.calledAs(binding.Target, binding.Initializer)
		b.pattern(binding.Target)
		b.expression(&binding.Initializer)
	}
}
