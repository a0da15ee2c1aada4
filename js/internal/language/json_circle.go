package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// circular throws V8's error for an object that is in itself, as key of what is
// open. Of a long way it shows the first two steps and the last.
func (w *jsonWriter) circular(o *goja.Object, key string) {
	first := 0
	for w.open[first].object != o {
		first++
	}
	text := "Converting circular structure to JSON\n    --> starting at object with constructor " + w.constructor(o)
	const shown = 2
	for i := first + 1; i < len(w.open); i++ {
		if i > first+shown && i < len(w.open)-1 {
			if i == first+shown+1 {
				text += "\n    |     ..."
			}
			continue
		}
		text += "\n    |     " + w.step(i-1, w.open[i].key) + " -> object with constructor " + w.constructor(w.open[i].object)
	}
	text += "\n    --- " + w.step(len(w.open)-1, key) + " closes the circle"
	panic(w.e.VM.NewTypeError("%s", text))
}

// step is how a key of what is open is called.
func (w *jsonWriter) step(in int, key string) string {
	switch {
	case w.open[in].isArray:
		return "index " + key
	case key == "":
		return "<anonymous>"
	}
	return "property '" + key + "'"
}

func (w *jsonWriter) constructor(o *goja.Object) string {
	name := "Object"
	if f, ok := o.Get("constructor").(*goja.Object); ok && engine.IsFunction(f) {
		if s, ok := f.Get("name").(goja.String); ok && s.Length() > 0 {
			name = s.String()
		}
	}
	return "'" + name + "'"
}
