// Package alloctest counts what a call allocates, for the tests that pin it.
package alloctest

import (
	"math"
	"testing"
)

// batch is how many calls are counted together. AllocsPerRun rounds down, so that
// one call at a time would let half an allocation pass.
const batch = 100

// stray is what others may allocate in the time of one call: the slower the machine,
// the more of it falls into a batch.
const stray = 0.05

// Pin fails the test when one call of f allocates more often than most, on whatever
// goroutine. The runtime itself allocates now and then, and so may what an earlier
// test has left behind: the best of three counts, and stray is allowed. The race
// detector allocates too, so nothing is counted under it.
func Pin(t *testing.T, what string, most float64, f func()) {
	t.Helper()
	if raceDetector {
		t.Logf("%s: not counted, the race detector allocates", what)
		return
	}
	for range batch { // let what grows reach its size
		f()
	}
	least := math.Inf(1)
	for try := 0; try < 3 && least > most+stray; try++ {
		least = min(least, testing.AllocsPerRun(10, func() {
			for range batch {
				f()
			}
		})/batch)
	}
	switch {
	case least > most+stray:
		t.Errorf("%s: %.2f allocations, want %.0f at most", what, least, most)
	case least <= most-1:
		t.Logf("%s: %.2f allocations, although %.0f are allowed: lower the limit", what, least, most)
	}
}
