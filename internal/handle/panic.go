package handle

import (
	"log/slog"
	"runtime/debug"
)

// Guarded calls a function of the user's that belongs to no connection: a panic
// goes to the log.
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
	log.Error("nodenet: panic in a callback", "panic", r, "stack", string(debug.Stack()))
}
