package messaging

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

const (
	untransferable = "untransferable"
	uncloneable    = "uncloneable"
)

// isUntransferable reports whether an object is marked as one that must not be moved.
func isUntransferable(o *goja.Object) bool { return engine.Hidden(o, untransferable) == o }

func isUncloneable(o *goja.Object) bool { return engine.Hidden(o, uncloneable) == o }

// mark is markAsUntransferable or markAsUncloneable; what is no object has none.
// What inherits from a marked object is not marked: the mark is the object itself.
func mark(e *engine.Engine, name, slot string) *goja.Object {
	return e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
		if o, ok := call.Argument(0).(*goja.Object); ok && engine.Hidden(o, slot) != o {
			engine.Hide(o, slot, o)
		}
		return nil
	})
}

// marks are for what must not be sent.
func marks(e *engine.Engine, exports *goja.Object) {
	engine.Must(exports.Set("markAsUncloneable", mark(e, "markAsUncloneable", uncloneable)))
	engine.Must(exports.Set("markAsUntransferable", mark(e, "markAsUntransferable", untransferable)))
	engine.Must(exports.Set("isMarkedAsUntransferable", e.Func("isMarkedAsUntransferable", 1, func(call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		return e.Bool(ok && isUntransferable(o))
	})))
}
