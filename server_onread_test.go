package nodenet

import (
	"runtime"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// The reads of accepted connections land where the server says.
func TestOnReadOfAServer(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		buffers := make(chan []byte, 1)
		v := n.serve(ServerOptions{OnRead: func(s *Socket) *OnRead {
			buffer := make([]byte, 16)
			buffers <- buffer
			return &OnRead{Buffer: buffer, Callback: func(data []byte) bool {
				if &data[0] != &buffer[0] {
					t.Error("the data lies elsewhere")
				}
				s.Write(data)
				return true
			}}
		}}, nil)
		c := n.connect(v)
		got := make(chan string, 1)
		text := ""
		c.OnData(func(data []byte) {
			if text += string(data); len(text) == 40 {
				got <- text
			}
		})
		want := string(pattern(40))
		c.WriteString(want)
		nettest.Await(t, buffers, "the question for a buffer")
		if text := nettest.Await(t, got, "the answer"); text != want {
			t.Errorf("%q, not %q", text, want)
		}
		c.Destroy(nil)
	})
}

// One that is of no use, or panics, costs that connection; nil is 'data' events.
func TestOnReadOfAServerGoneWrong(t *testing.T) {
	quietLog(t)
	n := newTestNet(t, nil, false, 1)
	answer := func(*Socket) *OnRead { return nil }
	v := n.serve(ServerOptions{OnRead: func(s *Socket) *OnRead { return answer(s) }}, func(s *Socket) {
		s.OnData(func(data []byte) { s.Write(data) })
	})
	for _, wrong := range []func(*Socket) *OnRead{
		func(*Socket) *OnRead { return &OnRead{} },
		func(*Socket) *OnRead { panic("no buffer") },
	} {
		answered := make(chan struct{})
		n.Post(func() { answer = wrong; close(answered) })
		nettest.Await(t, answered, "the loop")
		closed(t, n.connect(v))
	}
	for _, none := range []func(*Socket) *OnRead{
		func(*Socket) *OnRead { return nil },
		func(*Socket) *OnRead { runtime.Goexit(); return nil },
	} {
		answered := make(chan struct{})
		n.Post(func() { answer = none; close(answered) })
		nettest.Await(t, answered, "the loop")
		c := n.connect(v)
		echo := make(chan []byte, 1)
		c.OnData(func(data []byte) { echo <- data })
		c.WriteString("hello")
		if data := nettest.Await(t, echo, "the answer"); string(data) != "hello" {
			t.Errorf("%q", data)
		}
		c.Destroy(nil)
	}
}
