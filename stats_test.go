package nodenet

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// Everything that has happened is counted once, whatever the transport.
func TestStatsCountWhatHappened(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		const clients, size = 5, 1000
		gone := make(chan bool, clients)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnData(func(p []byte) { s.Write(p) })
			s.OnClose(func(hadError bool) { gone <- hadError })
		})
		for range clients {
			s := n.connect(v)
			s.Write(make([]byte, size))
			got := 0
			s.OnData(func(p []byte) {
				if got += len(p); got == size {
					s.End()
				}
			})
			closed(t, s)
		}
		v.Shutdown(t.Context())
		for range clients { // a server may close before the last of its sockets, as in Node
			nettest.Await(t, gone, "the end of a connection")
		}
		st := n.Stats()
		if st.Accepted != clients || st.Connected != clients || st.Closed != 2*clients || st.Connections != 0 {
			t.Errorf("connections: %+v", st)
		}
		if st.BytesRead != 2*clients*size || st.BytesWritten != 2*clients*size {
			t.Errorf("read %d, written %d, want %d", st.BytesRead, st.BytesWritten, 2*clients*size)
		}
		if len(st.Errors) != 0 || st.Loops[0].Turns == 0 || st.Loops[0].BytesRead != st.BytesRead {
			t.Errorf("%+v", st)
		}
	})
}

func TestStatsCountRefusalsAndErrors(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	full := n.serve(ServerOptions{MaxConnections: -1}, nil)
	var list BlockList
	if err := list.AddAddress(netip.MustParseAddr("127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	blocking := n.serve(ServerOptions{BlockList: &list}, nil)
	closed(t, n.connect(full), n.connect(blocking))
	for _, err := range []error{&Error{Code: "EMINE"}, errors.New("without a code")} {
		s := n.NewSocket(SocketOptions{})
		s.Destroy(err)
		closed(t, s)
	}
	st := n.Stats()
	if st.Blocked != 1 || st.Dropped < 1 || st.Errors["EMINE"] != 1 || st.Errors["other"] != 1 {
		t.Errorf("%+v", st)
	}
}

// What a text of the program's is counted by cannot fill the memory.
func TestStatsErrorCodesAreBounded(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for i := range 1000 {
		n.NewSocket(SocketOptions{}).Destroy(&Error{Code: fmt.Sprint("E", i)})
	}
	got, sum := n.Stats().Errors, int64(0)
	for _, k := range got {
		sum += k
	}
	if len(got) > 129 || sum != 1000 || got["other"] == 0 {
		t.Errorf("%d codes, %d errors", len(got), sum)
	}
}

// Codes become labels, such as those of Prometheus, which are UTF-8.
func TestStatsErrorCodesAreLabels(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, code := range []string{"\xff", strings.Repeat("E", 65), "", "EMINE"} {
		n.NewSocket(SocketOptions{}).Destroy(&Error{Code: code})
	}
	if got := n.Stats().Errors; len(got) != 2 || got["other"] != 3 || got["EMINE"] != 1 {
		t.Errorf("%v", got)
	}
}

// A callback that takes long is seen as the lag of its loop: while it runs, and after.
func TestLagOfALoop(t *testing.T) {
	n := newTestNet(t, nil, false, 2)
	free := n.handles.Loops[1]
	n.Stats()
	settled := func() {
		done := make(chan struct{})
		n.Post(func() { close(done) })
		<-done
	}
	settled()
	stop := make(chan struct{})
	n.Post(func() { <-stop })
	late := func() bool { return n.Stats().Loops[0].Lag > 500*time.Millisecond }
	if !nettest.Eventually(late) {
		t.Error("nothing was seen while the loop was busy")
	}
	close(stop)
	settled()
	if loop := n.Stats().Loops[0]; loop.MaxLag < 500*time.Millisecond {
		t.Errorf("it was forgotten: %+v", loop)
	}
	settled()
	if !nettest.Eventually(func() bool { return n.Stats().Loops[0].WakeUps > 0 }) {
		t.Error("it has never woken up")
	}
	if last, _ := free.Lag(); last > 400*time.Millisecond {
		t.Log("the other loop was late too, on a machine that is busy:", last)
	}
}

func TestSocketsOfAGroup(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pause(); accepted <- s })
		client := n.connect(v)
		server := nettest.Await(t, accepted, "the connection")
		if client.Write(make([]byte, 64<<20)) { // more than the system can hold
			t.Fatal("the peer takes everything although it is paused")
		}
		all := slices.Collect(n.Sockets())
		if len(all) != 2 || !slices.Contains(all, client) || !slices.Contains(all, server) {
			t.Fatal("sockets:", all)
		}
		c, s := client.Stats(), server.Stats()
		if c.Accepted || !c.NeedDrain || c.WritableLength == 0 || c.BytesWritten == 0 || c.State != "open" && c.State != "opening" {
			t.Errorf("client: %+v", c)
		}
		if !s.Accepted || !s.Paused || s.State != "open" || s.Loop != 0 {
			t.Errorf("server: %+v", s)
		}
		if !n.unix && (s.Local.Port != v.Address().Port || s.Remote.Address != "127.0.0.1") {
			t.Errorf("addresses: %v %v", s.Local, s.Remote)
		}
		for range n.Sockets() {
			break
		}
		client.Destroy(nil)
		closed(t, client)
	})
}

// Idle is since the last byte, Age since the beginning.
func TestAgeAndIdle(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { s.OnData(func(p []byte) { s.Write(p) }) })
	s := n.connect(v)
	got := make(chan struct{}, 1)
	s.OnData(func([]byte) { got <- struct{}{} })
	if !nettest.Eventually(func() bool { return s.Stats().Idle >= time.Second }) {
		t.Fatal("it is never idle")
	}
	s.WriteString("x")
	nettest.Await(t, got, "the echo")
	if st := s.Stats(); st.Age < time.Second || st.Idle >= st.Age {
		t.Errorf("%+v", st)
	}
}

// Watching is safe from any goroutine, whatever goes on.
func TestWatchingABusyGroup(t *testing.T) {
	n := newTestNet(t, nil, false, 2)
	v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
	done := make(chan struct{})
	var watchers sync.WaitGroup
	for range 2 {
		watchers.Go(func() {
			var last Stats
			for {
				select {
				case <-done:
					return
				default:
				}
				st := n.Stats()
				if st.Connections < 0 || st.Accepted < last.Accepted || st.BytesRead < last.BytesRead {
					t.Errorf("%+v after %+v", st, last)
				}
				last = st
				for s := range n.Sockets() {
					_ = s.Stats()
				}
			}
		})
	}
	for range 200 {
		s := n.connect(v)
		s.OnData(func([]byte) { s.End() })
		s.WriteString("hello")
		closed(t, s)
	}
	close(done)
	watchers.Wait()
}

// lockedBuffer is what a log is written to.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}

func TestLoggerOfAGroup(t *testing.T) {
	var log lockedBuffer
	g, err := NewGroup(GroupOptions{Loops: 1, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	s := g.NewSocket(SocketOptions{})
	s.OnData(nil)
	s.OnClose(func(bool) { panic("of a listener") })
	s.Destroy(nil)
	g.Post(func() { panic("of Post") })
	g.SetTimeout(0, func() { panic("of a timer") })
	_ = g.CreateServer().Listen(-1, "", nil)
	g.Wait()
	for _, want := range []string{"OnData", "of a listener", "of Post", "of a timer"} {
		if !nettest.Eventually(func() bool { return strings.Contains(log.String(), want) }) {
			t.Errorf("%q is not in the log", want)
		}
	}
}

func TestTraceOfASocket(t *testing.T) {
	type counts struct{ connects, read, written, ends, closes int }
	var mu sync.Mutex
	all := map[*Socket]*counts{}
	note := func(f func()) { mu.Lock(); f(); mu.Unlock() }
	gone := make(chan bool, 2)
	g, err := NewGroup(GroupOptions{Loops: 1, Trace: func(s *Socket) *Trace {
		c := &counts{}
		note(func() { all[s] = c })
		return &Trace{
			Connect: func() { note(func() { c.connects++ }) },
			Read:    func(n int) { note(func() { c.read += n }) },
			Written: func(n int) { note(func() { c.written += n }) },
			End:     func() { note(func() { c.ends++ }) },
			Close:   func(hadError bool) { note(func() { c.closes++ }); gone <- hadError },
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	n := &testNet{Group: g, t: t}
	v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
	s := n.connect(v)
	s.EndString("hello")
	s.Resume()
	closed(t, s)
	v.Shutdown(t.Context())
	for range 2 {
		nettest.Await(t, gone, "the end of a connection")
	}
	mu.Lock()
	defer mu.Unlock()
	if len(all) != 2 {
		t.Fatal(len(all), "sockets")
	}
	for of, c := range all {
		want := counts{0, 5, 5, 1, 1}
		if of == s {
			want.connects = 1
		}
		if *c != want {
			t.Errorf("%+v, want %+v", *c, want)
		}
	}
}

// The attempts to connect are told of, and how they ended.
func TestTraceOfAttempts(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	_ = ln.Close() // nobody answers there now
	told := make(chan string, 10)
	g, err := NewGroup(GroupOptions{Loops: 1, Trace: func(*Socket) *Trace {
		return &Trace{
			ConnectionAttempt:       func(ip string, _, _ int) { told <- "attempt " + ip },
			ConnectionAttemptFailed: func(ip string, _, _ int, err error) { told <- "failed " + ip },
			Error:                   func(error) { told <- "error" },
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	s := g.Connect(port, "127.0.0.1")
	s.OnError(func(error) {})
	for _, want := range []string{"attempt 127.0.0.1", "failed 127.0.0.1", "error"} {
		if got := nettest.Await(t, told, want); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
