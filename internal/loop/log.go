package loop

import (
	"context"
	"fmt"
	"log/slog"
)

// Log is where what nobody else is told of goes. It is the user's: a panic in it is
// survived.
func (l *Loop) Log() *slog.Logger {
	log := l.log
	if log == nil {
		log = slog.Default()
	}
	return slog.New(survivor{log.Handler()})
}

// survivor is a handler whose panics are errors, which a logger drops.
type survivor struct{ slog.Handler }

func (s survivor) Handle(ctx context.Context, r slog.Record) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a logger: %v", p)
		}
	}()
	return s.Handler.Handle(ctx, r)
}

func (s survivor) Enabled(ctx context.Context, level slog.Level) (on bool) {
	defer func() { _ = recover() }()
	return s.Handler.Enabled(ctx, level)
}
