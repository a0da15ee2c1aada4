package nodenet

import (
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/winetest"
)

// chaos is one round of TestChaos, and what has to be true of it:
//
//   - whatever was handed out is answered exactly once;
//   - of every life of a socket 'connect', 'end', 'finish' and 'error' come at most
//     once, 'close' exactly once, nothing after it, and nothing between 'error' and it;
//   - the callbacks of a socket run on its loop, one at a time;
//   - what is received is what the peer has written, from its beginning and in order,
//     and all of it when both sides say that it has ended well.
type chaos struct {
	dice   // of the round
	t      *testing.T
	seed   uint64
	round  string
	net    *testNet
	server *Server
	gentle bool // nothing is destroyed before the end
	pipes  bool // sockets say what others have said: contents are not compared

	waits sync.WaitGroup

	mutex    sync.Mutex
	sockets  []*chaosSocket
	promises []*promise
	streams  map[uint64]*chaosStream
	heard    []*chaosReceiver
}

// promise is something that was handed out.
type promise struct {
	what     string
	by       *chaosSocket // nil when it is not a socket's
	answered atomic.Int32
}

// promise notes one; the function that it returns is its answer.
func (c *chaos) promise(what string, by *chaosSocket) (answer func()) {
	p := &promise{what: what, by: by}
	c.mutex.Lock()
	c.promises = append(c.promises, p)
	c.mutex.Unlock()
	return func() { p.answered.Add(1) }
}

// wait has f, which waits for something, done on a goroutine.
func (c *chaos) wait(what string, f func()) {
	answer := c.promise(what, nil)
	c.waits.Add(1)
	go func() {
		defer c.waits.Done()
		f()
		answer()
	}()
}

// chaosSocket is a socket and what is known of it.
type chaosSocket struct {
	c *chaos
	s *Socket

	mu  sync.Mutex // keeps what is written in order
	out *chaosStream

	lives, closes atomic.Int32
	inside        atomic.Bool

	// on the loop
	life struct{ connected, ended, finished, errored bool }
	in   *chaosReceiver

	noted sync.Mutex
	notes []string
}

// chaosStream is what one socket says in one life.
type chaosStream struct {
	id    uint64
	sent  int
	whole atomic.Bool // End's callback was called without an error
}

// chaosReceiver is what one socket hears in one life.
type chaosReceiver struct {
	by    *chaosSocket
	head  []byte
	from  *chaosStream
	got   int
	ended bool
}

func (c *chaos) newSocket() *chaosSocket {
	k := &chaosSocket{c: c}
	k.in = &chaosReceiver{by: k}
	k.lives.Store(1)
	k.begin()
	return k
}

// begin gives the socket something to say.
func (k *chaosSocket) begin() {
	c := k.c
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.streams == nil {
		c.streams = map[uint64]*chaosStream{}
	}
	k.out = &chaosStream{id: uint64(len(c.streams) + 1)}
	c.streams[k.out.id] = k.out
}

func (c *chaos) add(k *chaosSocket) {
	c.mutex.Lock()
	c.sockets = append(c.sockets, k)
	c.mutex.Unlock()
}

func (c *chaos) all() []*chaosSocket {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return append([]*chaosSocket(nil), c.sockets...)
}

// any is one of the last sockets; in the beginning there is one that does nothing.
func (c *chaos) any(d *dice) *chaosSocket {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	n := len(c.sockets)
	return c.sockets[n-1-d.n(min(n, 12))]
}

// adopt is a socket that the server has accepted.
func (c *chaos) adopt(s *Socket) {
	k := c.newSocket()
	k.s = s
	k.life.connected = true
	k.listen(c)
	c.add(k)
}

// listen notes every event, and lets the listeners after that do mischief.
func (k *chaosSocket) listen(c *chaos) {
	s, d := k.s, &c.dice
	plain := func(name string, on func(func()) ListenerID, note func()) {
		on(func() { k.event(name, note) })
		on(func() { d.mischief(c, k, name) })
	}
	plain("connect", s.OnConnect, func() { k.once("connect", &k.life.connected) })
	plain("ready", s.OnReady, nil)
	plain("end", s.OnEnd, func() { k.once("end", &k.life.ended); k.in.ended = true })
	plain("finish", s.OnFinish, func() { k.once("finish", &k.life.finished) })
	plain("drain", s.OnDrain, nil)
	plain("timeout", s.OnTimeout, nil)
	s.OnError(func(error) {
		k.event("error", func() { k.once("error", &k.life.errored) })
	})
	s.OnError(func(error) { d.mischief(c, k, "error") })
	s.OnClose(func(bool) {
		k.event("close", func() {
			k.life.errored = false
			k.closes.Add(1)
		})
		// Here one life ends. The next begins on the loop, and not before this returns.
		k.life = struct{ connected, ended, finished, errored bool }{}
		c.mutex.Lock()
		c.heard = append(c.heard, k.in)
		c.mutex.Unlock()
		k.in = &chaosReceiver{by: k}
	})
	s.OnClose(func(bool) { d.mischief(c, k, "close") })
	if s.more == nil || s.more.onRead == nil {
		s.OnData(k.data)
		s.OnData(func([]byte) { d.mischief(c, k, "data") })
	}
}

func (k *chaosSocket) once(what string, flag *bool) {
	if *flag {
		k.wrong("%s came twice", what)
	}
	*flag = true
}

// event is one that has come.
func (k *chaosSocket) event(what string, note func()) {
	if k.inside.Swap(true) {
		k.wrong("%s while another callback runs", what)
	}
	defer k.inside.Store(false)
	k.note("'" + what + "'")
	if !k.s.loop.Inside() {
		k.wrong("%s is not on the loop", what)
	}
	if k.life.errored && what != "close" {
		k.wrong("%s after error", what)
	}
	if note != nil {
		note()
	}
}

// data is what has come from the peer.
func (k *chaosSocket) data(p []byte) {
	k.event("data", func() {
		if k.life.ended || len(p) == 0 {
			k.wrong("%d bytes of data after end", len(p))
		}
		if k.c.pipes {
			return
		}
		in := k.in
		for _, b := range p {
			if in.got < 8 {
				in.head = append(in.head, b)
			} else if want := patternAt(in.from, in.got); b != want {
				k.wrong("byte %d of stream %d is %d, want %d", in.got, in.from.id, b, want)
				return
			}
			if in.got++; in.got == 8 {
				k.c.mutex.Lock()
				in.from = k.c.streams[binary.BigEndian.Uint64(in.head)]
				k.c.mutex.Unlock()
				if in.from == nil {
					k.wrong("data of nobody: %x", in.head)
					in.from = &chaosStream{}
				}
			}
		}
	})
}

func patternAt(s *chaosStream, i int) byte {
	if i < 8 {
		return byte(s.id >> (8 * (7 - i)))
	}
	return byte(int(s.id)*31 + i*7 + i>>8)
}

// write says more, in order, whoever calls.
func (k *chaosSocket) write(size int, end bool) {
	answer := k.c.promise(fmt.Sprintf("Write of %d bytes, end %v", size, end), k)
	k.mu.Lock()
	defer k.mu.Unlock()
	p := make([]byte, size)
	for i := range p {
		p[i] = patternAt(k.out, k.out.sent+i)
	}
	if !k.s.Writable() && !k.s.Connecting() {
		k.s.Write(p, func(error) { answer() }) // nobody will hear of it
		return
	}
	k.out.sent += size
	out := k.out
	if end {
		k.s.EndWith(p, func(err error) { answer(); out.whole.CompareAndSwap(false, err == nil) })
	} else {
		k.s.Write(p, func(error) { answer() })
	}
}

func (k *chaosSocket) end() {
	answer := k.c.promise("End", k)
	k.mu.Lock()
	defer k.mu.Unlock()
	out := k.out
	k.s.End(func(err error) { answer(); out.whole.CompareAndSwap(false, err == nil) })
}

// reconnect begins another life.
func (k *chaosSocket) reconnect(d *dice) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.s.Closed() {
		return
	}
	k.begin()
	k.lives.Add(1)
	if err := k.s.ConnectWith(k.c.where(d)); err != nil {
		k.lives.Add(-1)
	}
}

// look calls what only tells.
func (k *chaosSocket) look() {
	s := k.s
	_ = fmt.Sprint(s.ReadyState(), s.LocalAddr(), s.RemoteAddr(), s.Err(), s.BytesRead(), s.BytesWritten(),
		s.ReadableLength(), s.WritableLength(), s.WritableNeedDrain(), s.Destroyed(), s.Closed(), s.Pending())
}

// note remembers what was called and told, for the report.
func (k *chaosSocket) note(what string) {
	k.noted.Lock()
	if len(k.notes) > 200 {
		k.notes = append(k.notes[:0], k.notes[100:]...)
	}
	k.notes = append(k.notes, what)
	k.noted.Unlock()
}

// story is what is known of the socket; of none it is empty.
func (k *chaosSocket) story() string {
	if k == nil {
		return ""
	}
	k.noted.Lock()
	defer k.noted.Unlock()
	return fmt.Sprintf("; the socket is %s, closed %v, accepted %v, %v\n\t%s", k.s.ReadyState(), k.s.Closed(), k.s.Server() != nil, k.s.Err(), strings.Join(k.notes, ", "))
}

func (k *chaosSocket) wrong(format string, args ...any) {
	k.c.t.Errorf("round %d (%s): %s%s", k.c.seed, k.c.round, fmt.Sprintf(format, args...), k.story())
}

// check looks at everything when the round is over.
func (c *chaos) check(sum *chaosSum) {
	c.t.Helper()
	nettest.Eventually(func() bool { return len(c.broken()) == 0 })
	if broken := c.broken(); len(broken) > 0 {
		for _, what := range broken {
			c.t.Errorf("round %d (%s): %s", c.seed, c.round, what)
		}
		return
	}
	c.waits.Wait()
	for _, in := range c.heard {
		if c.pipes || !in.ended || in.from == nil || !in.from.whole.Load() {
			continue
		}
		if in.got != in.from.sent && !winetest.OnWine() { // where a reset looks like the end
			in.by.wrong("%d bytes of stream %d, which has %d", in.got, in.from.id, in.from.sent)
		}
		sum.streams++
		sum.bytes += in.got
	}
	sum.sockets += len(c.sockets)
	sum.promises += len(c.promises)
	if n := c.server.GetConnections(); n != 0 {
		c.t.Errorf("round %d (%s): %d connections are left", c.seed, c.round, n)
	}
}

// broken are the promises that are not kept, or not yet.
func (c *chaos) broken() (all []string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, p := range c.promises {
		if n := p.answered.Load(); n != 1 {
			all = append(all, fmt.Sprintf("%s was answered %d times%s", p.what, n, p.by.story()))
		}
	}
	for _, k := range c.sockets {
		if lives, closes := k.lives.Load(), k.closes.Load(); lives != closes {
			all = append(all, fmt.Sprintf("%d lives and %d times 'close'%s", lives, closes, k.story()))
		}
	}
	return all
}
