package nodenet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"golang.org/x/sys/unix"
)

// What Read, Write and the rest return after the peer has gone, call after call, from
// a Conn and from a connection of Go's net package side by side.
//
// What happens before, and then is called: r a reset by the peer, f its end of both
// sides, h that of its writing side; s something sent to it, which it does not read, d
// something that it sends, b a Read that waits; R Read, N of nothing, A of everything, W
// Write, O of nothing, E CloseWrite, D CloseRead, C Close.
func TestALostConnIsAsThatOfNet(t *testing.T) {
	calls := []string{
		"srRRRWWR", "srWWRRW", "srRWRW", "srAAW", "srNRR", "srORR", "srOW", "srRNOR", "srCRW", "srRCRW",
		"sdrRRRRWW", "sdrRWWRR", "sdrWRRRW", "sdrAAW", "sbrRRWW", "sbrWWRR",
		"srER", "srRERW", "sErRRW", "sErWR", "srEWRW", "srEEWRR", "srDRWR", "srRDR", "srREEC",
		"fRWWWR", "fWWWRR", "fWRWW", "fWWEE", "fREW", "dfRRRWWRW", "dfWWRRR",
		"hrRRWW", "hrWWRR", "hRrRWW",
	}
	for _, network := range []string{"tcp", "unix"} {
		n := newTestNet(t, nil, network == "unix", 1)
		for _, c := range calls {
			t.Run(network+"/"+c, func(t *testing.T) {
				path := "127.0.0.1:0"
				if n.unix {
					path = nettest.TempPath(t)
				}
				l, err := net.Listen(network, path)
				if err != nil {
					t.Fatal(err)
				}
				defer l.Close()
				theirs, err := net.Dial(network, l.Addr().String())
				if err != nil {
					t.Fatal(err)
				}
				want := lose(t, l, theirs, theirs.(syscall.Conn), nil, c)
				socket, err := n.Dial(context.Background(), network, l.Addr().String())
				if err != nil {
					t.Fatal(err)
				}
				closed := nettest.NewSignal()
				socket.OnClose(func(bool) { closed.Fire() })
				if got := lose(t, l, socket.Conn(), socket, closed, c); got != want {
					t.Errorf("\n%s, net:\n%s", got, want)
				}
			})
		}
	}
}

// lose plays those calls on a connection to l, which knows of a reset when it is known,
// unless that is nil.
func lose(t *testing.T, l net.Listener, c net.Conn, raw syscall.Conn, known *nettest.Signal, calls string) string {
	t.Helper()
	defer c.Close()
	peer, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer peer.Close()
	type halves interface{ CloseWrite() error }
	var waiting chan string
	ended, gone := false, false
	told := new(strings.Builder)
	for _, call := range calls {
		n, err := 0, error(nil)
		switch call {
		case 'r', 'f':
			if tcp, ok := peer.(*net.TCPConn); ok && call == 'r' {
				tcp.SetLinger(0)
			}
			peer.Close()
			gone = true
			if call == 'r' {
				awaitEvents(t, raw, unix.POLLHUP)
				if known != nil && !ended { // the loop reads ahead, but not beyond an end
					known.Wait(t, "the reset")
				}
			}
			if waiting != nil {
				fmt.Fprintf(told, "%c %s\n", call, nettest.Await(t, waiting, "a Read"))
			}
			continue
		case 'h':
			ended = true
			peer.(halves).CloseWrite()
			awaitEvents(t, raw, unix.POLLRDHUP)
			continue
		case 's':
			c.Write([]byte("unread"))
			awaitEvents(t, peer.(syscall.Conn), unix.POLLIN)
			continue
		case 'd':
			peer.Write([]byte("12345678"))
			continue
		case 'b':
			waiting = make(chan string, 1)
			go func() { waiting <- outcome(c.Read(make([]byte, 4))) }()
			continue
		case 'R':
			n, err = c.Read(make([]byte, 4))
		case 'N':
			n, err = c.Read(nil)
		case 'A':
			var all []byte
			all, err = io.ReadAll(c)
			n = len(all)
		case 'W':
			if n, err = c.Write([]byte("hello")); err == nil && gone { // the peer answers by a reset
				awaitEvents(t, raw, unix.POLLHUP)
			}
		case 'O':
			n, err = c.Write(nil)
		case 'E':
			err = c.(halves).CloseWrite()
		case 'D':
			err = c.(interface{ CloseRead() error }).CloseRead()
		case 'C':
			err = c.Close()
		}
		fmt.Fprintf(told, "%c %s\n", call, outcome(n, err))
	}
	return told.String()
}

// outcome is what a call has returned, without addresses.
func outcome(n int, err error) string {
	if op := (*net.OpError)(nil); errors.As(err, &op) {
		return fmt.Sprintf("%d %s %s: %v", n, op.Op, op.Net, op.Err)
	}
	return fmt.Sprint(n, " ", err)
}

// awaitEvents waits until the descriptor has one of the events, or the socket is closed.
func awaitEvents(t *testing.T, c syscall.Conn, events int16) {
	t.Helper()
	raw, err := c.SyscallConn()
	if err != nil {
		return
	}
	raw.Control(func(fd uintptr) {
		of := []unix.PollFd{{Fd: int32(fd), Events: events}}
		for err = unix.EINTR; err == unix.EINTR; {
			_, err = unix.Poll(of, 10_000)
		}
		if err != nil || of[0].Revents&(events|unix.POLLHUP) == 0 {
			t.Errorf("no events %#x: %v", events, err)
		}
	})
}
