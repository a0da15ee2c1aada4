package transport

import (
	"net"
	"runtime"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// The last loop to stop may take a connection that it was told of by another's: whoever
// has accepted it finds nobody to tell, and nothing to close.
func TestAConnThatWasTakenIsNotWaitedFor(t *testing.T) {
	for range 100 {
		ln := newConnListener(nil, Listen{}) // no loop takes anything
		over, offered := make(chan struct{}), nettest.NewSignal()
		go func() {
			select {
			case c := <-ln.arrived:
				CloseConn(c)
			case <-over:
			}
		}()
		runtime.Gosched()
		c, peer := net.Pipe()
		go func() {
			if ln.offer(c) {
				t.Error("somebody was told")
			}
			offered.Fire()
		}()
		offered.Wait(t, "offer to return")
		close(over)
		_ = peer.Close()
	}
}
