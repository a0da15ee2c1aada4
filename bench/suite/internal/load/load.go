// Package load is the client of the benchmark: one thread on epoll with raw system
// calls, so that it costs less than any server it drives.
package load

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
)

// Options say what to do to which server. They cross to the client's process as JSON.
type Options struct {
	Kind    string // of kinds
	Port    int
	PID     int // whose processor time is read
	Behind  int // a process that works for the server, or 0
	Conns   int
	Size    int // bytes of a message
	Depth   int // messages in flight on each connection
	Seconds float64
}

func (o Options) duration() time.Duration { return time.Duration(o.Seconds * float64(time.Second)) }

// Result is what was seen between the end of warming up and the end.
type Result struct {
	Units     float64 // messages, connections or bytes
	Bytes     float64
	Seconds   float64
	CPU       float64   // seconds of the server's, in the same time
	OwnCPU    float64   // seconds of ours
	Others    float64   // seconds that went to all other programs
	Latencies []float64 // microseconds at stats.Quantiles
	Errors    int
	Resident  float64 // bytes for each idle connection
}

// kinds are what can be done.
var kinds = map[string]func(*poller, Options) (Result, error){
	"echo": echo, "connect": connects, "stream": stream, "broadcast": broadcast, "idle": idle,
	"tls": tlsEcho, "tlsconnect": tlsConnects, "tlsidle": tlsIdle, "http": http,
}

// Run does what the options say.
func Run(o Options) (Result, error) {
	kind := kinds[o.Kind]
	if kind == nil {
		return Result{}, fmt.Errorf("no kind of load is called %q", o.Kind)
	}
	p, err := newPoller()
	if err != nil {
		return Result{}, err
	}
	return kind(p, o)
}

// window is the time in which things count. Three tenths as much, before it, are for
// warming up.
type window struct {
	o            Options
	warm, end    time.Time
	began        usage
	counting     bool
	units, bytes int64
	errors       int
	latencies    *stats.Latencies
	lost         error
}

func newWindow(o Options) *window {
	return &window{
		o:         o,
		warm:      time.Now().Add(o.duration() * 3 / 10),
		latencies: stats.NewLatencies(),
	}
}

// open says whether there is time left; it is asked once a turn. On a busy machine a turn
// may be long: all of the time is counted from when it began.
func (w *window) open() bool {
	switch now := time.Now(); {
	case w.counting:
		return now.Before(w.end)
	case now.After(w.warm):
		w.counting = true
		w.units, w.bytes = 0, 0
		w.latencies.Reset()
		w.began, w.lost = used(w.o)
		w.end = w.began.at.Add(w.o.duration())
	}
	return true
}

// failed counts an error and gives its connection up.
func (w *window) failed(p *poller, c *conn) {
	w.errors++
	p.drop(c)
}

// result is for after the last turn.
func (w *window) result() (Result, error) {
	if !w.counting {
		return Result{}, errors.New("every connection failed before the time began")
	}
	now, err := used(w.o)
	if err = errors.Join(w.lost, err); err != nil {
		return Result{}, err
	}
	server, own, behind := now.server-w.began.server, now.own-w.began.own, now.behind-w.began.behind
	return Result{
		Units:     float64(w.units),
		Bytes:     float64(w.bytes),
		Seconds:   now.at.Sub(w.began.at).Seconds(),
		CPU:       server.Seconds(),
		OwnCPU:    own.Seconds(),
		Others:    max(0, (now.all - w.began.all - server - own - behind).Seconds()),
		Latencies: w.latencies.Microseconds(),
		Errors:    w.errors,
	}, nil
}

// usage is how much processor time was used up to some point, and by whom.
type usage struct {
	at                       time.Time
	server, own, behind, all time.Duration
}

func used(o Options) (u usage, err error) {
	u.at = time.Now()
	if u.server, err = proc.CPU(o.PID); err != nil {
		return u, err
	}
	if u.own, err = proc.CPU(os.Getpid()); err != nil {
		return u, err
	}
	if o.Behind != 0 {
		if u.behind, err = proc.CPU(o.Behind); err != nil {
			return u, err
		}
	}
	u.all, err = proc.Busy()
	return u, err
}
