package node

import "time"

// MaxTimeout is the longest time that Node's timers know.
const MaxTimeout = (1<<31 - 1) * time.Millisecond

// What Node takes where nobody says otherwise.
const (
	// HighWaterMark is how many bytes a stream buffers; ObjectHighWaterMark how
	// many objects, where chunks are no bytes.
	HighWaterMark       = 64 << 10
	ObjectHighWaterMark = 16

	// Backlog is how many connections may wait to be accepted.
	Backlog = 511

	// AttemptTimeout is how long each address of a host but the last has to
	// answer, and MinAttemptTimeout the least that can be set.
	AttemptTimeout    = 500 * time.Millisecond
	MinAttemptTimeout = 10 * time.Millisecond

	// KeepAliveInterval and KeepAliveCount are the time between probes and the
	// number of them that goes with a delay.
	KeepAliveInterval = time.Second
	KeepAliveCount    = 10
)
