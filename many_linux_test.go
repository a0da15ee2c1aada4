package nodenet

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"golang.org/x/sys/unix"
)

// child runs a test of this binary as a process of its own, in which role is
// set, and returns the lines it prints and what it reads lines from.
func child(t *testing.T, test, role string) (<-chan string, io.Writer) {
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.timeout=10m")
	cmd.Env = append(os.Environ(), "NODENET_ROLE="+role)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	return start(t, cmd), in
}

const (
	manyConnections = 15_000
	manyWaves       = 3
)

// 15,000 connections at once, each echoing, opened and closed in waves: no
// descriptor, goroutine or byte is lost.
func TestManyConnections(t *testing.T) {
	if role, where, _ := strings.Cut(os.Getenv("NODENET_ROLE"), " "); role == "clients" {
		manyClients(where)
		return
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); limit.Cur < manyConnections+100 {
		t.Skipf("only %d descriptors are allowed", limit.Cur)
	}
	g, err := NewGroup(GroupOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var failed atomic.Int32
	v := g.CreateServer(func(s *Socket) {
		s.OnData(func(p []byte) { s.Write(p) })
		s.OnError(func(error) { failed.Add(1) })
	})
	listening := nettest.NewSignal()
	v.Listen(0, "0.0.0.0", listening.Fire)
	listening.Wait(t, "listening")
	lines, in := child(t, "TestManyConnections", fmt.Sprintf("clients %d", v.Address().Port))
	descriptors, goroutines := nettest.Descriptors(), runtime.NumGoroutine()
	for wave := range manyWaves {
		if line := nettest.Await(t, lines, "a wave"); line != fmt.Sprintf("open %d", manyConnections) {
			t.Fatal(line)
		}
		// The last may be connected before they are accepted.
		if !nettest.Eventually(func() bool { return v.GetConnections() == manyConnections }) {
			t.Errorf("wave %d: %d connections", wave, v.GetConnections())
		}
		fmt.Fprintln(in, "close")
		if line := nettest.Await(t, lines, "a wave's end"); line != "closed" {
			t.Fatal(line)
		}
		if !nettest.Eventually(func() bool { return v.GetConnections() == 0 && nettest.Descriptors() <= descriptors }) {
			t.Errorf("wave %d: %d connections and %d descriptors are left", wave, v.GetConnections(), nettest.Descriptors()-descriptors)
		}
		fmt.Fprintln(in, "next")
	}
	if failed.Load() > 0 || runtime.NumGoroutine() > goroutines+5 {
		t.Errorf("%d failed; %d goroutines more", failed.Load(), runtime.NumGoroutine()-goroutines)
	}
	g.Close()
}

// manyClients opens, echoes and closes, and tells; every wave has another
// address, since ports rest for a minute after a close.
func manyClients(port string) {
	g, err := NewGroup(GroupOptions{})
	if err != nil {
		panic(err)
	}
	number := 0
	fmt.Sscan(port, &number)
	for wave := range manyWaves {
		sockets := make([]*Socket, manyConnections)
		echoed := make(chan bool, manyConnections)
		next := make(chan bool, 200) // no more on their way than the backlog takes
		for i := range sockets {
			next <- true
			s := g.Connect(number, fmt.Sprintf("127.0.0.%d", wave+1), nil)
			sockets[i] = s
			text, got := fmt.Sprintf("connection %d of wave %d", i, wave), ""
			s.OnText(func(part string) {
				if got += part; len(got) >= len(text) {
					echoed <- got == text
					<-next
				}
			})
			s.OnClose(func(hadError bool) {
				if hadError {
					fmt.Println("error:", s.Err())
					os.Exit(1)
				}
			})
			s.WriteString(text)
		}
		right := 0
		for range sockets {
			if <-echoed {
				right++
			}
		}
		fmt.Println("open", right)
		fmt.Scanln(new(string)) // the other side has counted
		for _, s := range sockets {
			s.End()
		}
		g.Wait()
		fmt.Println("closed")
		fmt.Scanln(new(string)) // again
	}
	g.Close()
}

// Out of descriptors: connections that are there go on, new ones wait and come
// in as soon as there is room.
func TestOutOfDescriptors(t *testing.T) {
	if os.Getenv("NODENET_ROLE") == "few" {
		fewDescriptors()
		return
	}
	lines, _ := child(t, "TestOutOfDescriptors", "few")
	address := nettest.Await(t, lines, "the address")
	const wanted = 150 // the server has descriptors for about 80
	var conns []net.Conn
	echo := func(c net.Conn, patience time.Duration) bool {
		buf := make([]byte, 1)
		c.SetDeadline(time.Now().Add(patience))
		_, err := c.Write([]byte("x"))
		if err == nil {
			_, err = c.Read(buf)
		}
		return err == nil
	}
	for range wanted {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns = append(conns, c)
	}
	served := 0
	for served < wanted && echo(conns[served], 3*time.Second) {
		served++
	}
	if served < 20 || served == wanted {
		t.Fatalf("%d of %d are served: not what this test needs", served, wanted)
	}
	for i, c := range conns[:served] {
		if !echo(c, nettest.Patience) {
			t.Fatalf("connection %d suffers", i)
		}
	}
	for _, c := range conns[:served] {
		c.Close()
	}
	for i, c := range conns[served : served+20] {
		buf := make([]byte, 1) // its byte was sent already, but for the first
		c.SetDeadline(time.Now().Add(nettest.Patience))
		if i > 0 {
			c.Write([]byte("x"))
		}
		if _, err := c.Read(buf); err != nil {
			t.Fatalf("waiting connection %d: %v", i, err)
		}
	}
}

func fewDescriptors() {
	v := CreateServer(func(s *Socket) { s.Pipe(s) })
	v.Listen(0, "127.0.0.1")
	limit := unix.Rlimit{Cur: 90, Max: 90}
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		panic(err)
	}
	fmt.Println(v.Address())
	Wait()
}
