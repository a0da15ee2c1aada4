package transport

import (
	"errors"
	"fmt"
	"net"
	"reflect"
	"runtime/debug"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// What a net.Conn of somebody else's does wrong is an error of that connection:
// counts that cannot be, a panic, runtime.Goexit.
var (
	errCount  = errors.New("a net.Conn has returned a count that cannot be")
	errGone   = errors.New("a net.Conn has ended its goroutine")
	errNoConn = errors.New("there is no connection, and no error")
)

func (c *conn) readSome(p []byte) (n int, err error) {
	defer foreign(c.loop, &n, &err)
	n, err = c.Conn.Read(p)
	return counted(n, len(p), err)
}

func (c *conn) writeSome(p []byte) (n int, err error) {
	defer foreign(c.loop, &n, &err)
	n, err = c.Conn.Write(p)
	return counted(n, len(p), err)
}

// guarded calls one of the methods that only fail.
func guarded(l *loop.Loop, method func() error) (err error) {
	defer foreign(l, new(int), &err)
	return method()
}

func counted(n, most int, err error) (int, error) {
	if n < 0 || n > most {
		return 0, errCount
	}
	return n, err
}

// Missing reports whether there is no connection or listener: none, or a nil pointer that
// a function of somebody else's has made one of.
func Missing(it any) bool {
	if it == nil {
		return true
	}
	v := reflect.ValueOf(it)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// foreign is deferred around a call of a method that is not ours. Without a loop its
// log is slog.Default().
func foreign(l *loop.Loop, n *int, err *error) {
	if r := recover(); r != nil {
		l.Log().Error("nodenet: panic in a net.Conn", "panic", r, "stack", string(debug.Stack()))
		*n, *err = 0, fmt.Errorf("panic in a net.Conn: %v", r)
	}
	*err = Tame(*err)
}

// Tame returns an error of somebody else's as it is, or another in the place of one whose
// methods panic, such as a nil pointer: it will be asked what it is where nothing may.
func Tame(err error) error {
	if err == nil || survives(func() { _ = err.Error() }) && Unwraps(err) {
		return err
	}
	return fmt.Errorf("a %T whose methods panic", err)
}

// Unwraps reports whether errors.Is and errors.As can ask an error without a panic.
func Unwraps(err error) bool {
	return survives(func() {
		var number syscall.Errno
		_, _ = errors.As(err, &number), errors.Is(err, net.ErrClosed)
	})
}

// Temporary reports whether an error of somebody else's says that it may pass.
func Temporary(err error) (yes bool) {
	survives(func() {
		var passing interface{ Temporary() bool }
		yes = errors.As(err, &passing) && passing.Temporary()
	})
	return yes
}

func survives(f func()) (survived bool) {
	defer func() { _ = recover() }()
	f()
	return true
}
