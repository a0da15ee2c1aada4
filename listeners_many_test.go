package nodenet

import (
	"math"
	"testing"
	"time"
)

// Adding, removing and firing cost the same, however many listeners there are: with
// forty thousand of them each step takes about as long as with a hundred, where
// copying the list each time takes four hundred times as long.
func TestManyListeners(t *testing.T) {
	steps := map[string]func(n int){
		"removed from the front": func(n int) {
			var s Socket
			var ids []ListenerID
			for range n {
				ids = append(ids, s.listeners.add(evClose, func(bool) {}, false))
			}
			for _, id := range ids {
				s.listeners.remove(id)
			}
		},
		"one stays, others come and go": func(n int) {
			var s Socket
			s.listeners.add(evClose, func(bool) {}, false)
			for range n {
				s.listeners.remove(s.listeners.add(evClose, func(bool) {}, false))
			}
		},
		"once": func(n int) {
			var s Socket
			called := 0
			for range n {
				s.listeners.add(evDrain, func() { called++ }, true)
			}
			emit(&s, evDrain, func(f func()) { f() })
			if emit(&s, evDrain, func(f func()) { f() }); called != n || s.listeners.any(evDrain) {
				t.Errorf("%d of %d called", called, n)
			}
		},
	}
	for name, step := range steps {
		const all = 40_000
		per := func(n int) time.Duration { // as often as makes all: some clocks are coarse
			best := time.Duration(math.MaxInt64)
			for range 5 {
				begun := time.Now()
				for range all / n {
					step(n)
				}
				best = min(best, time.Since(begun))
			}
			return best / all
		}
		few, many := per(100), per(all)
		if many > 40*few+time.Microsecond {
			t.Errorf("%s: %v each of 100, %v of 40,000", name, few, many)
		}
	}
}

// An event that goes round reaches those who were there when it began, and nobody
// else, also among many.
func TestListenersRemovedWhileAnEventGoesRound(t *testing.T) {
	for _, n := range []int{5, 100} {
		var s Socket
		ids := make([]ListenerID, n)
		rounds, called := 0, 0
		for i := range n {
			ids[i] = s.listeners.add(evDrain, func() {
				if called++; i > 0 {
					return
				}
				rounds++
				for _, id := range ids[n/2:] {
					s.Off(id)
				}
				s.OnDrain(func() { called += 1000 })
			}, false)
		}
		emit(&s, evDrain, func(f func()) { f() })
		if called != n {
			t.Errorf("%d of %d listeners called", called, n)
		}
		s.Off(ids[0])
		called = 0
		emit(&s, evDrain, func(f func()) { f() })
		if want := n/2 - 1 + 1000; called != want {
			t.Errorf("the next time %d, want %d", called, want)
		}
	}
}

// Ids that begin again name their own listener all the same.
func TestListenerIDsThatBeginAgain(t *testing.T) {
	ls := listeners{lastID: math.MaxUint32 - 1}
	first, second := ls.add(evEnd, nil, false), ls.add(evClose, nil, false)
	third := ls.add(evDrain, nil, false)
	for id, want := range map[ListenerID]event{first: evEnd, second: evClose, third: evDrain} {
		if ev, ok := ls.remove(id); !ok || ev != want || ls.any(want) {
			t.Errorf("%d was for %d, %v", id, ev, ok)
		}
	}
}
