package program

import (
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file runs linked ES modules, in the order and with the names of the
// language's specification: those that a module imports before itself, and one that
// waits for a promise while others go on that do not need it.

// progress is how far the evaluation of a module is.
type progress uint8

const (
	fresh progress = iota
	evaluating
	evaluatingAsync // its turn was, but it or something that it needs waits
	evaluated
)

// evaluation is the part of a module that has to do with running it.
type evaluation struct {
	state           progress
	index, ancestor int       // in the walk: its own number, and the least that it leads back to
	root            *esModule // of the cycle that it is part of
	order           int       // in which those that wait began; 0 for the others
	pending         int       // how many of its imports it waits for
	parents         []*esModule
	failed          goja.Value // what running it has thrown
	promise         *goja.Object
	resolve         func(any)
	reject          func(any)
}

// evaluate runs a module after what it imports. It returns a promise when that takes
// longer than now, and nil otherwise. What the module throws is thrown.
func (m *esModule) evaluate() *goja.Object {
	if m.state == fresh {
		var stack []*esModule
		if thrown := m.modules.engine.VM.Try(func() { m.visit(&stack) }); thrown != nil {
			for _, s := range stack {
				s.state, s.failed = evaluated, thrown.Value()
			}
			panic(thrown)
		}
	}
	root := m
	if m.root != nil {
		root = m.root
	}
	if root.failed != nil && root.state == evaluated {
		panic(root.failed)
	}
	if root.state == evaluated || root.state == evaluating {
		return nil
	}
	if root.promise == nil {
		root.promise, root.resolve, root.reject = m.modules.engine.Promise()
	}
	return root.promise
}

// visit evaluates a module in the walk through all.
func (m *esModule) visit(stack *[]*esModule) {
	if m.state != fresh {
		if m.state != evaluating && m.failed != nil {
			panic(m.failed)
		}
		return
	}
	m.state, m.index, m.ancestor = evaluating, len(*stack), len(*stack)
	*stack = append(*stack, m)
	if m.early {
		m.enter()
	}
	for _, in := range m.imports {
		if in.module == nil {
			in.fill()
			continue
		}
		m.need(in.module, stack)
	}
	m.checkCommon()
	if m.pending > 0 || m.unit.awaits {
		m.modules.waiting++
		m.order = m.modules.waiting
		if m.pending == 0 {
			m.runAsync()
		}
	} else {
		m.run()
	}
	if m.ancestor != m.index {
		return
	}
	for _, s := range (*stack)[m.index:] {
		s.root, s.state = m, evaluated
		if s.order > 0 {
			s.state = evaluatingAsync
		}
	}
	*stack = (*stack)[:m.index]
}

// need visits a module that this one imports.
func (m *esModule) need(other *esModule, stack *[]*esModule) {
	other.visit(stack)
	if other.state == evaluating {
		m.ancestor = min(m.ancestor, other.ancestor)
	} else if other.root != nil {
		other = other.root
		if other.failed != nil {
			panic(other.failed)
		}
	}
	if other.order > 0 && other.state != evaluated {
		m.pending++
		other.parents = append(other.parents, m)
	}
}

// runAsync runs a module that has await in it.
func (m *esModule) runAsync() {
	e := m.modules.engine
	m.run()
	done := e.Func("", 1, func(goja.FunctionCall) goja.Value { m.fulfilled(); return nil })
	failed := e.Func("", 1, func(call goja.FunctionCall) goja.Value { m.rejected(call.Argument(0)); return nil })
	e.Invoke(m.promised, "then", done, failed)
}

// fulfilled goes on with those that have waited for a module only.
func (m *esModule) fulfilled() {
	if m.state == evaluated {
		return // it has failed
	}
	m.finished()
	var ready []*esModule
	m.gather(&ready)
	slices.SortFunc(ready, func(a, b *esModule) int { return a.order - b.order })
	for _, p := range ready {
		if p.state == evaluated {
			continue
		}
		if p.unit.awaits {
			p.runAsync()
			continue
		}
		if thrown := p.modules.engine.VM.Try(p.run); thrown != nil {
			p.rejected(thrown.Value())
			continue
		}
		p.finished()
	}
}

func (m *esModule) finished() {
	m.state = evaluated
	if m.resolve != nil {
		m.resolve(goja.Undefined())
	}
}

// gather lists what can run now that a module has.
func (m *esModule) gather(ready *[]*esModule) {
	for _, p := range m.parents {
		if slices.Contains(*ready, p) || p.root != nil && p.root.failed != nil {
			continue
		}
		p.pending--
		if p.pending > 0 {
			continue
		}
		*ready = append(*ready, p)
		if !p.unit.awaits {
			p.gather(ready)
		}
	}
}

// rejected has a module fail, and all that have waited for it.
func (m *esModule) rejected(reason goja.Value) {
	if m.state == evaluated {
		return
	}
	m.state, m.failed = evaluated, reason
	for _, p := range m.parents {
		p.rejected(reason)
	}
	if m.reject != nil {
		m.reject(reason)
	}
}

// run runs the code of a module, or goes on with it.
func (m *esModule) run() {
	if !m.early {
		m.enter()
		return
	}
	m.again()
}

// enter calls the function of a module: with early it only gives what it exports.
func (m *esModule) enter() {
	ms, e := m.modules, m.modules.engine
	f, err := e.VM.RunProgram(m.program)
	engine.Must(err)
	var args []goja.Value
	for _, in := range m.imports {
		args = append(args, in.namespace)
	}
	exports := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		m.getters = map[string]goja.Value{}
		given := call.Argument(0).(*goja.Object)
		for i, x := range m.unit.exports {
			m.getters[x.name] = given.Get(strconv.Itoa(i))
		}
		m.expose()
		return nil
	})
	var meta goja.Value = goja.Undefined()
	if m.unit.meta {
		meta = ms.meta(m.file)
	}
	var start goja.Value = goja.Undefined()
	if m.early && m.unit.awaits {
		promise, resolve, _ := e.Promise()
		start, m.again = promise, func() { resolve(goja.Undefined()) }
	}
	result, _ := e.Call(f, goja.Undefined(), append(args, ms.importOf(m.file), meta, exports, start)...).(*goja.Object)
	switch {
	case m.unit.awaits:
		m.promised = result
	case m.early:
		m.again = func() { e.Invoke(result, "next") }
		m.again()
	}
}

// checkCommon throws when a name is imported that a CommonJS module, which has run
// by now, does not give.
func (m *esModule) checkCommon() {
	for _, i := range m.unit.imports {
		if in := m.imports[i.request]; in.common && !in.has(i.name) {
			panic(m.missing(i, in))
		}
	}
	for _, star := range m.unit.stars {
		if m.imports[star].common && m.getters != nil {
			m.expose() // with what is known now
		}
	}
}
