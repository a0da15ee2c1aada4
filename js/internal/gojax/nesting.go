package gojax

import "strings"

// How deep code may be nested: brackets in brackets, and one operator or statement
// after the other in one expression or statement, as in !!!x, a = b = c, x.y.z or
// if … else if. goja and esbuild call themselves for each of them: beyond some 200,000
// Go would end the program, and nothing could catch that. V8 throws a RangeError from
// 500 to 15,000 on, by what is nested, but for long sums.
const (
	maxBrackets = 20_000
	maxChain    = 50_000
	// label is as how many operators a label counts that follows another: each is compared
	// with all around it, and takes 12 KB of esbuild's stack.
	label = 7
)

// TooDeep reports whether code may be nested too deeply. It looks at marks and words
// only, and takes less than a millisecond for 100 KB.
func TooDeep(code string) bool {
	if len(code) <= maxBrackets {
		return false
	}
	n := nesting{code: code}
	for n.at < len(code) {
		if n.step(); n.brackets > maxBrackets || n.chain > maxChain {
			return true
		}
	}
	return false
}

// nesting is how far code was read.
type nesting struct {
	code            string
	at              int
	brackets, chain int
	last            byte // that is no space
	before          byte // that was last before the last word
	newline         bool // comes after it
}

func (n *nesting) step() {
	c := n.code[n.at]
	n.at++
	switch c {
	case ' ', '\t', '\r':
		return
	case '\n':
		n.newline = true
		return
	case '"', '\'', '`':
		n.at += literal(n.code[n.at:], c)
	case '/':
		if end := comment(n.code[n.at:]); end > 0 {
			n.at += end
			return
		}
		n.chain++
	case '(', '[', '{':
		n.brackets++
		n.chain++
	case ')', ']':
		n.brackets = max(n.brackets-1, 0)
	case '}':
		n.brackets = max(n.brackets-1, 0)
		n.end()
	case ';':
		n.end()
	case ',':
		n.chain = 0
	case ':':
		n.chain++
		if n.before == ':' && isWordByte(n.last) {
			n.chain += label - 1
		}
	case '!', '~', '+', '-', '*', '%', '=', '<', '>', '?', '&', '|', '^', '.':
		n.chain++
	default:
		if isWordByte(c) {
			n.word()
		}
	}
	n.last, n.newline = c, false
}

// word reads the rest of a word. On a line of its own it begins a statement, unless
// there has to be more of the one before.
func (n *nesting) word() {
	begin := n.at - 1
	n.before = n.last
	for n.at < len(n.code) && isWordByte(n.code[n.at]) {
		n.at++
	}
	switch n.code[begin:n.at] {
	case "if", "else", "while", "for", "do", "with", "new", "typeof", "void", "delete", "await", "yield", "in", "instanceof", "of", "extends":
		n.chain++
	default:
		if n.newline && (isWordByte(n.last) || strings.IndexByte(`)]}"'`+"`", n.last) >= 0) {
			n.chain = 0
		}
	}
}

// end is the end of a statement, unless it is within an if.
func (n *nesting) end() {
	if !strings.HasPrefix(strings.TrimLeft(n.code[n.at:min(n.at+32, len(n.code))], " \t\r\n"), "else") {
		n.chain = 0
	}
}

func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// literal is how long a string is after its first mark; 0 when it is none, such as in a
// pattern, or when there is code in it.
func literal(rest string, mark byte) int {
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == mark:
			return i + 1
		case rest[i] == '\\':
			i++
		case rest[i] == '\n' && mark != '`', mark == '`' && strings.HasPrefix(rest[i:], "${"):
			return 0
		}
	}
	return 0
}

// comment is how long a comment is after its slash; 0 when it is none.
func comment(rest string) int {
	end := ""
	switch {
	case strings.HasPrefix(rest, "/"):
		end = "\n"
	case strings.HasPrefix(rest, "*"):
		end = "*/"
	default:
		return 0
	}
	if i := strings.Index(rest[1:], end); i >= 0 {
		return i + 1
	}
	return len(rest)
}
