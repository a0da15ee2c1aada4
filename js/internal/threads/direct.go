package threads

import (
	"math"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

// Crew is the threads of a program, by their numbers: any of them may write to any.
type Crew struct {
	mu      sync.Mutex
	threads map[int]*engine.Engine
}

func (c *Crew) join(e *engine.Engine, id int) {
	c.mu.Lock()
	c.threads[id] = e
	c.mu.Unlock()
	e.OnClose(func() {
		c.mu.Lock()
		delete(c.threads, id)
		c.mu.Unlock()
	})
}

func (c *Crew) find(id int) *engine.Engine {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.threads[id]
}

// crewOf is the crew of a thread; the first thread begins one.
func (t *thread) crewOf(e *engine.Engine) *Crew {
	if t.crew == nil {
		t.crew = &Crew{threads: map[int]*engine.Engine{}}
		t.crew.join(e, 0)
	}
	return t.crew
}

// id is the number of the thread.
func (t *thread) id() int {
	if t.inner == nil {
		return 0
	}
	return t.inner.ID
}

// failures of postMessageToThread, by their codes.
var failures = map[string]string{
	"ERR_WORKER_MESSAGING_ERRORED":     "The destination thread threw an error while processing the message",
	"ERR_WORKER_MESSAGING_FAILED":      "Cannot find the destination thread or listener",
	"ERR_WORKER_MESSAGING_SAME_THREAD": "Cannot sent a message to the same thread",
	"ERR_WORKER_MESSAGING_TIMEOUT":     "Sending a message to another thread timed out",
}

// postTo is postMessageToThread(threadId, value[, transferList][, timeout]).
func (t *thread) postTo(e *engine.Engine, call goja.FunctionCall) goja.Value {
	promise, resolve, reject := e.Promise()
	thrown := e.VM.Try(func() {
		transfer, timeout := call.Argument(2), call.Argument(3)
		if engine.TypeOf(transfer) == "number" && engine.IsUndefined(timeout) {
			transfer, timeout = goja.Undefined(), transfer
		}
		m := &direct{from: e, source: t.id(), resolve: resolve, reject: reject}
		if !engine.IsUndefined(timeout) {
			m.timeout = time.Duration(min(e.NeedNumber("timeout", timeout, 0, math.NaN()), maxTimeout)) * time.Millisecond
			m.limited = true
		}
		m.post(t.crewOf(e), call.Argument(0), call.Argument(1), transfer)
	})
	if thrown != nil {
		reject(e.Thrown(thrown))
	}
	return promise
}

// maxTimeout is more milliseconds than anybody waits.
const maxTimeout = 1 << 42

// direct is a message from one thread to another.
type direct struct {
	from            *engine.Engine
	source          int
	timeout         time.Duration
	limited         bool
	resolve, reject func(any)

	ref     bool
	settled bool   // the promise is
	stop    func() // of the timeout
}

func (m *direct) post(crew *Crew, threadID, value, transfer goja.Value) {
	e := m.from
	id := -1
	if engine.TypeOf(threadID) == "number" && threadID.ToFloat() == float64(threadID.ToInteger()) {
		id = int(threadID.ToInteger())
	}
	if id == m.source {
		panic(e.Error("ERR_WORKER_MESSAGING_SAME_THREAD", failures["ERR_WORKER_MESSAGING_SAME_THREAD"]))
	}
	packet := messaging.Pack(e, value, messaging.TransferOf(e, transfer))
	to := crew.find(id)
	if to == nil {
		packet.Drop()
		panic(e.Error("ERR_WORKER_MESSAGING_FAILED", failures["ERR_WORKER_MESSAGING_FAILED"]))
	}
	e.SetRef(&m.ref, true)
	if m.limited {
		m.stop = e.AfterFunc(m.timeout, func() { m.settle("ERR_WORKER_MESSAGING_TIMEOUT") })
	}
	// It is answered once: by the other thread, or by its end.
	var once sync.Once
	answer := func(code string) {
		once.Do(func() {
			packet.Drop()
			e.Post(func() { m.settle(code) })
		})
	}
	forget := to.OnClose(func() { answer("ERR_WORKER_MESSAGING_FAILED") })
	to.Post(func() {
		forget()
		code := "ERR_WORKER_MESSAGING_ERRORED" // should it be interrupted
		defer func() { answer(code) }()
		code = m.deliver(to, packet)
	})
}

// deliver emits the message in the other thread, and returns the code of what went wrong.
func (m *direct) deliver(to *engine.Engine, packet *messaging.Packet) (code string) {
	process := to.Require("process")
	if to.Invoke(process, "listenerCount", to.Text("workerMessage")).ToInteger() == 0 {
		return "ERR_WORKER_MESSAGING_FAILED"
	}
	if thrown := to.Attempt(func() {
		to.Invoke(process, "emit", to.Text("workerMessage"), packet.Unpack(to), to.Int(m.source))
	}); thrown != nil {
		return "ERR_WORKER_MESSAGING_ERRORED"
	}
	return ""
}

func (m *direct) settle(code string) {
	if m.settled {
		return
	}
	m.settled = true
	if m.stop != nil {
		m.stop()
	}
	m.from.SetRef(&m.ref, false)
	if code == "" {
		m.resolve(goja.Undefined())
	} else {
		m.reject(m.from.Error(code, failures[code]))
	}
}
