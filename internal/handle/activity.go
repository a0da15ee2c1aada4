package handle

import (
	"github.com/nodenet-go/nodenet/internal/loop"
)

// activity is what a connection remembers for whoever watches.
type activity struct {
	begun, last  loop.Stamp
	bytesRead    int64
	bytesWritten int64
}

func (a *activity) begin(l *loop.Loop) { a.begun = l.Stamp(); a.last = a.begun }

func (h *Conn) received(n int) {
	h.last = h.loop.Stamp()
	h.bytesRead += int64(n)
	h.loop.Counters.BytesRead.Add(int64(n))
}

func (h *Conn) sent(n int) {
	h.last = h.loop.Stamp()
	h.bytesWritten += int64(n)
	h.loop.Counters.BytesWritten.Add(int64(n))
}
