package loop

import (
	"context"
	"log/slog"
)

// Log is where what nobody else is told of goes; slog.Default() for no loop.
func (l *Loop) Log() *slog.Logger {
	if l == nil {
		return Log(nil)
	}
	return Log(l.log)
}

// Log is a logger of the user's, or slog.Default() for nil, with panics that are
// survived.
func Log(log *slog.Logger) *slog.Logger {
	if log == nil {
		log = slog.Default()
	}
	if _, ok := log.Handler().(survivor); ok {
		return log
	}
	return slog.New(survivor{log.Handler()})
}

// survivor is a handler whose panics are errors, which a logger drops. It may end its
// goroutine, which is not that of who has something to tell.
type survivor struct{ slog.Handler }

func (s survivor) Handle(ctx context.Context, r slog.Record) (err error) {
	apart(func() { err = s.Handler.Handle(ctx, r) })
	return err
}

func (s survivor) Enabled(ctx context.Context, level slog.Level) (on bool) {
	apart(func() { on = s.Handler.Enabled(ctx, level) })
	return on
}

// apart calls f and returns, whatever f does.
func apart(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }()
		f()
	}()
	<-done
}
