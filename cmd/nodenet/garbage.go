package main

import (
	"runtime"
	"runtime/debug"
)

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
		if now := percentOf(metric("/gc/heap/live:bytes"), metric("/gc/scan/heap:bytes")); now != percent {
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
