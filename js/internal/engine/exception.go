package engine

import "github.com/dop251/goja"

// exception is what JavaScript has thrown, with its text: to make that runs JavaScript,
// which may be done where that runs only, and while the runtime is not over.
type exception struct {
	text   string
	thrown error
}

func (e *exception) Error() string { return e.text }
func (e *exception) Unwrap() error { return e.thrown }

// ErrorOf is an exception as an error that any goroutine may look at, at any time.
func (e *Engine) ErrorOf(thrown *goja.Exception) error {
	text := "an exception that throws when it is looked at"
	_ = e.VM.Try(func() { text = thrown.Error() })
	return &exception{text, thrown}
}

// ErrorOfCall is ErrorOf for the error of a call of goja's.
func (e *Engine) ErrorOfCall(err error) error {
	switch thrown := err.(type) {
	case *goja.Exception:
		return e.ErrorOf(thrown)
	case *goja.StackOverflowError: // which says only where
		return &exception{"RangeError: Maximum call stack size exceeded" + thrown.Error(), thrown}
	}
	return err
}
