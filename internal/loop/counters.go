package loop

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// Counters are what a loop, and whoever lives on it, has done so far. Each loop has its
// own, so that no two write to the same memory; a sum is made only when one is asked for.
type Counters struct {
	Turns   atomic.Int64
	WakeUps atomic.Int64 // ends of a wait that blocks

	Accepted  atomic.Int64
	Connected atomic.Int64 // those that were made, or handed over, by the program
	Closed    atomic.Int64 // of both
	Dropped   atomic.Int64 // there were too many
	Blocked   atomic.Int64 // came from a blocked address

	BytesRead    atomic.Int64
	BytesWritten atomic.Int64

	mu     sync.Mutex
	errors map[string]int64 // by code
}

// A code may be any text of the program's, and goes on as a label.
const (
	mostCodes   = 128 // that are told apart
	longestCode = 64
)

// Failed counts an error. One without a code, or with one that is too many or no fit
// label, is "other".
func (c *Counters) Failed(code string) {
	if code == "" || len(code) > longestCode || !utf8.ValidString(code) {
		code = "other"
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.errors == nil {
		c.errors = map[string]int64{}
	}
	if _, known := c.errors[code]; !known && len(c.errors) >= mostCodes {
		code = "other"
	}
	c.errors[code]++
}

// AddErrors adds the errors counted to a sum.
func (c *Counters) AddErrors(sum map[string]int64) {
	c.mu.Lock()
	errors := maps.Clone(c.errors)
	c.mu.Unlock()
	for code, n := range errors {
		sum[code] += n
	}
}

// Stamp is a time on the loop's clock, in tenths of a second: small enough for
// everything that lives on it. It lasts 13 years.
type Stamp uint32

const stampUnit = int64(100 * time.Millisecond)

// Stamp is the time of the turn under way, as Now.
func (l *Loop) Stamp() Stamp { return Stamp(l.Now() / stampUnit) }

// Since is how long ago it was, by the real time.
func (s Stamp) Since() time.Duration {
	return max(0, time.Duration(After(0)/stampUnit-int64(s))*time.Duration(stampUnit))
}
