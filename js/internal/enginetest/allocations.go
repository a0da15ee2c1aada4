package enginetest

import (
	"math"
	"testing"
)

// batch is how many calls are counted together. AllocsPerRun rounds down, so that
// one call at a time would let half an allocation pass.
const batch = 100

// PinAllocations fails when one call of f costs more allocations than that, on
// whatever goroutine. The runtime itself allocates now and then: the best of three
// counts. Under the race detector it says nothing.
func PinAllocations(t *testing.T, name string, most float64, f func()) {
	t.Helper()
	if RaceDetector {
		return
	}
	for range batch { // let what grows reach its size
		f()
	}
	least := math.Inf(1)
	for try := 0; try < 3 && least > most; try++ {
		least = min(least, testing.AllocsPerRun(10, func() {
			for range batch {
				f()
			}
		})/batch)
	}
	switch {
	case least > most:
		t.Errorf("%s: %.2f allocations, %.0f are allowed", name, least, most)
	case least <= most-1:
		t.Logf("%s: %.2f allocations, although %.0f are allowed: lower it", name, least, most)
	}
}
