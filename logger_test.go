package nodenet

import (
	"context"
	"log/slog"
	"runtime"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// badLogger is a handler that does something else.
type badLogger struct{ do func() }

func (badLogger) Enabled(context.Context, slog.Level) bool    { return true }
func (b badLogger) Handle(context.Context, slog.Record) error { b.do(); return nil }
func (b badLogger) WithAttrs([]slog.Attr) slog.Handler        { return b }
func (b badLogger) WithGroup(string) slog.Handler             { return b }

// A logger that panics, or ends the goroutine, as it is told of a panic costs no more than
// that: the loop goes on.
func TestALoggerThatFails(t *testing.T) {
	for name, do := range map[string]func(){"panic": func() { panic("in the logger") }, "Goexit": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			g, err := NewGroup(GroupOptions{Loops: 1, Logger: slog.New(badLogger{do})})
			if err != nil {
				t.Fatal(err)
			}
			defer g.Close()
			s := g.NewSocket(SocketOptions{})
			for _, call := range []func(f func()){
				func(f func()) { g.Post(f) },
				func(f func()) { g.SetTimeout(1, f) },
				func(f func()) { s.Post(f) },
				func(f func()) { s.OnClose(func(bool) { f() }); s.Destroy(nil) },
			} {
				called := nettest.NewSignal()
				call(func() { defer called.Fire(); panic("in a callback") })
				called.Wait(t, "the callback")
			}
			closed(t, s)
			s = g.NewSocket(SocketOptions{})
			s.OnError(func(error) { panic("in a callback") })
			s.OnTimeout(func() { panic("in a callback") })
			_ = s.SetTimeout(1)
			closed(t, s)
		})
	}
}
