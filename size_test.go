package nodenet

import (
	"testing"
	"unsafe"
)

// An idle connection is one Socket, one descriptor of the transport, one listener
// and a slot of the loop. What is added here is paid by every connection.
func TestSizeOfASocket(t *testing.T) {
	if unsafe.Sizeof(uintptr(0)) != 8 {
		t.Skip("sizes are those of 64 bits")
	}
	for _, c := range []struct {
		name      string
		got, most uintptr
	}{
		{"Socket", unsafe.Sizeof(Socket{}), 192},
		{"listener", unsafe.Sizeof(listener{}), 24},
	} {
		if c.got > c.most {
			t.Errorf("%s has %d bytes, %d are allowed", c.name, c.got, c.most)
		}
	}
}

// No message costs an allocation by pipe or onread, and one by 'data'.
func TestAllocationsPerMessage(t *testing.T) {
	for _, c := range []struct {
		name string
		most float64
		use  func(*Socket)
	}{
		{"pipe", 0.1, func(s *Socket) { s.Pipe(s) }},
		{"data", 1.1, func(s *Socket) { s.OnData(func(p []byte) { s.Write(p) }) }},
	} {
		n := newTestNet(t, nil, false, 1)
		v := n.serve(ServerOptions{}, c.use)
		buf := make([]byte, 64)
		o := n.to(v)
		got := make(chan struct{}, 1)
		o.OnRead = &OnRead{Buffer: buf, Callback: func([]byte) bool { got <- struct{}{}; return true }}
		client := n.ConnectWith(o)
		message := make([]byte, 64)
		echo := func() { client.Write(message); <-got }
		echo()
		if allocs := testing.AllocsPerRun(500, echo); allocs > c.most {
			t.Errorf("%s: %.2f allocations a message", c.name, allocs)
		}
		client.Destroy(nil)
	}
}
