package process

import (
	"sync"

	"golang.org/x/term"
)

// keyboard is the terminal that standard input is, if it is one.
var keyboard terminalMode

// terminalMode is how a terminal was before a script had it give each key at once.
type terminalMode struct {
	mu     sync.Mutex
	before *term.State
}

// setRaw has the terminal give each key at once, and not show it, or be as before.
func (m *terminalMode) setRaw(raw bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if raw == (m.before != nil) {
		return
	}
	if !raw {
		_ = term.Restore(0, m.before)
		m.before = nil
		return
	}
	if before, err := term.MakeRaw(0); err == nil {
		m.before = before
		keepLines(0)
	}
}
