// Package uverr makes the errors that Node throws for failed system calls.
package uverr

import (
	"errors"
	"io"
	"io/fs"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
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
func Of(err error, call string) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return failure(find(err), call)
}

// Named makes a failure of libuv's name for it.
func Named(name, call string) *Failure {
	known, ok := node.Named(name)
	if !ok {
		known, _ = node.Named("UNKNOWN")
		known.Name = name
	}
	return failure(known, call)
}

func failure(known node.SystemError, call string) *Failure {
	return &Failure{Code: known.Name, Number: known.Number, Message: known.Text, Syscall: call}
}

// On adds the paths that a call worked with.
func (f *Failure) On(path, dest string) *Failure {
	if f.Path == "" {
		f.Path, f.Dest = path, dest
	}
	return f
}

// find is the system's error that Go's os and io packages mean.
func find(err error) node.SystemError {
	var number syscall.Errno
	if errors.As(err, &number) {
		return node.OfErrno(number)
	}
	name := "UNKNOWN"
	switch {
	case errors.Is(err, fs.ErrClosed):
		name = "EBADF"
	case errors.Is(err, fs.ErrNotExist):
		name = "ENOENT"
	case errors.Is(err, fs.ErrExist):
		name = "EEXIST"
	case errors.Is(err, fs.ErrPermission):
		name = "EACCES"
	case errors.Is(err, fs.ErrInvalid):
		name = "EINVAL"
	case errors.Is(err, io.EOF):
		name = "EOF"
	}
	known, _ := node.Named(name)
	return known
}

// Value makes the error that Node throws or gives to callbacks: "CODE: words,
// call 'path'" with errno, code, syscall, path and dest.
func (f *Failure) Value(e *engine.Engine) *goja.Object {
	o := e.PlainError(f.Error())
	set := func(name string, v any) { engine.Must(o.Set(name, e.Value(v))) }
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
