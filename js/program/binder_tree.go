package program

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// This file is the way of the binder through the kinds of nodes.

func (b *binder) expressions(list []ast.Expression) {
	for i := range list {
		b.expression(&list[i])
	}
}

func (b *binder) expression(at *ast.Expression) {
	switch e := (*at).(type) {
	case *ast.Identifier:
		if i, ok := b.find(e.Name); ok {
			*at = i.use(e.Idx)
		}
	case *ast.ArrayLiteral:
		b.expressions(e.Value)
	case *ast.ObjectLiteral:
		b.properties(e.Value)
	case *ast.ArrayPattern, *ast.ObjectPattern:
		b.pattern(e)
	case *ast.AssignExpression:
		b.calledAs(e.Left, e.Right)
		b.target(&e.Left)
		b.expression(&e.Right)
	case *ast.AwaitExpression:
		b.awaits = b.awaits || b.inside == 0
		b.expression(&e.Argument)
	case *ast.YieldExpression:
		b.expression(&e.Argument)
	case *ast.BinaryExpression:
		b.binary(e)
	case *ast.UnaryExpression:
		if e.Operator == token.INCREMENT || e.Operator == token.DECREMENT {
			b.target(&e.Operand)
		} else {
			b.expression(&e.Operand)
		}
	case *ast.ConditionalExpression:
		b.expression(&e.Test)
		b.expression(&e.Consequent)
		b.expression(&e.Alternate)
	case *ast.SequenceExpression:
		b.expressions(e.Sequence)
	case *ast.CallExpression:
		b.callee(&e.Callee)
		b.expressions(e.ArgumentList)
	case *ast.NewExpression:
		b.expression(&e.Callee)
		b.expressions(e.ArgumentList)
	case *ast.DotExpression:
		b.dot(at, e)
	case *ast.PrivateDotExpression:
		b.expression(&e.Left)
	case *ast.BracketExpression:
		b.expression(&e.Left)
		b.expression(&e.Member)
	case *ast.OptionalChain:
		b.expression(&e.Expression)
	case *ast.Optional:
		b.expression(&e.Expression)
	case *ast.SpreadElement:
		b.expression(&e.Expression)
	case *ast.TemplateLiteral:
		b.template(e)
	case *ast.FunctionLiteral:
		b.scope(func(add func(*ast.Identifier)) { add(e.Name) }, func() { b.functionLiteral(e) })
	case *ast.ArrowFunctionLiteral:
		b.arrow(e)
	case *ast.ClassLiteral:
		b.class(e)
	}
}

// binary goes through a chain of operators, which may be long, without a call for
// each.
func (b *binder) binary(e *ast.BinaryExpression) {
	for {
		b.expression(&e.Right)
		left, ok := e.Left.(*ast.BinaryExpression)
		if !ok {
			b.expression(&e.Left)
			return
		}
		e = left
	}
}

func (b *binder) statements(list []ast.Statement) {
	for _, s := range list {
		b.statement(s)
	}
}

func (b *binder) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		b.expression(&s.Expression)
	case *ast.VariableStatement:
		b.bindings(s.List)
	case *ast.LexicalDeclaration:
		b.bindings(s.List)
	case *ast.FunctionDeclaration:
		b.functionLiteral(s.Function)
	case *ast.ClassDeclaration:
		b.class(s.Class)
	case *ast.ReturnStatement:
		if b.inside == 0 && b.returns == 0 {
			b.returns = s.Return
		}
		b.expression(&s.Argument)
	case *ast.ThrowStatement:
		b.expression(&s.Argument)
	case *ast.BlockStatement:
		b.block(s.List)
	case *ast.IfStatement:
		b.expression(&s.Test)
		b.statement(s.Consequent)
		b.statement(s.Alternate)
	case *ast.LabelledStatement:
		b.statement(s.Statement)
	case *ast.DoWhileStatement:
		b.statement(s.Body)
		b.expression(&s.Test)
	case *ast.WhileStatement:
		b.expression(&s.Test)
		b.statement(s.Body)
	case *ast.WithStatement:
		b.expression(&s.Object)
		b.statement(s.Body)
	case *ast.ForStatement:
		b.forStatement(s)
	case *ast.ForInStatement:
		b.forEach(s.Into, &s.Source, s.Body)
	case *ast.ForOfStatement:
		b.forEach(s.Into, &s.Source, s.Body)
	case *ast.SwitchStatement:
		b.switchStatement(s)
	case *ast.TryStatement:
		b.tryStatement(s)
	}
}

func (b *binder) tryStatement(s *ast.TryStatement) {
	b.block(s.Body.List)
	if c := s.Catch; c != nil {
		b.scope(func(add func(*ast.Identifier)) { namesOf(c.Parameter, add) }, func() {
			b.pattern(c.Parameter)
			b.block(c.Body.List)
		})
	}
	if s.Finally != nil {
		b.block(s.Finally.List)
	}
}

func (b *binder) switchStatement(s *ast.SwitchStatement) {
	b.expression(&s.Discriminant)
	declare := func(add func(*ast.Identifier)) {
		for _, c := range s.Body {
			declaredIn(c.Consequent, add)
		}
	}
	b.scope(declare, func() {
		for _, c := range s.Body {
			b.expression(&c.Test)
			b.statements(c.Consequent)
		}
	})
}

func (b *binder) forStatement(s *ast.ForStatement) {
	declare := func(add func(*ast.Identifier)) {
		if i, ok := s.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			declaredBy(i.LexicalDeclaration.List, add)
		}
	}
	b.scope(declare, func() {
		switch i := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			b.expression(&i.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			b.bindings(i.List)
		case *ast.ForLoopInitializerLexicalDecl:
			b.bindings(i.LexicalDeclaration.List)
		}
		b.expression(&s.Test)
		b.expression(&s.Update)
		b.statement(s.Body)
	})
}

// forEach goes through for (… in …) and for (… of …). What such a loop declares is
// in scope where its source is, too.
func (b *binder) forEach(into ast.ForInto, source *ast.Expression, body ast.Statement) {
	declare := func(add func(*ast.Identifier)) {
		if d, ok := into.(*ast.ForDeclaration); ok {
			namesOf(d.Target, add)
		}
	}
	b.scope(declare, func() {
		switch i := into.(type) {
		case *ast.ForIntoVar:
			b.bindings([]*ast.Binding{i.Binding})
		case *ast.ForDeclaration:
			b.pattern(i.Target)
		case *ast.ForIntoExpression:
			b.target(&i.Expression)
		}
		b.expression(source)
		b.statement(body)
	})
}
