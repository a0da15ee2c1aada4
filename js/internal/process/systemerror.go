package process

import (
	"errors"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// systemError makes the error of a system call that Node makes itself, without libuv:
// "EPERM, Operation not permitted", with the number of the system.
func (p *Process) systemError(call, path string, err error) *goja.Object {
	f := uverr.Of(err, call)
	text := err.Error()
	message := f.Code + ", " + strings.ToUpper(text[:1]) + text[1:]
	if path != "" {
		message += " '" + path + "'"
	}
	var number syscall.Errno
	errors.As(err, &number)
	o := p.Engine.PlainError(message)
	engine.Must(o.Set("errno", int(number)))
	engine.Must(o.Set("code", f.Code))
	if path != "" {
		engine.Must(o.Set("path", path))
	}
	engine.Must(o.Set("syscall", call))
	return o
}

// must throws when a system call has failed.
func (p *Process) must(call string, err error) {
	if err != nil {
		panic(p.systemError(call, "", err))
	}
}
