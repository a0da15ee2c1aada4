package nodenet

import (
	"testing"
	"time"
)

func TestTimerKeepsTheGroupAliveUntilItFires(t *testing.T) {
	g := loopOfOne(t)
	var order []string
	late := g.SetTimeout(time.Hour, func() { order = append(order, "late") })
	g.SetTimeout(time.Millisecond, func() {
		order = append(order, "soon")
		late.Reset(2 * time.Millisecond)
	})
	g.SetTimeout(time.Hour, func() { order = append(order, "stopped") }).Stop()
	g.SetTimeout(time.Hour, func() { order = append(order, "unref") }).Unref()
	g.Wait()
	if len(order) != 2 || order[0] != "soon" || order[1] != "late" {
		t.Errorf("called %v, want soon and late", order)
	}
}

func TestRefHoldsAGroup(t *testing.T) {
	g := loopOfOne(t)
	g.Ref()
	released := false
	g.SetTimeout(time.Millisecond, func() { released = true; g.Unref() })
	g.Wait()
	if !released {
		t.Error("Wait returned before Unref")
	}
}

func TestClosedGroupHasNoTimers(t *testing.T) {
	g := loopOfOne(t)
	g.SetTimeout(time.Hour, func() { t.Error("a timer of a closed group fired") })
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	g.SetTimeout(0, func() { t.Error("a timer made after Close fired") })
	g.Wait()
}

func loopOfOne(t *testing.T) *Group {
	t.Helper()
	g, err := NewGroup(GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	return g
}
