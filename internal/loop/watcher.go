package loop

import "github.com/nodenet-go/nodenet/internal/poll"

// Readiness is told when a descriptor is ready.
type Readiness interface {
	// Ready runs on the loop; a hang-up or an error makes every condition
	// that is watched for ready.
	Ready(poll.Interest)
	// Unwatchable says that the kernel refused to watch the descriptor, which is
	// watched for nothing now. It is called by whoever called Sync.
	Unwatchable(error)
}

// Watcher watches one descriptor. What is watched for is state: it reaches the
// kernel once a turn, however often it changed.
type Watcher struct {
	// FD is the descriptor. The owner may set it before Start, and to -1 after Stop.
	FD     int32
	slot   uint32
	loop   *Loop
	on     Readiness
	want   poll.Interest
	have   poll.Interest
	open   bool
	queued bool
}

// Start makes w watch fd for nothing yet.
func (w *Watcher) Start(l *Loop, fd int, on Readiness) {
	w.loop, w.FD, w.on, w.open = l, int32(fd), on, true
	w.slot = l.watchers.put(w)
}

// Wants is what the descriptor is watched for.
func (w *Watcher) Wants() poll.Interest { return w.want }

// Want sets what the descriptor is watched for.
func (w *Watcher) Want(in poll.Interest) {
	if !w.open || w.want == in {
		return
	}
	w.want = in
	if !w.queued {
		w.queued = true
		w.loop.changed = append(w.loop.changed, w)
		w.loop.wake()
	}
}

// Loop is where the watcher was started.
func (w *Watcher) Loop() *Loop { return w.loop }

// Stop ends the watching; the descriptor may then be closed.
func (w *Watcher) Stop() {
	w.want = 0
	if w.open {
		w.Sync()
	}
	w.Forget()
}

// Drop has the kernel stop watching before the descriptor is closed by another
// goroutine than the loop's; Forget, on the loop, follows. Nobody may call Sync
// meanwhile.
func (w *Watcher) Drop() {
	if w.loop != nil {
		w.loop.poller.Drop(int(w.FD))
	}
}

// Hangup ends what a descriptor that was started stands for, from any goroutine, as
// a close does; the number stays the caller's until it is closed.
func (w *Watcher) Hangup() { w.loop.poller.Hangup(int(w.FD)) }

// Forget ends the watching of a descriptor that is closed already.
func (w *Watcher) Forget() {
	w.want = 0
	if w.open {
		w.open = false
		w.has(0)
		w.loop.watchers.remove(w.slot)
	}
}

// Sync tells the kernel now; otherwise the end of the turn does.
func (w *Watcher) Sync() {
	if w.want == w.have {
		return
	}
	p, fd, token := w.loop.poller, int(w.FD), w.loop.watchers.token(w.slot)
	var err error
	switch {
	case w.want == 0:
		err = p.Remove(fd, w.have)
	case w.have == 0:
		err = p.Add(fd, token, w.want)
	default:
		err = p.Modify(fd, token, w.want, w.have)
	}
	refused := err != nil && w.want != 0
	if refused {
		w.want = 0
	}
	w.has(w.want)
	if refused {
		w.on.Unwatchable(err)
	}
}

// has notes what the kernel watches for.
func (w *Watcher) has(in poll.Interest) {
	switch {
	case w.have == 0 && in != 0:
		w.loop.watched++
	case w.have != 0 && in == 0:
		w.loop.watched--
	}
	w.have = in
}

// flush tells the kernel of everything that changed in this turn.
func (l *Loop) flush() {
	for i := 0; i < len(l.changed); i++ {
		w := l.changed[i]
		if w == nil { // done before a Goexit in Unwatchable
			continue
		}
		l.changed[i] = nil
		w.queued = false
		if w.open {
			w.Sync()
		}
	}
	l.changed = l.changed[:0]
}

// table gives every watcher a slot. The kernel holds slot and generation, never
// a pointer: a report that comes late for a descriptor already closed finds
// another generation and is dropped. Chunks, so that it grows without copying.
type table struct {
	chunks []*[chunkSize]entry
	free   []uint32
	used   uint32
}

type entry struct {
	watcher    *Watcher
	generation uint32
}

const chunkSize = 256

func (t *table) at(slot uint32) *entry { return &t.chunks[slot/chunkSize][slot%chunkSize] }

func (t *table) put(w *Watcher) uint32 {
	var slot uint32
	if n := len(t.free); n > 0 {
		slot, t.free = t.free[n-1], t.free[:n-1]
	} else {
		slot = t.used
		t.used++
		if slot%chunkSize == 0 {
			t.chunks = append(t.chunks, new([chunkSize]entry))
		}
	}
	t.at(slot).watcher = w
	return slot
}

func (t *table) remove(slot uint32) {
	e := t.at(slot)
	e.watcher = nil
	e.generation++
	t.free = append(t.free, slot)
}

func (t *table) token(slot uint32) uint64 {
	return uint64(t.at(slot).generation)<<32 | uint64(slot)
}

func (t *table) find(token uint64) *Watcher {
	e := t.at(uint32(token))
	if e.generation != uint32(token>>32) {
		return nil
	}
	return e.watcher
}
