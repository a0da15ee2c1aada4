package handle

import (
	"log/slog"
	"runtime/debug"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// Guarded calls a function of the user's that belongs to no connection: a panic
// goes to the log, which is slog.Default() for nil.
func Guarded(log *slog.Logger, f func()) {
	defer func() {
		if r := recover(); r != nil {
			LogPanic(log, r)
		}
	}()
	f()
}

// LogPanic tells of a panic in a callback. It is called where the panic was
// recovered.
func LogPanic(log *slog.Logger, r any) {
	loop.Log(log).Error("nodenet: panic in a callback", "panic", r, "stack", string(debug.Stack()))
}
