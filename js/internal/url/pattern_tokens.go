package url

// A URLPattern's parts are written in a small language of their own. What is here and in
// the other files of that name follows the URL Pattern Standard, step by step.

type tokenKind uint8

const (
	tokenOpen tokenKind = iota
	tokenClose
	tokenRegexp
	tokenName
	tokenChar
	tokenEscaped
	tokenModifier
	tokenAsterisk
	tokenEnd
	tokenInvalid
)

// token is a piece of a pattern: at is where it begins.
type token struct {
	kind  tokenKind
	at    int
	value string
}

// tokenize takes a pattern to pieces. Without lenient it fails where something is wrong.
func tokenize(input []rune, lenient bool) ([]token, bool) {
	var tokens []token
	add := func(kind tokenKind, from, start, end int) int {
		tokens = append(tokens, token{kind, from, string(input[start:end])})
		return end
	}
	for i := 0; i < len(input); {
		kind, start, end := tokenChar, i, i+1
		after := i + 1
		switch c := input[i]; c {
		case '*':
			kind = tokenAsterisk
		case '+', '?':
			kind = tokenModifier
		case '{':
			kind = tokenOpen
		case '}':
			kind = tokenClose
		case '\\':
			if i+1 == len(input) {
				kind = tokenInvalid
			} else {
				kind, start, end, after = tokenEscaped, i+1, i+2, i+2
			}
		case ':':
			for end = i + 1; end < len(input) && inName(input[end], end == i+1); end++ {
			}
			if end == i+1 {
				kind = tokenInvalid
			} else {
				kind, start, after = tokenName, i+1, end
			}
		case '(':
			if close := regexpEnd(input, i); close < 0 {
				kind = tokenInvalid
			} else {
				kind, start, end, after = tokenRegexp, i+1, close, close+1
			}
		}
		if kind == tokenInvalid {
			if !lenient {
				return nil, false
			}
			start, end, after = i, i+1, i+1
		}
		add(kind, i, start, end)
		i = after
	}
	add(tokenEnd, len(input), len(input), len(input))
	return tokens, true
}

// regexpEnd is where the parenthesis at i is closed; -1 when what is within is no regular
// expression for a pattern: it has ASCII only, and no groups that are counted.
func regexpEnd(input []rune, i int) int {
	depth := 1
	for j := i + 1; j < len(input); j++ {
		switch c := input[j]; {
		case c > 0x7f || c == '?' && j == i+1:
			return -1
		case c == '\\':
			if j++; j == len(input) || input[j] > 0x7f {
				return -1
			}
		case c == ')':
			if depth--; depth == 0 {
				if j == i+1 {
					return -1
				}
				return j
			}
		case c == '(':
			if depth++; j+1 == len(input) || input[j+1] != '?' {
				return -1
			}
		}
	}
	return -1
}
