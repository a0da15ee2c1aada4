package main

import (
	"math"
	"runtime/debug"
)

// boundMemory has garbage collected sooner where the system allows the process little
// memory: it would otherwise end a program most of whose memory is garbage. More than a
// third is left for what is not Go's heap, and for gaps in that which Go has given back:
// ulimit counts them. What GOMEMLIMIT says stays.
func boundMemory() {
	if most := allowedMemory(); most > 0 && debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(most / 8 * 5)
	}
}
