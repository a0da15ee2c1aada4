package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// What Node keeps in properties of sockets and servers is state in Go here. When a
// script prints one, it shows all the same, in Node's order.
var (
	socketShown = []string{
		"connecting", "_hadError", "_parent", "_host", "_closeAfterHandlingError", "_events", "_readableState", "_writableState",
		"allowHalfOpen", "_maxListeners", "_eventsCount", "_sockname", "_pendingData", "_pendingEncoding", "server", "_server",
	}
	serverShown = []string{
		"_events", "_eventsCount", "_maxListeners", "_connections", "_handle", "_usingWorkers", "_workers", "_unref", "_listeningId",
	}
	// socketFixed are those that do not change here.
	socketFixed = map[string]any{"_closeAfterHandlingError": false, "_sockname": goja.Null(), "_pendingEncoding": ""}
	stateShown  = []string{"highWaterMark", "length", "corked", "pipes"}
)

// inspectable has util.inspect show these properties of a class's objects.
func (m *module) inspectable(class *engine.Class, names []string) {
	e := m.engine
	custom := e.SymbolFor("nodejs.util.inspect.custom")
	e.SymbolMethod(class.Prototype, custom, "inspect", func(call goja.FunctionCall) goja.Value {
		this, ok := call.This.(*goja.Object)
		inspect := call.Argument(2)
		if !ok || !engine.IsFunction(inspect) {
			return call.This
		}
		if depth := call.Argument(0); engine.TypeOf(depth) == "number" && depth.ToFloat() < 0 {
			return e.Text("[" + engine.ClassName(this) + "]")
		}
		shown := e.VM.CreateObject(this.Prototype())
		engine.Must(shown.DefineDataPropertySymbol(custom, goja.Undefined(), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		show := func(name string, v any) {
			engine.Must(shown.DefineDataProperty(name, e.VM.ToValue(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
		for _, name := range names {
			v := this.Get(name)
			switch fixed, is := socketFixed[name]; {
			case v == nil && is:
				show(name, fixed)
			case name == "_readableState" || name == "_writableState":
				show(name, m.shownState(v))
			default:
				show(name, orUndef(v))
			}
		}
		for _, name := range this.Keys() {
			show(name, this.Get(name))
		}
		return e.Call(inspect, goja.Undefined(), shown, call.Argument(1))
	})
}

// shownState is what shows of the state of a stream's side.
func (m *module) shownState(v goja.Value) goja.Value {
	state, ok := v.(*goja.Object)
	if !ok {
		return orUndef(v)
	}
	shown := m.engine.VM.CreateObject(state.Prototype())
	for _, name := range stateShown {
		if v := state.Get(name); v != nil {
			engine.Must(shown.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
	}
	return shown
}
