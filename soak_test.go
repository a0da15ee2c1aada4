package nodenet

import (
	"flag"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

var soakFor = flag.Duration("soak", time.Second, "how long TestSoak goes on")

// held is what must not grow with the number of connections there have been.
type held struct{ heap, descriptors, goroutines, members int }

func (n *testNet) held() held {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return held{int(m.HeapAlloc), nettest.Descriptors(), runtime.NumGoroutine(), len(n.handles.Members())}
}

// soakRound makes connections that end in every way, and returns when all have
// closed, on both sides.
func (n *testNet) soakRound(v *Server, served *atomic.Int64, count int) {
	n.t.Helper()
	before := served.Load()
	for first := 0; first < count; first += 50 {
		closed := make(chan struct{}, 50)
		for i := range 50 {
			c := n.connect(v)
			n.SetTimeout(time.Hour, func() {}).Stop()
			_ = c.SetTimeout(time.Hour, func() {})
			c.WriteString("ping")
			c.OnData(func([]byte) {
				switch i % 4 {
				case 0:
					c.End()
				case 1:
					c.Destroy(nil)
				case 2:
					_ = c.ResetAndDestroy()
				case 3:
					c.EndWith(make([]byte, 100_000))
				}
			})
			c.OnClose(func(bool) { closed <- struct{}{} })
		}
		for range 50 {
			nettest.Await(n.t, closed, "close")
		}
	}
	if !nettest.Eventually(func() bool { return served.Load()-before >= int64(count) && v.GetConnections() == 0 }) {
		n.t.Fatalf("%d connections are left", v.GetConnections())
	}
}

// Connections by the ten thousand leave nothing behind. For long: go test -run Soak
// -v -soak=1h.
func TestSoak(t *testing.T) {
	n := newTestNet(t, nil, false, 2)
	var served atomic.Int64
	v := n.serve(ServerOptions{}, func(s *Socket) {
		s.OnData(func(data []byte) { s.Write(data) })
		s.OnClose(func(bool) { served.Add(1) })
	})
	n.soakRound(v, &served, 1000) // what is made once is made
	before := n.held()
	told := time.Now()
	for start := time.Now(); time.Since(start) < *soakFor; {
		n.soakRound(v, &served, 1000)
		if time.Since(told) > time.Minute {
			told = time.Now()
			t.Logf("%7d connections: %+v", served.Load(), n.held())
		}
	}
	var after held
	if !nettest.Eventually(func() bool {
		after = n.held()
		return after.heap <= before.heap+512<<10 && after.descriptors <= before.descriptors &&
			after.goroutines <= before.goroutines && after.members <= before.members
	}) {
		t.Errorf("after %d connections %+v is held, %+v before", served.Load(), after, before)
	}
	t.Logf("%7d connections: %+v, at first %+v", served.Load(), after, before)
}
