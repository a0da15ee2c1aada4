package loop

import (
	"runtime"
	"testing"
)

// Whoever keeps chunks holds at most three times as much memory as they are long,
// whichever of them are kept.
func TestKeptChunksHoldLittleElse(t *testing.T) {
	heap := func() int {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	for _, size := range []int{100, 1000, 8 << 10, keepSize - 1, keepSize, 40 << 10, ReadSize} {
		for _, every := range []int{1, 2, 3, 4, 26} {
			l := &Loop{}
			before := heap()
			var kept [][]byte
			for n := 0; len(kept)*size < 8<<20; n++ {
				if p := l.Keep(l.Slab()[:size]); n%every == 0 {
					kept = append(kept, p)
				}
			}
			if held, most := heap()-before, 3*8<<20+cap(kept)*24+ReadSize+1<<20; held > most {
				t.Errorf("of %d bytes every %d. was kept: %d KiB hold %d", size, every, len(kept)*size>>10, held>>10)
			}
			runtime.KeepAlive(kept)
		}
	}
}
