package poll

import (
	"runtime"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// With more pollers than processors a wait parks: events, timeouts and Wake end it as
// they end one that blocks, before it begins and after.
func TestPark(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var all [2]*Poller
	for i := range all {
		p, err := New()
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		all[i] = p
	}
	if !crowded() {
		t.Fatal("two pollers on one processor are not crowded")
	}
	p := all[0]
	for range 3 {
		began := time.Now()
		if events := p.Wait(5 * time.Millisecond); len(events) != 0 || time.Since(began) < 5*time.Millisecond {
			t.Errorf("%d events after %v", len(events), time.Since(began))
		}
		p.Wake()
		p.Wait(-1)
		woken := make(chan struct{})
		go func() { p.Wait(-1); close(woken) }()
		runtime.Gosched()
		p.Wake()
		<-woken
	}
	if p.parking.conn == nil {
		t.Error("it has blocked")
	}
	// What is ready before the wait, and stays so, is reported by each.
	if err := p.Add(all[1].wakeFD, 7, Readable); err != nil {
		t.Fatal(err)
	}
	all[1].Wake()
	for range 2 {
		if events := p.Wait(-1); len(events) != 1 || events[0] != (Event{7, Readable}) {
			t.Errorf("events %v", events)
		}
	}
}

// A poller that nothing happens on does not make the others crowded, however long it
// waits; once something happens it counts again.
func TestAPollerThatRestsDoesNotCount(t *testing.T) {
	before := pollers.Load()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	woken := make(chan struct{})
	go func() {
		defer close(woken)
		for !p.Rest(-1) { // a signal ends a wait early
		}
	}()
	if !nettest.Eventually(func() bool { return pollers.Load() == before }) {
		t.Error("it counts although it rests")
	}
	p.Wake()
	<-woken
	if pollers.Load() != before+1 || p.resting {
		t.Error("it does not count although something has happened")
	}
}
