package loop

import (
	"context"
	"log/slog"
	"testing"
)

type panickingHandler struct{ slog.Handler }

func (panickingHandler) Enabled(context.Context, slog.Level) bool  { return true }
func (panickingHandler) Handle(context.Context, slog.Record) error { panic("on purpose") }

// The user's logger may panic: what it was to be told of is lost, and no more.
func TestLogSurvivesAPanic(t *testing.T) {
	l := Stopped(new(Refs), slog.New(panickingHandler{}))
	l.Log().Error("nobody reads it")
}
