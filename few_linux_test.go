package nodenet

import (
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"golang.org/x/sys/unix"
)

// A group with both ends of more connections than there are descriptors for: who gets
// none is told, and when some come back everybody else is served; nothing is lost, and
// the loops sleep meanwhile.
func TestBothEndsWithoutDescriptors(t *testing.T) {
	const test = "TestBothEndsWithoutDescriptors"
	switch os.Getenv("NODENET_ROLE") {
	case "one loop":
		bothEndsWithoutDescriptors(t, 1)
		return
	case "two loops":
		bothEndsWithoutDescriptors(t, 2)
		return
	}
	for _, loops := range []string{"one loop", "two loops"} {
		t.Run(loops, func(t *testing.T) {
			lines, _ := child(t, test, loops)
			for line := range lines {
				if line == "served" {
					return
				}
				t.Log(line)
			}
			t.Error("it has failed")
		})
	}
}

func bothEndsWithoutDescriptors(t *testing.T, loops int) {
	g, err := NewGroup(GroupOptions{Loops: loops})
	if err != nil {
		t.Fatal(err)
	}
	v := g.CreateServer(func(s *Socket) { s.Pipe(s) })
	v.OnError(func(err error) { t.Error("server:", err) })
	listening := nettest.NewSignal()
	v.Listen(0, "127.0.0.1", listening.Fire)
	listening.Wait(t, "listening")

	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	limit := unix.Rlimit{Cur: uint64(len(open) + 100), Max: uint64(len(open) + 100)}
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	const clients = 150
	var mu sync.Mutex
	var connected []*Socket
	settled, ended := make(chan bool, clients), make(chan bool, clients)
	connect := func() {
		s := g.Connect(v.Address().Port, "127.0.0.1", nil)
		here := false
		s.OnConnect(func() {
			here = true
			mu.Lock()
			connected = append(connected, s)
			mu.Unlock()
			s.WriteString("hello")
			settled <- true
		})
		s.OnData(func([]byte) { s.End() })
		s.OnClose(func(hadError bool) {
			if !here {
				settled <- false
				return
			}
			ended <- !hadError && s.BytesRead() == 5
		})
	}
	for range clients {
		connect()
	}
	there := 0
	for range clients {
		if nettest.Await(t, settled, "connect or error") {
			there++
		}
	}
	before := cpuTime()
	time.Sleep(300 * time.Millisecond)
	if used := cpuTime() - before; used > 200*time.Millisecond {
		t.Error("the loops spin:", used)
	}
	mu.Lock()
	waiting := slices.DeleteFunc(connected, (*Socket).Destroyed) // on a busy machine the first were served meanwhile
	mu.Unlock()
	for _, s := range waiting[:min(10, len(waiting))] {
		s.Destroy(nil)
	}
	served := 0
	for range there {
		if nettest.Await(t, ended, "end") {
			served++
		}
	}
	if served < there-10 || there == 0 {
		t.Errorf("%d of %d were served", served, there)
	}
	for range 3 * clients {
		connect()
		if !nettest.Await(t, settled, "connect") || !nettest.Await(t, ended, "end") {
			t.Fatal("there are descriptors, and it fails")
		}
	}
	if !t.Failed() {
		fmt.Println("served")
	}
}

// A connection that cannot be taken over, for want of a descriptor, is on goroutines:
// nothing is lost.
func TestFromConnWithoutADescriptor(t *testing.T) {
	if os.Getenv("NODENET_ROLE") == "" {
		lines, _ := child(t, "TestFromConnWithoutADescriptor", "no descriptor")
		for line := range lines {
			if line == "it works" {
				return
			}
			t.Log(line)
		}
		t.Fatal("it has failed")
	}
	g, err := NewGroup(GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	peer, err := ln.Accept()
	if err != nil {
		t.Fatal(err)
	}
	var before unix.Rlimit
	_ = unix.Getrlimit(unix.RLIMIT_NOFILE, &before)
	_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 3, Max: before.Max}) // all in use
	s := g.FromConn(conn, SocketOptions{})
	_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &before)
	if err := conn.SetDeadline(time.Time{}); err != nil {
		t.Error("there was a descriptor:", err)
	}
	s.EndString("it works\n")
	_, _ = io.Copy(os.Stdout, peer)
}

// cpuTime is how long the process has been running on a processor.
func cpuTime() time.Duration {
	var u unix.Rusage
	unix.Getrusage(unix.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
