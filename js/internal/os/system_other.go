//go:build !linux

package os

import (
	"runtime"
	"time"
)

var started = time.Now()

// What follows is only known on Linux.

func memory() (total, free float64) { return 0, 0 }

// uptime is that of the program.
func uptime() float64 { return time.Since(started).Seconds() }

func loadAverage() (load [3]float64) { return load }

func processors() []processor {
	list := make([]processor, runtime.NumCPU())
	for i := range list {
		list[i].model = "unknown"
	}
	return list
}

const dlopenDeepBind = 0
