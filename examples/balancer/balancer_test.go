//go:build unix

package main

import (
	"bytes"
	"errors"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestMain(m *testing.M) { nettest.Main(m, func() { nodenet.Wait() }) }

// start starts a balancer in front of backends on the ports. The first checks of the
// backends are done, the next are the interval away.
func start(t *testing.T, interval time.Duration, ports ...int) (port int, changes chan string) {
	t.Helper()
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { group.Close() })
	changes = make(chan string, 100)
	b := &balancer{group: group, interval: interval, patience: nettest.Patience}
	b.changed = func(to *backend) {
		for i := range b.backends {
			if b.backends[i] == to {
				changes <- string(rune('A'+i)) + map[bool]string{true: " up", false: " down"}[to.up]
			}
		}
	}
	for _, port := range ports {
		b.backends = append(b.backends, &backend{host: "127.0.0.1", port: port})
	}
	server := b.newServer()
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		t.Fatal(err)
	}
	return server.Address().Port, changes
}

// reserve binds a port on which nobody listens yet.
func reserve(t *testing.T) (*nodenet.BoundSocket, int) {
	t.Helper()
	bound, err := nodenet.BindSocket(nodenet.BindOptions{Host: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bound.Close() })
	return bound, bound.Address().Port
}

// serve has a backend listen on a port that was reserved.
func serve(t *testing.T, bound *nodenet.BoundSocket, onConnection func(*nodenet.Socket)) *nodenet.Server {
	t.Helper()
	server := nodenet.CreateServerWith(nodenet.ServerOptions{AllowHalfOpen: true, OnConnection: onConnection})
	if err := server.ListenWith(nodenet.ListenOptions{Bound: bound}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close(); server.CloseAllConnections() })
	return server
}

// greet has a backend say its name.
func greet(name string) func(*nodenet.Socket) {
	return func(s *nodenet.Socket) {
		s.OnEnd(func() { s.End() })
		s.WriteString(name)
	}
}

// ask returns what a new client hears first, and the client.
func ask(t *testing.T, port int) (string, *nodenet.Socket) {
	t.Helper()
	heard := make(chan string, 2)
	client := nodenet.Connect(port, "127.0.0.1", nil)
	client.OnText(func(text string) { heard <- text })
	client.OnClose(func(bool) { heard <- "closed" })
	t.Cleanup(func() { client.Destroy(nil) })
	return nettest.Await(t, heard, "the backend"), client
}

func TestConnectionsGoToTheBackendWithTheFewest(t *testing.T) {
	a, portA := reserve(t)
	b, portB := reserve(t)
	serve(t, a, greet("A"))
	serve(t, b, greet("B"))
	port, _ := start(t, time.Hour, portA, portB)
	count := map[string]int{}
	for range 6 {
		name, _ := ask(t, port)
		count[name]++
	}
	if count["A"] != 3 || count["B"] != 3 {
		t.Error(count)
	}
}

func TestABackendThatIsDownIsLeftOutUntilItAnswers(t *testing.T) {
	a, portA := reserve(t)
	b, portB := reserve(t)
	serve(t, b, greet("B"))
	port, changes := start(t, time.Millisecond, portA, portB)
	if change := nettest.Await(t, changes, "a change"); change != "A down" {
		t.Fatal(change)
	}
	for range 3 {
		if name, _ := ask(t, port); name != "B" {
			t.Error(name)
		}
	}
	server := serve(t, a, greet("A"))
	if change := nettest.Await(t, changes, "a change"); change != "A up" {
		t.Fatal(change)
	}
	if name, _ := ask(t, port); name != "A" {
		t.Error(name)
	}
	server.Close()
	if change := nettest.Await(t, changes, "a change"); change != "A down" {
		t.Fatal(change)
	}
}

func TestWithoutABackendTheClientIsReset(t *testing.T) {
	_, portA := reserve(t)
	port, changes := start(t, time.Hour, portA)
	nettest.Await(t, changes, "the backend to be down")
	heard, client := ask(t, port)
	if heard != "closed" || !errors.Is(client.Err(), syscall.ECONNRESET) {
		t.Error(heard, client.Err())
	}
}

func TestHalfCloseIsCarriedThrough(t *testing.T) {
	a, portA := reserve(t)
	serve(t, a, func(s *nodenet.Socket) {
		length := 0
		s.OnData(func(data []byte) { length += len(data) })
		s.OnEnd(func() {
			if length == 1<<20 {
				s.EndString("all of it")
			}
		})
	})
	port, _ := start(t, time.Hour, portA)
	heard := make(chan string, 1)
	client := nodenet.Connect(port, "127.0.0.1", nil)
	client.OnText(func(text string) { heard <- text })
	client.EndWith(make([]byte, 1<<20))
	if text := nettest.Await(t, heard, "the answer to what has ended"); text != "all of it" {
		t.Error(text)
	}
}

// counter is a reader that counts what was read.
type counter struct {
	bytes.Reader
	total atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.total.Add(int64(n))
	return n, err
}

func TestAClientWaitsForABackendThatDoesNotRead(t *testing.T) {
	const size = 64 << 20
	const buffers = 40 << 20 // more than the kernel has for the two connections
	a, portA := reserve(t)
	accepted := make(chan *nodenet.Socket, 10)
	serve(t, a, func(s *nodenet.Socket) {
		s.Pause()
		accepted <- s
	})
	port, _ := start(t, time.Hour, portA)
	probe := nettest.Await(t, accepted, "the check")
	probe.Destroy(nil)

	data := &counter{}
	data.Reset(make([]byte, size))
	client := nodenet.Connect(port, "127.0.0.1", nil)
	stalled := make(chan struct{}, 1)
	if err := client.SetTimeout(200*time.Millisecond, func() { stalled <- struct{}{} }); err != nil {
		t.Fatal(err)
	}
	sent := client.PipeFrom(data)
	server := nettest.Await(t, accepted, "the connection")
	nettest.Await(t, stalled, "the client to stall")
	if total := data.total.Load(); total > buffers {
		t.Errorf("%d bytes were taken from the client for a backend that reads nothing", total)
	}
	received := make(chan int, 1)
	total := 0
	server.OnData(func(p []byte) { total += len(p) })
	server.OnEnd(func() { received <- total })
	server.Resume()
	if err := nettest.Await(t, sent, "the end of the data"); err != nil {
		t.Error(err)
	}
	if n := nettest.Await(t, received, "the end"); n != size {
		t.Errorf("%d of %d bytes", n, size)
	}
	server.End()
}
