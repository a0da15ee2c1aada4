package js_test

import (
	"context"
	"errors"
	"net"
	"runtime"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/js"
)

// wrongListener is a listener of somebody else's, whose methods are the test's.
type wrongListener struct {
	accept      func() (net.Conn, error)
	setDeadline func()
}

func (l *wrongListener) Accept() (net.Conn, error)   { return l.accept() }
func (l *wrongListener) Close() error                { return nil }
func (l *wrongListener) Addr() net.Addr              { return nil }
func (l *wrongListener) SetDeadline(time.Time) error { l.setDeadline(); return nil }

// wrongError is an error that panics when it is asked whether it may pass.
type wrongError struct{}

func (wrongError) Error() string   { return "wrong" }
func (wrongError) Temporary() bool { panic("in Temporary") }

// wrongConn is a connection whose Close panics.
type wrongConn struct{ net.Conn }

func (wrongConn) Close() error { panic("in Close") }

// What a listener does wrong ends the Serve that it was given to, and no other.
func TestServeOfListenersThatDoWrong(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer within(t, "the loop did not stop", func() { _ = loop.Close() })
	loop.Ref()
	waits := func() (net.Conn, error) { select {} }
	for name, l := range map[string]*wrongListener{
		"panics":             {accept: func() (net.Conn, error) { panic("in Accept") }},
		"runtime.Goexit":     {accept: func() (net.Conn, error) { runtime.Goexit(); return nil, nil }},
		"no connection":      {accept: func() (net.Conn, error) { return nil, nil }},
		"a nil pointer":      {accept: func() (net.Conn, error) { return (*net.TCPConn)(nil), nil }},
		"a nil error":        {accept: func() (net.Conn, error) { return nil, (*net.OpError)(nil) }},
		"an error panics":    {accept: func() (net.Conn, error) { return nil, wrongError{} }},
		"a deadline panics":  {accept: waits, setDeadline: func() { panic("in SetDeadline") }},
		"a Close panics":     {accept: func() (net.Conn, error) { return wrongConn{}, nil }},
		"a deadline, Goexit": {accept: waits, setDeadline: runtime.Goexit},
	} {
		if l.setDeadline == nil {
			l.setDeadline = func() {}
		}
		v := start(t, loop, `ready(0)`, nil)
		receive(t, v.ready, name)
		handler := v.function(t, loop, `(c) => end()`)
		v.onJS(t, loop, func() { _ = v.vm.Set("end", func() { js.Close(v.vm) }) })
		served := make(chan error, 1)
		go func() {
			err := errors.New("runtime.Goexit")
			defer func() { served <- err }()
			err = js.Serve(v.vm, l, handler)
		}()
		if name == "a deadline panics" || name == "a deadline, Goexit" {
			js.Close(v.vm)
		}
		if err := receive(t, served, name); err == nil {
			t.Errorf("%s: no error", name)
		}
		js.Close(v.vm)
	}
	v := start(t, loop, `ready(0)`, nil)
	receive(t, v.ready, "a good one")
	v.serves(t, loop)
}

// serves fails unless the runtime serves a listener that does what it shall.
func (v *started) serves(t *testing.T, scheduler js.Scheduler) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	handler := v.function(t, scheduler, `(c) => c.end('hi')`)
	served := make(chan error, 1)
	go func() { served <- js.Serve(v.vm, l, handler) }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := c.Read(make([]byte, 2)); err != nil {
		t.Error(err)
	}
	_, _ = c.Close(), l.Close()
	if err := receive(t, served, "the end of Serve"); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
}

// While one listener's SetDeadline takes its time, others are served and left.
func TestServeBesideASlowListener(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	defer within(t, "the loop did not stop", func() { _ = loop.Close() })
	slow := start(t, loop, `ready(0)`, nil)
	receive(t, slow.ready, "slow")
	handler := slow.function(t, loop, `(c) => {}`)
	setting, release := make(chan int, 9), make(chan struct{})
	l := &wrongListener{accept: func() (net.Conn, error) { <-release; return nil, net.ErrClosed }, setDeadline: func() { setting <- 1; <-release }}
	served := make(chan error, 1)
	go func() { served <- js.Serve(slow.vm, l, handler) }()
	js.Close(slow.vm)
	receive(t, setting, "SetDeadline")
	v := start(t, loop, `ready(0)`, nil)
	receive(t, v.ready, "a good one")
	v.serves(t, loop)
	close(release)
	if err := receive(t, served, "the end of Serve"); err != js.ErrOver {
		t.Error(err)
	}
}

// Refs that do not add up hold nothing, and a call without a context is refused before
// anything has happened.
func TestLoopMisuse(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Unref()
	loop.Ref()
	v := start(t, loop, `ready(0)`, nil)
	receive(t, v.ready, "ready")
	f := v.function(t, loop, `() => 1`)
	var none context.Context
	if _, err := js.Call(none, v.vm, f); err == nil {
		t.Error("Call without a context: no error")
	}
	if err := loop.Stop(none); err == nil {
		t.Error("Stop without a context: no error")
	}
	v.alive(t, loop)
	within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
	for _, scheduler := range []js.Scheduler{nil, (*js.Loop)(nil)} {
		if _, err := js.LoopOn(scheduler); err == nil {
			t.Errorf("%T: no error", scheduler)
		}
	}
}
