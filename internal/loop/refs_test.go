package loop

import "testing"

// Whoever waits is told of the next zero, also when it is not the first one.
func TestIdle(t *testing.T) {
	r := NewRefs()
	idle := func(c <-chan struct{}) bool {
		select {
		case <-c:
			return true
		default:
			return false
		}
	}
	if !idle(r.Idle()) {
		t.Error("a new count waits for something")
	}
	for range 2 {
		r.Add()
		r.Add()
		first, second := r.Idle(), r.Idle()
		r.Done()
		if idle(first) || idle(r.Idle()) {
			t.Error("idle with one left")
		}
		r.Done()
		if !idle(first) || !idle(second) || !idle(r.Idle()) {
			t.Error("not idle with none left")
		}
	}
}
