package language

import (
	"runtime"
	"weak"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// reference hides in a WeakRef.
type reference struct {
	goja.Value
	target weak.Pointer[goja.Object]
}

// Where they hide in their objects.
const (
	referenceSlot = "weakref"
	registrySlot  = "finalization"
)

// WeakClass is "WeakRef" or "FinalizationRegistry" for an object of these classes,
// and "" for any other.
func WeakClass(o *goja.Object) string {
	if _, ok := engine.Hidden(o, referenceSlot).(*reference); ok {
		return "WeakRef"
	}
	if _, ok := engine.Hidden(o, registrySlot).(*registry); ok {
		return "FinalizationRegistry"
	}
	return ""
}

// kept are the objects that a WeakRef has given out in this turn: they stay
// until it ends, so that asking twice gives the same answer.
type kept struct{ objects []*goja.Object }

type keptKey struct{}

func keep(e *engine.Engine, o *goja.Object) {
	k := engine.Slot(e, keptKey{}, func() *kept { return &kept{} })
	if len(k.objects) == 0 {
		e.NextTick(func() { k.objects = nil })
	}
	k.objects = append(k.objects, o)
}

func defineWeak(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "WeakRef", false, func() goja.Value { return weakRef(e) })
	e.Lazy(global, "FinalizationRegistry", false, func() goja.Value { return registryClass(e) })
}

func weakRef(e *engine.Engine) goja.Value {
	c := e.Class("WeakRef", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.VM.NewTypeError("WeakRef: invalid target"))
		}
		engine.Hide(call.This, referenceSlot, &reference{Value: goja.Undefined(), target: weak.Make(o)})
		keep(e, o)
		return nil
	})
	c.NeedNew(func() *goja.Object { return e.RequiresNew("WeakRef") })
	c.Method("deref", 0, func(call goja.FunctionCall) goja.Value {
		this, ok := call.This.(*goja.Object)
		if ok {
			if r, ok := engine.Hidden(this, referenceSlot).(*reference); ok {
				if o := r.target.Value(); o != nil {
					keep(e, o)
					return o
				}
				return nil
			}
		}
		panic(e.VM.NewTypeError("Method WeakRef.prototype.deref called on incompatible receiver %s", call.This.String()))
	})
	c.Tag("WeakRef")
	return c.Constructor
}

// registry hides in a FinalizationRegistry. Go's garbage collector tells it of
// objects that are gone; it keeps no program alive.
type registry struct {
	goja.Value
	e        *engine.Engine
	callback goja.Value
	last     int
	held     map[int]goja.Value
	cleanups map[int]runtime.Cleanup
	tokens   map[weak.Pointer[goja.Object]][]int
}

func (r *registry) register(target *goja.Object, held, token goja.Value) {
	r.last++
	id := r.last
	r.held[id] = held
	scheduler := r.e.Scheduler
	r.cleanups[id] = runtime.AddCleanup(target, func(id int) {
		scheduler.Post(func() {
			v, ok := r.held[id]
			if !ok {
				return
			}
			r.forget(id)
			r.e.Run(func() { r.e.Call(r.callback, goja.Undefined(), v) })
		})
	}, id)
	if o, ok := token.(*goja.Object); ok {
		w := weak.Make(o)
		r.tokens[w] = append(r.tokens[w], id)
	}
}

func (r *registry) forget(id int) {
	delete(r.held, id)
	delete(r.cleanups, id)
}

func (r *registry) unregister(token *goja.Object) bool {
	w := weak.Make(token)
	found := false
	for _, id := range r.tokens[w] {
		if cleanup, ok := r.cleanups[id]; ok {
			cleanup.Stop()
			r.forget(id)
			found = true
		}
	}
	delete(r.tokens, w)
	return found
}

func registryClass(e *engine.Engine) goja.Value {
	c := e.Class("FinalizationRegistry", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		if !engine.IsFunction(call.Argument(0)) {
			panic(e.VM.NewTypeError("FinalizationRegistry: cleanup must be callable"))
		}
		engine.Hide(call.This, registrySlot, &registry{Value: goja.Undefined(), e: e, callback: call.Argument(0), held: map[int]goja.Value{},
			cleanups: map[int]runtime.Cleanup{}, tokens: map[weak.Pointer[goja.Object]][]int{}})
		return nil
	})
	c.NeedNew(func() *goja.Object { return e.RequiresNew("FinalizationRegistry") })
	this := func(v goja.Value, method string) *registry {
		if o, ok := v.(*goja.Object); ok {
			if r, ok := engine.Hidden(o, registrySlot).(*registry); ok {
				return r
			}
		}
		panic(e.VM.NewTypeError("Method FinalizationRegistry.prototype.%s called on incompatible receiver %s", method, v.String()))
	}
	c.Method("register", 2, func(call goja.FunctionCall) goja.Value {
		r := this(call.This, "register")
		target, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.VM.NewTypeError("FinalizationRegistry.prototype.register: invalid target"))
		}
		if call.Argument(1) == target {
			panic(e.VM.NewTypeError("FinalizationRegistry.prototype.register: target and holdings must not be same"))
		}
		r.register(target, call.Argument(1), call.Argument(2))
		return nil
	})
	c.Method("unregister", 1, func(call goja.FunctionCall) goja.Value {
		r := this(call.This, "unregister")
		token, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.VM.NewTypeError("Invalid unregisterToken ('%s')", call.Argument(0).String()))
		}
		return e.Bool(r.unregister(token))
	})
	c.Tag("FinalizationRegistry")
	return c.Constructor
}
