package gojax

import (
	"reflect"
	"strings"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
)

// ArrowSource is the source of an arrow function whose body is an expression; false for
// what is none. goja's ends where the last operand does: without the parentheses that are
// around it, those of new X(), and the signs of x++.
func ArrowSource(f *goja.Object) (string, bool) {
	p, l := inside(f)
	text, program := l.code.of(p), l.program.of(p)
	if l.name != "arrowFuncObject" && l.name != "asyncArrowFuncObject" || text == nil || program == nil || *program == nil {
		return "", false
	}
	from := fileOf.of(unsafe.Pointer(*program))
	if from == nil || *from == nil {
		return "", false
	}
	rest, ok := after(*text, (*from).Source())
	if !ok {
		return "", false
	}
	return complete(*text, rest)
}

// functionSource is the source of any function.
func functionSource(f *goja.Object) string {
	if text, ok := ArrowSource(f); ok {
		return text
	}
	p, l := inside(f)
	if text := l.code.of(p); text != nil {
		return *text
	}
	return "function () { [native code] }"
}

var fileOf = fieldOf[*file.File](reflect.TypeFor[goja.Program](), "src")

// after is what follows a piece of a text that was cut out of it.
func after(piece, text string) (string, bool) {
	at := uintptr(unsafe.Pointer(unsafe.StringData(piece))) - uintptr(unsafe.Pointer(unsafe.StringData(text)))
	if at > uintptr(len(text)) || uintptr(len(piece)) > uintptr(len(text))-at {
		return "", false
	}
	return text[int(at)+len(piece):], true
}

// complete adds to an arrow function that ends too early what belongs to it; false when
// that is not to be found.
func complete(text, rest string) (string, bool) {
	for range 64 {
		last, ok := lastOperand(text)
		next := skipSpace(rest)
		if last == nil && ok {
			return text, true // its body is a block
		}
		if ok && !continues(last, rest[:next], rest[next:]) {
			return text, true
		}
		if next == len(rest) || !strings.ContainsRune("()+-", rune(rest[next])) {
			return "", false
		}
		text, rest = text+rest[:next+1], rest[next+1:]
	}
	return "", false
}

// continues reports whether a function that is whole goes on all the same.
func continues(last ast.Expression, space, rest string) bool {
	if bare, ok := last.(*ast.NewExpression); ok && bare.LeftParenthesis == 0 {
		return strings.HasPrefix(rest, "(")
	}
	return !strings.Contains(space, "\n") && (strings.HasPrefix(rest, "++") || strings.HasPrefix(rest, "--"))
}

// lastOperand is the operand that an arrow function ends with; nil when its body is a
// block. It is false for what is no function, such as half of one.
func lastOperand(text string) (ast.Expression, bool) {
	// Where super is allowed, too.
	tree, err := parser.ParseFile(nil, "", "class A extends B { constructor() { (\n"+text+"\n) } }", 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, false
	}
	class, _ := tree.Body[0].(*ast.ClassDeclaration)
	constructor, _ := class.Class.Body[0].(*ast.MethodDefinition)
	statement, _ := constructor.Body.Body.List[0].(*ast.ExpressionStatement)
	e := statement.Expression
	for {
		switch node := e.(type) {
		case *ast.ArrowFunctionLiteral:
			body, ok := node.Body.(*ast.ExpressionBody)
			if !ok {
				return nil, true
			}
			e = body.Expression
		case *ast.SequenceExpression:
			e = node.Sequence[len(node.Sequence)-1]
		case *ast.AssignExpression:
			e = node.Right
		case *ast.ConditionalExpression:
			e = node.Alternate
		case *ast.BinaryExpression:
			e = node.Right
		case *ast.UnaryExpression:
			if node.Postfix {
				return node, true
			}
			e = node.Operand
		case *ast.AwaitExpression:
			e = node.Argument
		default:
			return e, true
		}
	}
}

// skipSpace is how many bytes of white space and comments a text begins with.
func skipSpace(text string) int {
	at := 0
	for at < len(text) {
		comment, end := "", 0
		switch {
		case strings.HasPrefix(text[at:], "/*"):
			comment, end = "*/", 2
		case strings.HasPrefix(text[at:], "//"):
			comment = "\n"
		default:
			trimmed := strings.TrimLeft(text[at:], " \t\r\n\v\f\u00a0\u2028\u2029\ufeff")
			if len(trimmed) == len(text)-at {
				return at
			}
			at = len(text) - len(trimmed)
			continue
		}
		closed := strings.Index(text[at+end:], comment)
		if closed < 0 {
			return len(text)
		}
		at += end + closed + len(comment)
	}
	return at
}
