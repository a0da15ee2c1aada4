package main

import (
	"runtime"
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
	return read("/memory/classes/heap/objects:bytes")
}

func read(name string) int64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int64(sample[0].Value.Uint64())
}

const (
	// garbage is how much of it there may be for what is alive, in percent. Scripts make
	// much, and collecting it rarely is quicker.
	garbage = 400
	// always is how much there may be in any case, beside what is in proportion to the
	// work of a collection.
	always = 64 << 20
)

// boundGarbage keeps a program that has large buffers alive from taking several times as
// much for garbage: a collection does not look into buffers, so that having it more often
// costs nothing. V8 counts them apart, too.
func boundGarbage() {
	debug.SetGCPercent(garbage)
	percent := garbage
	afterCollections(func() {
		if now := percentOf(read("/gc/heap/live:bytes"), read("/gc/scan/heap:bytes")); now != percent {
			percent = now
			debug.SetGCPercent(percent)
		}
	})
}

// percentOf is how much garbage there may be, in percent of what is alive, in steps of a
// tenth; pointers is the part of that which a collection has to go through.
func percentOf(alive, pointers int64) int {
	most := always + garbage/100*pointers
	if alive*garbage/100 <= most {
		return garbage
	}
	return max(10, int(most*100/alive)/10*10)
}

// afterCollections calls f after each collection of garbage, from now on.
func afterCollections(f func()) {
	runtime.AddCleanup(new(*int), func(struct{}) {
		f()
		afterCollections(f)
	}, struct{}{})
}
