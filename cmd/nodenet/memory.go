package main

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// This file gives memory back to the system when the program has little to do. Go
// collects garbage only when there is several times as much of it as is alive, and a
// server whose clients have come and fallen silent would go on holding that. V8 does
// the same when it is idle.

const (
	// often and seldom are how long to wait between two looks at the heap: often
	// while it changes.
	often, seldom = time.Second, time.Minute
	// little is how much the heap of a program at rest may change between looks.
	little = 256 << 10
	// worthwhile is how much garbage there has to be, at least.
	worthwhile = 1 << 20
)

// trimmer looks at the heap now and then.
type trimmer struct {
	every time.Duration
	last  int64 // what the heap was when it was looked at
	alive int64 // the least that it has been since the last collection here
}

// trimMemory begins with that.
func trimMemory() {
	t := &trimmer{every: often}
	time.AfterFunc(t.every, t.look)
}

func (t *trimmer) look() {
	now := heap()
	if change := now - t.last; change > little || change < -little {
		t.every = often
	} else {
		if now > t.alive+worthwhile {
			debug.FreeOSMemory()
			now = heap()
			t.alive = now
		}
		t.every = min(2*t.every, seldom)
	}
	t.last, t.alive = now, min(t.alive, now)
	time.AfterFunc(t.every, t.look)
}

// heap is how many bytes objects take, garbage among them.
func heap() int64 {
	return metric("/memory/classes/heap/objects:bytes")
}

// metric is a number that the runtime counts.
func metric(name string) int64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int64(sample[0].Value.Uint64())
}
