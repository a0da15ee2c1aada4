// Package fs is Node's module fs, with fs/promises.
package fs

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/opened"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// work does what was asked for, on any goroutine. What it returns makes the
// values for JavaScript.
type work func() (values func() []goja.Value, err error)

// operation checks its arguments, which throws, and says what is to be done.
// The same operation is called as fs.x, fs.xSync and fs.promises.x.
type operation func(a *arguments) work

type module struct {
	e        *engine.Engine
	exports  *goja.Object
	promises *goja.Object
	last     chan struct{} // closed once the last queued operation is done
	files    *opened.Files

	stats, bigStats, dirent, handle *engine.Class
	kind                            *goja.Symbol // of a Dirent
	lazy                            *goja.Object // what streams.js exports
}

type moduleKey struct{}

func moduleOf(e *engine.Engine) *module {
	return engine.Slot(e, moduleKey{}, func() *module {
		m := &module{e: e, exports: e.VM.NewObject(), promises: e.VM.NewObject(), files: opened.New(sysClose)}
		e.OnClose(m.files.Close)
		m.classes()
		m.opening()
		m.contents()
		m.moving()
		m.asking()
		m.attributes()
		m.statfs()
		m.directories()
		m.special()
		m.handles()
		return m
	})
}

// Load is the loader of require('fs').
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return moduleOf(e).exports }

// LoadPromises is the loader of require('fs/promises').
func LoadPromises(e *engine.Engine, _ *goja.Object) goja.Value { return moduleOf(e).promises }

// nothing is the result of what only succeeds or fails.
func nothing() []goja.Value { return nil }

func done(err error) (func() []goja.Value, error) { return nothing, err }

// add makes the two forms of an operation that fs has; length is how many
// arguments the one with a callback says it takes.
func (m *module) add(name string, length int, op operation) {
	engine.Must(m.exports.Set(name, m.e.Func(name, length, func(call goja.FunctionCall) goja.Value {
		return m.callback(call.Arguments, length, resource(name, "FSReqCallback"), op)
	})))
	engine.Must(m.exports.Set(name+"Sync", m.e.Func(name+"Sync", length-1, func(call goja.FunctionCall) goja.Value {
		return m.now(&arguments{m: m, list: call.Arguments}, op)
	})))
}

// addAll makes the form of fs/promises, too.
func (m *module) addAll(name string, length int, op operation) {
	m.add(name, length, op)
	m.addPromise(m.promises, name, length-1, op)
}

func (m *module) addPromise(o *goja.Object, name string, length int, op operation) {
	engine.Must(o.Set(name, m.e.Func(name, length, func(call goja.FunctionCall) goja.Value {
		return m.promise(&arguments{m: m, list: call.Arguments, async: true, resource: resource(name, "FSReqPromise")}, op, first)
	})))
}

func resource(operation, name string) string {
	if isWhole(operation) || operation == "realpath" {
		return ""
	}
	return name
}

func first(values []goja.Value) goja.Value {
	if len(values) == 0 {
		return goja.Undefined()
	}
	return values[0]
}

// thrown is an error as JavaScript sees it.
func (m *module) thrown(err error) goja.Value {
	switch err := err.(type) {
	case *thrownError:
		return err.make(m.e)
	case *uverr.Failure:
		return err.Value(m.e)
	}
	return uverr.Of(err, "").Value(m.e)
}

// thrownError is an error that is not a failed system call.
type thrownError struct {
	make func(e *engine.Engine) *goja.Object
}

func (t *thrownError) Error() string { return "an error of Node's own" }

func (m *module) now(a *arguments, op operation) goja.Value {
	todo := op(a)
	var values func() []goja.Value
	var err error
	if a.waits && a.ownMemory {
		done := opened.Use(a.descriptors...)
		defer a.left.Store(true)
		m.e.Aside(func() {
			defer done()
			values, err = todo()
		})
	} else {
		values, err = todo()
	}
	if err != nil {
		panic(m.thrown(err))
	}
	return first(values())
}

func (m *module) callback(args []goja.Value, length int, resource string, op operation) goja.Value {
	var callback goja.Value = goja.Undefined()
	if n := len(args); n > 0 && engine.IsFunction(args[n-1]) {
		callback, args = args[n-1], args[:n-1]
	} else if n >= length {
		callback = args[length-1]
	}
	m.e.NeedFunction("cb", callback)
	a := &arguments{m: m, list: args, async: true, resource: resource}
	m.start(a, m.permitted(a, op), func(values []goja.Value, thrown goja.Value) {
		if thrown != nil {
			m.e.Call(callback, goja.Undefined(), thrown)
			return
		}
		m.e.Call(callback, goja.Undefined(), append([]goja.Value{goja.Null()}, values...)...)
	})
	return nil
}

// permitted prepares an operation, which fails where there is no permission for it.
func (m *module) permitted(a *arguments, op operation) (todo work) {
	if m.e.Host.Permissions == nil {
		return op(a)
	}
	wrong := m.e.VM.Try(func() { todo = op(a) })
	switch {
	case wrong == nil:
		return todo
	case !a.refused:
		panic(wrong)
	}
	return func() (func() []goja.Value, error) {
		return nil, &thrownError{func(*engine.Engine) *goja.Object { return wrong.Value().(*goja.Object) }}
	}
}

// atOnce is an operation whose form with a callback throws where there is no permission
// for it, as some of Node's do.
func atOnce(op operation) operation {
	return func(a *arguments) work {
		defer func() { a.refused = false }()
		return op(a)
	}
}

// promise runs an operation; what its arguments are wrong for rejects, too.
func (m *module) promise(a *arguments, op operation, result func([]goja.Value) goja.Value) goja.Value {
	promise, fulfil, reject := m.e.Promise()
	a.promise = true
	var todo work
	if wrong := m.e.VM.Try(func() { todo = op(a) }); wrong != nil {
		reject(wrong.Value())
		return promise
	}
	m.start(a, todo, func(values []goja.Value, thrown goja.Value) {
		if thrown != nil {
			reject(thrown)
			return
		}
		fulfil(result(values))
	})
	return promise
}

// start does the work on another goroutine. One operation is done after the
// other, so that callbacks come in the order of the calls; only what may wait
// for somebody else, such as a pipe, is not waited for.
func (m *module) start(a *arguments, todo work, settled func(values []goja.Value, thrown goja.Value)) {
	var before chan struct{}
	mine := make(chan struct{})
	if !a.waits {
		before, m.last = m.last, mine
	}
	m.e.Scheduler.Ref()
	ended := func() {}
	if a.resource != "" {
		ended = m.e.Active(a.resource)
	}
	used := opened.Use(a.descriptors...)
	var values func() []goja.Value
	var err error
	answer := m.e.Bind(func() { // in the context of the call, as in Node
		if err != nil {
			settled(nil, m.thrown(err))
			return
		}
		var given []goja.Value
		if wrong := m.e.VM.Try(func() { given = values() }); wrong != nil { // such as more than a text may have
			settled(nil, wrong.Value())
			return
		}
		settled(given, nil)
	})
	go func() {
		if before != nil {
			<-before
		}
		values, err = todo()
		used()
		m.e.Scheduler.Post(func() {
			m.e.Scheduler.Unref()
			ended()
			m.e.Run(answer)
		})
		close(mine)
	}()
}
