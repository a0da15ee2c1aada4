// Package uverr makes the errors that Node throws for failed system calls, with
// libuv's names, numbers and words.
package uverr

import (
	"errors"
	"io"
	"io/fs"
	"strconv"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Failure is a failed system call.
type Failure struct {
	Code    string // ENOENT
	Number  int    // negative, as libuv has it
	Message string
	Syscall string
	Path    string // of fs; "" for none
	Dest    string
}

// Error makes Failure an error of Go.
func (f *Failure) Error() string { return f.Code + ": " + f.Message + f.where() }

func (f *Failure) where() string {
	s := ", " + f.Syscall
	if f.Path != "" {
		s += " '" + f.Path + "'"
	}
	if f.Dest != "" {
		s += " -> '" + f.Dest + "'"
	}
	return s
}

// Of says what an error of Go's is to Node.
func Of(err error, syscallName string) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	name, number := nameOf(err)
	return Named(name, number, syscallName)
}

// Named makes a failure of a name; a number of 0 is looked up.
func Named(name string, number int, syscallName string) *Failure {
	if number == 0 {
		number = Number(name)
	}
	text, ok := texts[name]
	if !ok {
		text = "unknown error"
	}
	return &Failure{Code: name, Number: number, Message: text, Syscall: syscallName}
}

// Text returns libuv's words for an error.
func Text(name string) string { return texts[name] }

// Names lists the errors by name.
func Names() []string {
	names := make([]string, 0, len(texts))
	for name := range texts {
		names = append(names, name)
	}
	return names
}

// On adds the paths that a call worked with.
func (f *Failure) On(path, dest string) *Failure {
	if f.Path == "" {
		f.Path, f.Dest = path, dest
	}
	return f
}

func nameOf(err error) (string, int) {
	var number syscall.Errno
	if errors.As(err, &number) {
		if name := errnoName(number); name != "" {
			return name, 0
		}
		return "Unknown system error " + strconv.Itoa(-int(number)), -int(number)
	}
	switch {
	case errors.Is(err, fs.ErrClosed):
		return "EBADF", 0
	case errors.Is(err, fs.ErrNotExist):
		return "ENOENT", 0
	case errors.Is(err, fs.ErrExist):
		return "EEXIST", 0
	case errors.Is(err, fs.ErrPermission):
		return "EACCES", 0
	case errors.Is(err, fs.ErrInvalid):
		return "EINVAL", 0
	case errors.Is(err, io.EOF):
		return "EOF", 0
	}
	return "UNKNOWN", 0
}

// Value makes the error that Node throws or gives to callbacks: "CODE: words,
// call 'path'" with errno, code, syscall, path and dest.
func (f *Failure) Value(e *engine.Engine) *goja.Object {
	o := e.PlainError(f.Error())
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	set("errno", f.Number)
	set("code", f.Code)
	set("syscall", f.Syscall)
	if f.Path != "" {
		set("path", f.Path)
	}
	if f.Dest != "" {
		set("dest", f.Dest)
	}
	return o
}

// Short makes the error that sockets and child processes have: "call CODE".
func (f *Failure) Short(e *engine.Engine) *goja.Object {
	o := e.PlainError(f.Syscall + " " + f.Code)
	engine.Must(o.Set("errno", f.Number))
	engine.Must(o.Set("code", f.Code))
	engine.Must(o.Set("syscall", f.Syscall))
	return o
}

// System makes Node's SystemError, ERR_SYSTEM_ERROR.
func (f *Failure) System(e *engine.Engine) *goja.Object {
	o := e.Error("ERR_SYSTEM_ERROR", "A system error occurred: "+f.Syscall+" returned "+f.Code+" ("+f.Message+")")
	engine.Must(o.DefineDataProperty("name", e.Text("SystemError"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	info := e.Object("errno", f.Number, "code", f.Code, "message", f.Message, "syscall", f.Syscall)
	engine.Must(o.Set("info", info))
	engine.Must(o.Set("errno", f.Number))
	engine.Must(o.Set("syscall", f.Syscall))
	return o
}
