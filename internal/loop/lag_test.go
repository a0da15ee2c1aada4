package loop

import "testing"

// Somebody may ask again when the last look, of those who asked before, is still to come:
// it has its time.
func TestLagIsAskedForAgain(t *testing.T) {
	l, err := New(NewRefs(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Stop()
	l.Lag()
	done := make(chan bool)
	onLoop := func(f func() bool) bool {
		l.Post(Task{On: Func(func() { done <- f() })})
		return <-done
	}
	measured := func() bool { return l.lag.timer.Armed() && l.lag.due.Load() > 0 }
	if !onLoop(measured) {
		t.Fatal("it does not look")
	}
	l.lag.until.Store(0) // two minutes later
	l.Lag()
	if !onLoop(measured) {
		t.Error("it looks, and does not know when it should have")
	}
}
