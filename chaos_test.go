package nodenet

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
)

var (
	chaosTime = flag.Duration("chaos", 2*time.Second, "how long TestChaos runs")
	chaosSeed = flag.Uint64("chaos.seed", 0, "the first round of TestChaos; 0 is a random one")
)

// Random programs over the whole API, on several goroutines and loops, with faults of
// the system, and all of it checked against chaos_model_test.go. A failure names the
// round: -chaos.seed runs it again, with the same calls on the same goroutines. What
// happens at the same time is the scheduler's choice.
//
//	go test -run Chaos -race -chaos=30m
func TestChaos(t *testing.T) {
	quietLog(t)
	seed := *chaosSeed
	if seed == 0 {
		seed = rand.Uint64N(1 << 40)
	}
	rounds, sum := 0, chaosSum{}
	for end := time.Now().Add(*chaosTime); time.Now().Before(end) && !t.Failed(); rounds++ {
		playChaos(t, seed+uint64(rounds), &sum)
	}
	t.Logf("%d rounds from %d: %d sockets, %d promises, %d streams compared to the end, of %d bytes", rounds, seed, sum.sockets, sum.promises, sum.streams, sum.bytes)
}

// chaosSum is what was seen in all.
type chaosSum struct{ sockets, promises, streams, bytes int }

// playChaos plays one round.
func playChaos(t *testing.T, seed uint64, sum *chaosSum) {
	c := &chaos{t: t, seed: seed, dice: dice{rng: rand.New(rand.NewPCG(seed, 1))}}
	families := transporttest.Families()
	family := families[c.n(len(families))]
	unix := c.n(2) == 0 && nettest.UnixSockets() == nil
	c.pipes, c.gentle = c.n(3) == 0, c.n(3) == 0
	if c.n(2) == 0 {
		defer injectChaos(&c.dice)()
	}
	c.net = newTestNet(t, family.Network, unix, 1+c.n(3))
	defer c.net.Close()
	c.round = fmt.Sprintf("%s, unix %v, %d loops, pipes %v, gentle %v", family.Name, unix, c.net.Loops(), c.pipes, c.gentle)
	c.server = c.net.CreateServerWith(ServerOptions{AllowHalfOpen: c.n(2) == 0, HighWaterMark: []int{0, 1, 4096}[c.n(3)]})
	c.server.OnConnection(func(s *Socket) { c.adopt(s) })
	c.listen()
	idle := c.newSocket()
	idle.s = c.net.NewSocket(SocketOptions{})
	idle.listen(c)
	c.add(idle)
	var actors sync.WaitGroup
	for actor := range 2 + c.n(3) {
		own := &dice{rng: rand.New(rand.NewPCG(seed, 2+uint64(actor)))}
		actors.Go(func() {
			for range 40 + own.n(80) {
				k := c.any(own)
				own.act(c, k)
				if own.n(3) == 0 {
					time.Sleep(time.Duration(own.n(500)) * time.Microsecond)
				}
			}
		})
	}
	if !c.gentle && c.n(3) == 0 { // the end comes while they are at it
		c.end()
	}
	actors.Wait()
	if c.gentle {
		c.endAll()
	}
	c.end()
	c.check(sum)
}

// dice is where the random numbers of one goroutine come from.
type dice struct {
	mu  sync.Mutex
	rng *rand.Rand
}

func (d *dice) n(below int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.rng.IntN(below)
}

// acts are the calls, each as often as its weight says. Those that wait do so on
// goroutines of their own: the callbacks act too.
var acts []act

type act struct {
	weight int
	name   string
	act    func(c *chaos, k *chaosSocket, d *dice)
}

func init() { // what they call makes one of them
	acts = []act{
		{20, "connect", func(c *chaos, _ *chaosSocket, d *dice) { c.connect(d) }},
		{40, "write", func(_ *chaos, k *chaosSocket, d *dice) {
			k.write([]int{0, 1, 100, 5000, 70_000, 400_000}[d.n(6)], false)
		}},
		{8, "end", func(_ *chaos, k *chaosSocket, d *dice) { k.end() }},
		{5, "write and end", func(_ *chaos, k *chaosSocket, d *dice) { k.write(d.n(100_000), true) }},
		{4, "destroy", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Destroy(nil) }},
		{3, "destroy with an error", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Destroy(errors.New("chaos")) }},
		{3, "destroySoon", func(_ *chaos, k *chaosSocket, d *dice) { k.s.DestroySoon() }},
		{3, "reset", func(_ *chaos, k *chaosSocket, d *dice) { _ = k.s.ResetAndDestroy() }},
		{6, "pause", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Pause() }},
		{12, "resume", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Resume() }},
		{4, "cork", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Cork() }},
		{5, "uncork", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Uncork() }},
		{6, "reconnect", func(_ *chaos, k *chaosSocket, d *dice) { k.reconnect(d) }},
		{4, "setTimeout", func(_ *chaos, k *chaosSocket, d *dice) {
			_ = k.s.SetTimeout(time.Duration(d.n(20)) * time.Millisecond)
		}},
		{3, "unref", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Unref() }},
		{3, "ref", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Ref() }},
		{3, "options", func(_ *chaos, k *chaosSocket, d *dice) { k.s.SetNoDelay(d.n(2) == 0).SetKeepAlive(d.n(2) == 0) }},
		{4, "look", func(_ *chaos, k *chaosSocket, d *dice) { k.look() }},
		{3, "a listener", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Off(k.s.OnceDrain(func() {})) }},
		{0, "chunks", func(c *chaos, k *chaosSocket, d *dice) {
			c.wait("Chunks", func() {
				for range k.s.Chunks() {
					if d.n(10) == 0 {
						break
					}
				}
			})
		}},
		{3, "waitDrain", func(c *chaos, k *chaosSocket, d *dice) {
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(d.n(2000))*time.Millisecond)
			c.wait("WaitDrain", func() { defer cancel(); _ = k.s.WaitDrain(ctx) })
		}},
		{3, "pipeTo", func(c *chaos, k *chaosSocket, d *dice) {
			done := k.s.PipeTo(io.Discard)
			c.wait("PipeTo", func() { <-done })
		}},
		{2, "unpipe", func(_ *chaos, k *chaosSocket, d *dice) { k.s.Unpipe() }},
		{2, "dial", func(c *chaos, _ *chaosSocket, d *dice) { c.dial(d) }},
		{2, "server", func(c *chaos, _ *chaosSocket, d *dice) { c.serverAct(d) }},
		{2, "post", func(c *chaos, k *chaosSocket, d *dice) { c.net.Post(func() { d.act(c, k) }) }},
		{2, "timer", func(c *chaos, k *chaosSocket, d *dice) {
			c.net.SetTimeout(time.Duration(d.n(5))*time.Millisecond, func() { d.act(c, k) })
		}},
		{0, "pipe", func(c *chaos, k *chaosSocket, d *dice) { k.s.Pipe(c.any(d).s) }},
		{0, "pipeFrom", func(c *chaos, k *chaosSocket, d *dice) {
			done := k.s.PipeFrom(strings.NewReader(strings.Repeat("x", d.n(100_000))))
			c.wait("PipeFrom", func() { <-done })
		}},
		{0, "read", func(_ *chaos, k *chaosSocket, d *dice) { _ = k.s.Unshift(k.s.Read(d.n(5) - 1)) }},
		{0, "readable", func(_ *chaos, k *chaosSocket, d *dice) { k.s.OnReadable(func() { k.s.Read(-1) }) }},
	}
}

// act makes one random call. Those of weight 0 change what a socket says and hears, and
// are for rounds in which that is not compared.
func (d *dice) act(c *chaos, k *chaosSocket) {
	const ofPipes = 4
	all := 0
	weight := func(i int) int {
		switch {
		case acts[i].weight == 0 && c.pipes:
			return ofPipes
		case c.gentle && slices.Contains(rough, acts[i].name):
			return 0
		}
		return acts[i].weight
	}
	for i := range acts {
		all += weight(i)
	}
	at := d.n(all)
	for i := range acts {
		if at -= weight(i); at < 0 {
			k.note(acts[i].name)
			acts[i].act(c, k, d)
			return
		}
	}
}

// rough is what a gentle round does without, so that more is said to the end.
var rough = []string{"destroy", "destroy with an error", "reset", "destroySoon", "setTimeout", "server", "write and end"}

// mischief is what a callback may do besides.
func (d *dice) mischief(c *chaos, k *chaosSocket, event string) {
	roll := d.n(40)
	if c.gentle {
		roll = max(roll, 2)
	}
	switch roll {
	case 0:
		k.note("panic in " + event)
		panic("chaos in " + event)
	case 1:
		k.note("Goexit in " + event)
		runtime.Goexit()
	case 2, 3, 4, 5, 6, 7:
		d.act(c, k)
	}
}

func (c *chaos) connect(d *dice) {
	o := SocketOptions{AllowHalfOpen: d.n(2) == 0, HighWaterMark: []int{0, 1, 1 << 20}[d.n(3)]}
	k := c.newSocket()
	if d.n(4) == 0 {
		o.OnRead = &OnRead{Buffer: make([]byte, 1+d.n(100_000)), Callback: func(p []byte) bool {
			k.data(p)
			return d.n(10) > 0
		}}
	}
	k.s = c.net.NewSocket(o)
	where, pending := c.where(d), d.n(15) == 0
	// On its loop, where nothing happens before this has returned.
	k.s.loop.Tell(loop.Task{On: loop.Func(func() {
		if k.s.Destroyed() { // the group is closed
			return
		}
		k.listen(c)
		if !pending {
			_ = k.s.ConnectWith(where)
		}
		c.add(k)
	})})
}

// where is somewhere to connect to, mostly the server.
func (c *chaos) where(d *dice) ConnectOptions {
	o := c.net.to(c.server)
	if o.Port == 0 && o.Path == "" {
		o.Port = 1 // it does not listen just now
	}
	switch d.n(12) {
	case 0:
		return ConnectOptions{Path: "/nowhere/at/all"}
	case 1:
		return ConnectOptions{Port: 1, Host: "127.0.0.1"}
	case 2:
		o.ConnectTimeout = time.Duration(1 + d.n(5_000_000))
	case 3, 4:
		o.Path, o.Host = "", "chaos.test"
		o.Port = max(o.Port, 1)
		o.Lookup = d.lookup
	}
	return o
}

// lookup is one that does what it likes.
func (d *dice) lookup(ctx context.Context, _ string, _ int) ([]netip.Addr, error) {
	switch d.n(6) {
	case 0:
		<-ctx.Done()
	case 1:
		panic("chaos in a lookup")
	case 2:
		runtime.Goexit()
	case 3:
		return nil, errors.New("no such name")
	case 4:
		time.Sleep(time.Duration(d.n(2000)) * time.Microsecond)
	}
	return []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()}, nil
}

func (c *chaos) dial(d *dice) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(d.n(20_000))*time.Microsecond)
	c.wait("Dial", func() {
		defer cancel()
		if s, err := c.net.DialWith(ctx, c.where(d)); err == nil {
			s.Destroy(nil)
		}
	})
}

func (c *chaos) serverAct(d *dice) {
	switch d.n(8) {
	case 0, 1, 2:
		c.listen()
	case 3:
		answer := c.promise("Server.Close", nil)
		_ = c.server.Close(func(error) { answer() })
	case 4:
		c.server.CloseAllConnections()
	case 5:
		c.server.SetMaxConnections(d.n(10))
	case 6:
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(d.n(5_000))*time.Microsecond)
		c.wait("Server.Shutdown", func() { defer cancel(); _ = c.server.Shutdown(ctx) })
	case 7:
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(d.n(5_000))*time.Microsecond)
		c.wait("Connections", func() {
			defer cancel()
			for range c.server.Connections(ctx) {
			}
		})
	}
}

func (c *chaos) listen() {
	_ = c.server.ListenWith(ListenOptions{Host: "127.0.0.1", Path: c.net.path, UnlinkStale: true})
}

// endAll has every socket say and hear everything.
func (c *chaos) endAll() {
	for _, k := range c.all() {
		for k.s.WritableCorked() > 0 {
			k.s.Uncork()
		}
		k.end()
		k.s.Resume()
	}
	for late := time.Now().Add(time.Second); c.server.GetConnections() > 0 && time.Now().Before(late); {
		time.Sleep(time.Millisecond)
	}
}

// end ends the group in one of its ways; the second time it does nothing.
func (c *chaos) end() {
	switch c.n(3) {
	case 0:
		c.wait("Group.Close", func() { c.net.Close() })
	case 1:
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(c.n(20))*time.Millisecond)
		c.wait("Group.Shutdown", func() {
			defer cancel()
			_ = c.net.Shutdown(ctx)
			c.net.Close()
		})
	case 2:
		_ = c.server.Close()
		for _, k := range c.all() {
			k.s.Destroy(nil)
		}
		c.wait("Group.Close after all", func() { c.net.Close() })
	}
}
