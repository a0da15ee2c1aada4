// Package loop runs one turn after another on one goroutine: timers, posted
// tasks, readiness, closing. It knows nothing of sockets.
//
// A turn:
//
//	timers due → posted tasks → changed interest to the poller → wait →
//	ready descriptors → posted tasks → checks → closing tasks
//
// After every single callback the ticks run, as Node's process.nextTick queue
// does: a tick is a task that must happen as soon as the callback under way has
// returned, before anything else.
package loop

import (
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nodenet-go/nodenet/internal/poll"
)

// Doer is something that tasks are done on. The operation says which of its
// tasks: a pair of interface and byte costs no allocation, a closure does.
type Doer interface {
	Do(operation uint8)
}

// Func makes a Doer of a function.
type Func func()

// Do calls f.
func (f Func) Do(uint8) { f() }

// Task is one operation to do on the loop.
type Task struct {
	On        Doer
	Operation uint8
}

// Loop is one event loop. Tick, Post, Now, Inside and Stop may be called from
// any goroutine, everything else on the loop only.
type Loop struct {
	refs   *Refs
	poller *poll.Poller

	now      atomic.Int64 // nanoseconds since epoch, cached for a turn; 0: not asked for yet
	asleep   atomic.Bool  // in, or about to enter, a wait that blocks
	yielding atomic.Bool  // before that: goroutines have the processor

	mu      sync.Mutex
	ticks   []Task
	posted  []Task
	checks  []Task
	stopped atomic.Bool  // written under mu
	busy    bool         // there may be tasks, which keep the program alive
	waiting atomic.Int32 // how many tasks are in the three, for a look without the lock

	ticking  queue // ticks taken from the shared queue
	posting  queue // posted tasks taken from the shared queue
	checking queue // checks taken from the shared queue
	timers   timers
	watchers table
	changed  []*Watcher
	closing  []Task
	slab     slab
	watched  int          // how many descriptors the kernel watches
	host     *host        // of a loop without a goroutine of its own
	pending  []poll.Event // events of this turn not yet dispatched
	ready    int          // how many events this turn has
	spent    int          // of what [Loop.Spend] allows in a turn
	inVain   uint         // how often in a row there was nothing to find without blocking

	late     []Task // told after Stop
	lateBusy bool   // a goroutine does them

	goroutine atomic.Uint64
	done      chan struct{}

	// Load is for whoever deals work to several loops: how much this one has.
	Load atomic.Int32
	// Counters are for whoever watches.
	Counters Counters

	lag lag
	log *slog.Logger // nil: the default one
}

// queue is a batch of tasks under way. It is kept in the loop, not in a local
// variable, so that what is left of it survives a runtime.Goexit in a callback.
type queue struct {
	tasks []Task
	next  int
}

// keptTasks is how many tasks an empty queue keeps room for.
const keptTasks = 4096

// take returns the next task, or false when there is none left.
func (q *queue) take() (Task, bool) {
	if q.next == len(q.tasks) {
		if q.tasks, q.next = q.tasks[:0], 0; cap(q.tasks) > keptTasks {
			q.tasks = nil // of a burst
		}
		return Task{}, false
	}
	t := q.tasks[q.next]
	q.tasks[q.next] = Task{}
	q.next++
	return t, true
}

var epoch = time.Now()

// New makes a loop and starts its goroutine. Nil is the default logger.
func New(refs *Refs, log *slog.Logger) (*Loop, error) {
	poller, err := poll.New()
	if err != nil {
		return nil, err
	}
	l := &Loop{refs: refs, poller: poller, log: log, done: make(chan struct{})}
	go l.run()
	return l, nil
}

// Refs is the count of what keeps the program alive, shared by a group.
func (l *Loop) Refs() *Refs { return l.refs }

// Stop ends the loop after the turn under way and waits for it, unless it is
// called on the loop itself.
func (l *Loop) Stop() {
	l.mu.Lock()
	l.stopped.Store(true)
	l.mu.Unlock()
	l.wake()
	l.Leave()
	if !l.Inside() {
		<-l.done
	}
}

// Tick has t done as soon as the callback that runs now has returned or, when
// none runs, at once. After Stop it does nothing and reports false.
func (l *Loop) Tick(t Task) bool { return l.add(&l.ticks, t) }

// Post has t done soon, before or after the loop looks at the kernel. After Stop it does nothing and
// reports false.
func (l *Loop) Post(t Task) bool { return l.add(&l.posted, t) }

// Check has t done when the loop has next looked at the kernel, as Node's
// setImmediate does. After Stop it does nothing and reports false.
func (l *Loop) Check(t Task) bool { return l.add(&l.checks, t) }

func (l *Loop) add(queue *[]Task, t Task) bool {
	l.mu.Lock()
	if l.stopped.Load() {
		l.mu.Unlock()
		return false
	}
	*queue = append(*queue, t)
	l.waiting.Add(1)
	if !l.busy {
		l.busy = true
		l.refs.Add()
	}
	l.mu.Unlock()
	l.wake()
	return true
}

// Closing has t done at the end of this turn.
func (l *Loop) Closing(t Task) {
	l.closing = append(l.closing, t)
	l.wake()
}

// Asleep reports whether the loop waits for something to happen.
func (l *Loop) Asleep() bool { return l.asleep.Load() }

func (l *Loop) wake() {
	if l.asleep.Load() && l.asleep.CompareAndSwap(true, false) {
		if l.host != nil {
			l.host.wake(l.poller)
			return
		}
		l.poller.Wake()
	}
}

// Now is the time of the turn under way, in nanoseconds since the program
// started; while the loop sleeps, it is the time. The clock is read only in turns
// in which somebody asks.
func (l *Loop) Now() int64 {
	if l.asleep.Load() {
		return int64(time.Since(epoch))
	}
	now := l.now.Load()
	if now == 0 {
		now = int64(time.Since(epoch))
		l.now.CompareAndSwap(0, now)
	}
	return now
}

// run is the loop's goroutine. A callback that calls runtime.Goexit, as
// testing's FailNow does, ends the goroutine but not the loop. A panic, which
// whoever calls a user's function should have caught, ends the program: a loop
// that silently stands still would be worse.
func (l *Loop) run() {
	ended := false
	defer goOn(&ended, l.run)
	l.goroutine.Store(goroutineID())
	l.asleep.Store(false)
	l.Drain()
	for l.turn() {
	}
	ended = true
	_ = l.poller.Close()
	l.goroutine.Store(0)
	close(l.done)
}

// goOn is deferred by a goroutine that a runtime.Goexit may end before its time: another
// goes on with it.
func goOn(ended *bool, run func()) {
	if *ended {
		return
	}
	if r := recover(); r != nil {
		panic(r)
	}
	go run()
}

// turn does one turn and reports whether there will be another.
func (l *Loop) turn() bool {
	l.Counters.Turns.Add(1)
	l.dispatch() // what a Goexit left over, otherwise nothing
	l.timers.fire(l)
	l.runQueue(&l.posting, &l.posted)
	l.flush()
	l.pending = l.wait()
	l.ready, l.spent = len(l.pending), 0
	l.dispatch()
	for range 8 { // what they post in turn comes before the checks too, within reason
		if !l.runQueue(&l.posting, &l.posted) {
			break
		}
	}
	l.runQueue(&l.checking, &l.checks)
	l.runClosing()
	if !l.stopped.Load() {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.hasWork()
}

// hasWork reports whether anything is left to do. When not, the loop no longer
// keeps the program alive. The lock is held.
func (l *Loop) hasWork() bool {
	if len(l.ticks)+len(l.posted)+len(l.checks)+len(l.closing) > 0 {
		return true
	}
	if l.busy {
		l.busy = false
		l.refs.Done()
	}
	return false
}

// wait asks the kernel without blocking, and blocks only when there is nothing
// to do; see the poller's wait for why. A loop that has found nothing time and again,
// as with one connection that waits for its answers, is not asked each time.
func (l *Loop) wait() []poll.Event {
	defer l.now.Store(0)
	if l.host != nil && l.host.turning() {
		return l.poller.Wait(0)
	}
	rest := l.waiting.Load() == 0 && len(l.closing) == 0
	if !rest || l.inVain < patience || l.inVain%patience == 0 {
		if events := l.poller.Wait(0); len(events) > 0 || !rest {
			l.inVain = 0
			return events
		}
	}
	l.inVain++
	events := l.sleep()
	if len(events) > 1 {
		l.inVain = 0
	}
	return events
}

// patience is how often in a row the kernel is asked in vain before that is done only
// now and then.
const patience = 8

// sleep blocks in the kernel until something happens. Goroutines that callbacks
// have made runnable get the processor first; without that they could wait until
// the scheduler's monitor takes it away from the system call. It pays even when
// there are none: measured with one connection on one processor, the loop costs
// 1.09 of one in C with the Gosched and 1.37 without, since the monitor then finds
// a goroutine that has just been scheduled and leaves it alone.
func (l *Loop) sleep() []poll.Event {
	timeout := l.timers.timeout()
	if timeout == 0 {
		return nil
	}
	l.yielding.Store(true)
	runtime.Gosched()
	l.yielding.Store(false)
	l.asleep.Store(true)
	defer l.asleep.Store(false)
	// Who added a task before it could see asleep did not wake us: look again.
	l.mu.Lock()
	stay := l.hasWork() || l.stopped.Load()
	l.mu.Unlock()
	if stay {
		return nil
	}
	events := l.poller.Wait(timeout)
	l.Counters.WakeUps.Add(1)
	return events
}

func (l *Loop) dispatch() {
	for len(l.pending) > 0 {
		e := l.pending[0]
		l.pending = l.pending[1:]
		if w := l.watchers.find(e.Token); w != nil {
			// What was asked for may have changed since the wait.
			if ready := e.Ready & w.want; ready != 0 {
				w.on.Ready(ready)
				l.Drain()
			}
		}
	}
}

// runQueue does what is in a shared queue, and reports whether there was anything.
// Those added meanwhile wait.
func (l *Loop) runQueue(q *queue, shared *[]Task) (any bool) {
	l.Drain()
	if len(q.tasks) == 0 && l.waiting.Load() > 0 {
		l.refill(q, shared)
	}
	for t, ok := q.take(); ok; t, ok = q.take() {
		t.On.Do(t.Operation)
		l.Drain()
		any = true
	}
	return any
}

// refill swaps the empty queue q with a shared one.
func (l *Loop) refill(q *queue, shared *[]Task) {
	l.mu.Lock()
	q.tasks, *shared = *shared, q.tasks
	l.waiting.Add(-int32(len(q.tasks)))
	l.mu.Unlock()
}

// runClosing does the closing tasks of this turn, the last one first, as libuv
// does. Those added meanwhile belong to the next turn.
func (l *Loop) runClosing() {
	for n := len(l.closing); n > 0; n-- {
		t := l.closing[n-1]
		l.closing = slices.Delete(l.closing, n-1, n)
		t.On.Do(t.Operation)
		l.Drain()
	}
	if len(l.closing) == 0 && cap(l.closing) > keptTasks {
		l.closing = nil // of a burst
	}
}

// Drain runs ticks until there are none. The loop does it after every callback;
// whoever calls back more than once in one callback does it in between.
func (l *Loop) Drain() {
	for {
		for t, ok := l.ticking.take(); ok; t, ok = l.ticking.take() {
			t.On.Do(t.Operation)
		}
		if l.waiting.Load() == 0 {
			return
		}
		if l.refill(&l.ticking, &l.ticks); len(l.ticking.tasks) == 0 {
			return // it was others that wait
		}
	}
}

// Inside reports whether the caller runs on the loop. It costs about a
// microsecond, unless the loop sleeps: it is for places where nothing cheaper can tell.
func (l *Loop) Inside() bool {
	return !l.idle() && goroutineID() == l.goroutine.Load()
}

// idle reports whether the loop runs nobody's code at the moment.
func (l *Loop) idle() bool { return l.host == nil && (l.yielding.Load() || l.asleep.Load()) }

// Current is the one of several loops that the caller runs on; nil for none.
func Current(loops []*Loop) *Loop {
	id := uint64(0) // asked for only where a loop is at work: it costs
	for _, l := range loops {
		if l.idle() {
			continue
		}
		if id == 0 {
			id = goroutineID()
		}
		if l.goroutine.Load() == id {
			return l
		}
	}
	return nil
}

// Goroutine is the number of the calling goroutine.
func Goroutine() uint64 { return goroutineID() }

// stackHeads are buffers, which runtime.Stack would make escape.
var stackHeads = sync.Pool{New: func() any { return new([32]byte) }}

// goroutineID reads the number out of the line "goroutine 12 [running]:" that
// heads a stack trace; Go offers it nowhere else.
func goroutineID() uint64 {
	buf := stackHeads.Get().(*[32]byte)
	defer stackHeads.Put(buf)
	line := buf[:runtime.Stack(buf[:], false)]
	var id uint64
	for _, c := range line[len("goroutine "):] {
		if c < '0' || c > '9' {
			break
		}
		id = id*10 + uint64(c-'0')
	}
	return id
}
