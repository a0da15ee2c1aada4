package nodenet

import "time"

// Stats are what a group has done since it was started. A collector for Prometheus is
// the module nodenet/prometheus; for expvar:
//
//	expvar.Publish("nodenet", expvar.Func(func() any { return group.Stats() }))
type Stats struct {
	Connections  int64 // that are open now
	Accepted     int64 // by servers
	Connected    int64 // that the program has made, or brought
	Closed       int64 // of both
	Dropped      int64 // because there were MaxConnections
	Blocked      int64 // because of a BlockList
	BytesRead    int64
	BytesWritten int64 // that Write was given
	// Errors counts the errors of sockets and servers by their codes. Those without
	// a code, and of more codes than 128, are "other".
	Errors map[string]int64
	Loops  []LoopStats
}

// LoopStats are those of one loop.
type LoopStats struct {
	Connections  int64
	BytesRead    int64
	BytesWritten int64
	Turns        int64 // how often it has looked for something to do
	WakeUps      int64 // how often it has slept and been woken
	// Lag is how late the loop was for a timer when it last looked, or is by now: how
	// long a callback has kept everything else waiting. It looks ten times a second
	// for two minutes after each call of Stats, and not at all otherwise: the first
	// call returns 0. Node: perf_hooks.monitorEventLoopDelay.
	Lag time.Duration
	// MaxLag is the most of the last half to whole minute.
	MaxLag time.Duration
}

// Stats returns what the group has done so far. The loops go on meanwhile: the numbers
// may be from slightly different moments. Only Connections and the lags ever fall. Any
// goroutine may call it; it costs about a microsecond a loop.
func (g *Group) Stats() Stats {
	s := Stats{Errors: map[string]int64{}}
	for _, l := range g.handles.Loops {
		c := &l.Counters
		closed := c.Closed.Load() // first: what closes now was opened before
		accepted, connected := c.Accepted.Load(), c.Connected.Load()
		one := LoopStats{
			Connections:  accepted + connected - closed,
			BytesRead:    c.BytesRead.Load(),
			BytesWritten: c.BytesWritten.Load(),
			Turns:        c.Turns.Load(),
			WakeUps:      c.WakeUps.Load(),
		}
		one.Lag, one.MaxLag = l.Lag()
		s.Loops = append(s.Loops, one)
		s.Connections += one.Connections
		s.Accepted += accepted
		s.Connected += connected
		s.Closed += closed
		s.Dropped += c.Dropped.Load()
		s.Blocked += c.Blocked.Load()
		s.BytesRead += one.BytesRead
		s.BytesWritten += one.BytesWritten
		c.AddErrors(s.Errors)
	}
	return s
}
