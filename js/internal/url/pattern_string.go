package url

// patternState is the part of a URL that a pattern in one string has come to.
type patternState string

const (
	stateInit      patternState = "init"
	stateAuthority patternState = "authority"
	stateDone      patternState = "done"
)

// stringParser takes a pattern of a whole URL apart.
type stringParser struct {
	input              []rune
	tokens             []token
	result             patternInit
	state              patternState
	start, index, step int
	depth, brackets    int
	special            bool
	specialTest        func(c component) bool
}

// parsePatternString takes the parts out of a pattern that is one string. special says
// whether a protocol matches one of the special schemes.
func parsePatternString(text string, special func(c component) bool) (patternInit, bool) {
	p := &stringParser{input: []rune(text), result: patternInit{}, state: stateInit, specialTest: special}
	p.tokens, _ = tokenize(p.input, true)
	for p.index < len(p.tokens) {
		p.step = 1
		t := p.tokens[p.index]
		if t.kind == tokenEnd {
			if !p.atEnd() {
				break
			}
		} else if t.kind == tokenOpen {
			p.depth++
		} else if p.depth > 0 && t.kind != tokenClose {
			// What is in braces is nothing that separates parts.
		} else {
			if p.depth > 0 {
				p.depth--
			}
			if !p.at() {
				return nil, false
			}
		}
		p.index += p.step
	}
	if !p.result.lacks("hostname") && p.result.lacks("port") {
		p.result["port"] = ""
	}
	return p.result, true
}

// atEnd reports whether there is something left to do.
func (p *stringParser) atEnd() bool {
	switch p.state {
	case stateInit:
		p.rewind(stateInit)
		switch {
		case p.is('#', 0):
			p.change("hash", 1)
		case p.isSearch():
			p.change("search", 1)
		default:
			p.change("pathname", 0)
		}
	case stateAuthority:
		p.rewind("hostname")
	default:
		p.change(stateDone, 0)
		return false
	}
	return true
}

// at deals with a token outside of braces.
func (p *stringParser) at() bool {
	switch p.state {
	case stateInit:
		if p.is(':', 0) {
			p.rewind("protocol")
		}
	case "protocol":
		return !p.is(':', 0) || p.protocol()
	case stateAuthority:
		if p.is('@', 0) {
			p.rewind("username")
		} else if p.is('/', 0) || p.isSearch() || p.is('#', 0) {
			p.rewind("hostname")
		}
	case "username":
		if p.is(':', 0) {
			p.change("password", 1)
		} else if p.is('@', 0) {
			p.change("hostname", 1)
		}
	case "password":
		if p.is('@', 0) {
			p.change("hostname", 1)
		}
	case "hostname":
		switch {
		case p.is('[', 0):
			p.brackets++
		case p.is(']', 0):
			p.brackets--
		case p.is(':', 0) && p.brackets == 0:
			p.change("port", 1)
		default:
			p.tail("hostname")
		}
	default:
		p.tail(p.state)
	}
	return true
}

// tail goes on to the parts that may follow.
func (p *stringParser) tail(state patternState) {
	switch {
	case (state == "hostname" || state == "port") && p.is('/', 0):
		p.change("pathname", 0)
	case state != "search" && state != "hash" && p.isSearch():
		p.change("search", 1)
	case state != "hash" && p.is('#', 0):
		p.change("hash", 1)
	}
}

func (p *stringParser) protocol() bool {
	c, ok := compileComponent(p.text(), plainSyntax, encodeProtocol)
	if !ok {
		return false
	}
	p.special = p.specialTest(c)
	switch {
	case p.is('/', 1) && p.is('/', 2):
		p.change(stateAuthority, 3)
	case p.special:
		p.change(stateAuthority, 1)
	default:
		p.change("pathname", 1)
	}
	return true
}

// text is what was read of the part so far.
func (p *stringParser) text() string {
	return string(p.input[p.tokens[p.start].at:p.tokens[p.index].at])
}

func (p *stringParser) rewind(state patternState) {
	p.index, p.step, p.state = p.start, 0, state
}

func (p *stringParser) change(state patternState, skip int) {
	if p.state != stateInit && p.state != stateAuthority {
		p.result[string(p.state)] = p.text()
	}
	if p.state != stateInit && state != stateDone {
		p.skipped(state)
	}
	p.state = state
	p.index += skip
	p.start, p.step = p.index, 0
}

// skipped has the parts that are left out be empty.
func (p *stringParser) skipped(state patternState) {
	order := map[patternState]int{"protocol": 1, stateAuthority: 2, "username": 3, "password": 4, "hostname": 5, "port": 6, "pathname": 7, "search": 8, "hash": 9}
	from, to := order[p.state], order[state]
	if from <= 4 && to >= 6 && p.result.lacks("hostname") {
		p.result["hostname"] = ""
	}
	if from <= 6 && to >= 8 && p.result.lacks("pathname") {
		if p.result["pathname"] = ""; p.special {
			p.result["pathname"] = "/"
		}
	}
	if from <= 7 && to == 9 && p.result.lacks("search") {
		p.result["search"] = ""
	}
}

// is reports whether a token is a character that stands for itself.
func (p *stringParser) is(c rune, ahead int) bool {
	t := p.tokens[min(p.index+ahead, len(p.tokens)-1)]
	return t.value == string(c) && (t.kind == tokenChar || t.kind == tokenEscaped || t.kind == tokenInvalid)
}

// isSearch reports whether a query begins: a question mark that is no modifier.
func (p *stringParser) isSearch() bool {
	if p.is('?', 0) {
		return true
	}
	if p.tokens[p.index].value != "?" {
		return false
	}
	if p.index == 0 {
		return true
	}
	switch p.tokens[p.index-1].kind {
	case tokenName, tokenRegexp, tokenClose, tokenAsterisk:
		return false
	}
	return true
}
