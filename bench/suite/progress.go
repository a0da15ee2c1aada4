package main

import (
	"fmt"
	"os"

	"golang.org/x/term"
)

// progress is reported on one line that changes if it is a terminal, and else on a
// line each time.
type progress struct {
	file     *os.File
	terminal bool
}

func newProgress(file *os.File) *progress {
	return &progress{file, term.IsTerminal(int(file.Fd()))}
}

func (p *progress) say(what string) {
	if p.terminal {
		fmt.Fprintf(p.file, "\r\x1b[K%s", what)
		return
	}
	fmt.Fprintln(p.file, what)
}

// keep leaves the last line where it is, and goes on below it.
func (p *progress) keep() {
	if p.terminal {
		fmt.Fprintln(p.file)
	}
}

func (p *progress) end() {
	if p.terminal {
		fmt.Fprint(p.file, "\r\x1b[K")
	}
}
