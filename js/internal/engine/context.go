package engine

import "github.com/dop251/goja"

// contexts is the asynchronous context of what runs: what AsyncLocalStorage
// keeps. Until something uses it nothing is captured, so that it costs nothing.
type contexts struct {
	current  any
	thrown   any // that of what has just been thrown, until it is dealt with
	left     any // that of the job that has just ended: what it has thrown rejects a promise after that
	tracking bool
	caller   Caller // who waits for what runs; kept only while callers are followed
	followed bool
	lastID   int64
	running  int64 // executionAsyncId
	trigger  int64
	started  bool // the program itself, which is the first event, has id 1
}

// begin is for an event that begins: it has no context but what is entered.
func (c *contexts) begin(owner Owner) {
	c.current, c.thrown, c.left, c.running, c.trigger = nil, nil, nil, 0, 0
	if c.followed {
		c.caller, _ = owner.(Caller)
	}
	if !c.started {
		c.started, c.running = true, 1
	}
}

// Context returns the context of what is running; nil for the outermost.
func (e *Engine) Context() any { return e.context.current }

// RejectedIn returns the context in which a promise is being rejected.
func (e *Engine) RejectedIn() any {
	if c := e.context.current; c != nil {
		return c
	}
	return e.context.left
}

// SetContext makes c the context for the rest of the event that is running.
func (e *Engine) SetContext(c any) {
	e.TrackContexts()
	e.context.current = c
}

// InContext calls f with the context c, which Context returned earlier: handles
// run their events in the context that they were made in. So does what hears of an
// error that f throws and nobody catches.
func (e *Engine) InContext(c any, f func()) {
	before := e.context.current
	if before == nil && c == nil && !e.context.tracking {
		f()
		return
	}
	e.context.current, e.context.thrown, e.context.left = c, nil, nil
	returned := false
	defer func() {
		if !returned {
			e.context.thrown = e.context.current
		}
		e.context.current = before
	}()
	f()
	returned = true
}

// Within calls f with the context c, for a script that asks for it: what f throws leaves
// the context, too.
func (e *Engine) Within(c any, f func()) {
	before := e.context.current
	e.context.current = c
	defer func() { e.context.current = before }()
	f()
}

// Bind returns f as a function that runs in the context of now.
func (e *Engine) Bind(f func()) func() {
	if !e.context.tracking || f == nil {
		return f
	}
	c := e.context.current
	return func() { e.InContext(c, f) }
}

// TracksContexts reports whether contexts are followed.
func (e *Engine) TracksContexts() bool { return e.context.tracking }

// TrackContexts has contexts follow promises, ticks and timers from now on.
func (e *Engine) TrackContexts() {
	if e.context.tracking {
		return
	}
	e.context.tracking = true
	e.VM.SetAsyncContextTracker(&promiseContexts{contexts: &e.context})
}

// Caller is who waits for what an event, and the promises that follow, lead to.
type Caller interface {
	Owner
	// Lost says that what was waited for has ended in the middle, so that no promise tells
	// of it: by a panic of a function of Go, or when thrown is nil by an interrupt.
	Lost(thrown *goja.Exception)
}

// FollowCallers has callers follow promises from now on.
func (e *Engine) FollowCallers() {
	if !e.context.followed {
		e.context.followed = true
		e.context.caller, _ = e.owner.(Caller)
		e.VM.SetAsyncContextTracker(&promiseContexts{contexts: &e.context})
	}
}

// lose tells the caller for whom something ran in vain.
func (e *Engine) lose(thrown *goja.Exception) {
	if caller := e.context.caller; caller != nil {
		e.context.caller = nil
		caller.Lost(thrown)
	}
}

// promiseContexts has the jobs of promises run in the context in which they
// were asked for.
type promiseContexts struct {
	*contexts
	before asked
}

// asked is where a promise's job was asked for, when somebody waits for that.
type asked struct {
	context any
	caller  Caller
}

func (p *promiseContexts) Grab() any {
	if p.caller == nil {
		return p.current
	}
	return &asked{p.current, p.caller}
}

func (p *promiseContexts) Resumed(c any) {
	p.left = nil
	p.before = asked{p.current, p.caller}
	if a, ok := c.(*asked); ok {
		p.current, p.caller = a.context, a.caller
	} else {
		p.current, p.caller = c, nil
	}
}

func (p *promiseContexts) Exited() {
	p.left = p.current
	p.current, p.caller = p.before.context, p.before.caller
}

var _ goja.AsyncContextTracker = (*promiseContexts)(nil)

// NewAsyncID returns an id for an asynchronous resource.
func (e *Engine) NewAsyncID() int64 {
	if e.context.lastID == 0 {
		e.context.lastID = 1 // that of the program itself
	}
	e.context.lastID++
	return e.context.lastID
}

// AsyncIDs returns the id of the resource whose callback is running, and that
// of the resource which that was made by: 1 and 0 while the program starts.
func (e *Engine) AsyncIDs() (running, trigger int64) {
	return e.context.running, e.context.trigger
}

// InResource calls f as a callback of the resource with these ids.
func (e *Engine) InResource(id, trigger int64, f func()) {
	running, by := e.context.running, e.context.trigger
	e.context.running, e.context.trigger = id, trigger
	defer func() { e.context.running, e.context.trigger = running, by }()
	f()
}
