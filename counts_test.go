package nodenet

import (
	"errors"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// counting is a reader and writer whose counts are what it says.
type counting func(p []byte) (int, error)

func (f counting) Read(p []byte) (int, error)  { return f(p) }
func (f counting) Write(p []byte) (int, error) { return f(p) }

// Counts of somebody else's that cannot be are an error: nothing is read beyond a buffer.
func TestCountsThatCannotBe(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		for _, wrong := range []counting{
			func(p []byte) (int, error) { return len(p) + 1, nil },
			func([]byte) (int, error) { return -1, nil },
		} {
			client, server := connPair(t, n)
			if total, err := client.ReadFrom(wrong); total != 0 || !errors.Is(err, errCount) {
				t.Error(total, err)
			}
			if _, err := client.Write([]byte("data")); err != nil {
				t.Error(err)
			}
			if total, err := server.WriteTo(wrong); total != 0 || !errors.Is(err, errCount) {
				t.Error(total, err)
			}
			to, from := FromConn(client, SocketOptions{}), FromConn(server, SocketOptions{})
			done := to.PipeTo(wrong)
			from.WriteString("data")
			if err := nettest.Await(t, done, "PipeTo"); !errors.Is(err, errCount) {
				t.Error(err)
			}
			if err := nettest.Await(t, from.PipeFrom(wrong), "PipeFrom"); err == nil {
				t.Error("no error")
			}
			to.Destroy(nil)
			from.Destroy(nil)
			closed(t, to, from)
		}
	})
}

// A reader that has nothing, and does not wait either, is given up when the Conn is closed.
func TestReadFromAReaderOfNothing(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		client, _ := connPair(t, n)
		asked, done := nettest.NewSignal(), make(chan error, 1)
		go func() {
			_, err := client.ReadFrom(counting(func([]byte) (int, error) { asked.Fire(); return 0, nil }))
			done <- err
		}()
		asked.Wait(t, "Read")
		_ = client.Close()
		if err := nettest.Await(t, done, "ReadFrom"); err == nil {
			t.Error("no error")
		}
	})
}

// An id that nobody was given removes nothing: a pipe's own listeners stay.
func TestOffOfAPipesListener(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	done := s.PipeTo(counting(func(p []byte) (int, error) { return len(p), nil }))
	for id := range ListenerID(10) {
		s.Off(id)
	}
	s.Destroy(nil)
	if err := nettest.Await(t, done, "PipeTo"); err == nil {
		t.Error("it has ended in order")
	}
}
