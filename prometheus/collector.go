// Package prometheus has a collector for what groups of nodenet do: connections, bytes,
// errors and the lag of the loops. It is a module of its own, so that the client library
// of Prometheus does not enter the go.sum of those who do not use it.
//
//	registry.MustRegister(prometheus.NewCollector(nodenet.DefaultGroup(), nil))
package prometheus

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/nodenet-go/nodenet"
)

// Collector collects the statistics of one group. The sum of all loops is left to the
// query: sum without (loop) (nodenet_read_bytes_total).
type Collector struct {
	group *nodenet.Group

	connections, accepted, connected, closed, dropped, blocked *prometheus.Desc
	read, written, turns, wakeUps, lag, maxLag, errors         *prometheus.Desc
}

var _ prometheus.Collector = (*Collector)(nil)

// NewCollector makes a collector of a group. The labels, which may be nil, are added to
// every metric: a program with several groups needs one that tells them apart.
func NewCollector(group *nodenet.Group, labels prometheus.Labels) *Collector {
	metric := func(name, help string, variable ...string) *prometheus.Desc {
		return prometheus.NewDesc("nodenet_"+name, help, variable, labels)
	}
	return &Collector{
		group:       group,
		connections: metric("connections", "Connections that are open.", "loop"),
		accepted:    metric("accepted_total", "Connections that servers have accepted."),
		connected:   metric("connected_total", "Connections that the program has made."),
		closed:      metric("closed_total", "Connections that have closed."),
		dropped:     metric("dropped_total", "Connections that were refused because there were too many."),
		blocked:     metric("blocked_total", "Connections that were refused by a block list."),
		read:        metric("read_bytes_total", "Bytes that were received.", "loop"),
		written:     metric("written_bytes_total", "Bytes that were given to be written.", "loop"),
		turns:       metric("loop_turns_total", "Turns of the loop.", "loop"),
		wakeUps:     metric("loop_wakeups_total", "How often the loop has slept and was woken.", "loop"),
		lag:         metric("loop_lag_seconds", "How late the loop was for its last timer.", "loop"),
		maxLag:      metric("loop_lag_max_seconds", "The most of the last half to whole minute.", "loop"),
		errors:      metric("errors_total", "Errors of sockets and servers, by their codes.", "code"),
	}
}

// Describe is for the registry.
func (c *Collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range [...]*prometheus.Desc{c.connections, c.accepted, c.connected, c.closed, c.dropped, c.blocked,
		c.read, c.written, c.turns, c.wakeUps, c.lag, c.maxLag, c.errors} {
		out <- d
	}
}

// Collect is for the registry.
func (c *Collector) Collect(out chan<- prometheus.Metric) {
	counter := func(d *prometheus.Desc, n int64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n), labels...)
	}
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	s := c.group.Stats()
	counter(c.accepted, s.Accepted)
	counter(c.connected, s.Connected)
	counter(c.closed, s.Closed)
	counter(c.dropped, s.Dropped)
	counter(c.blocked, s.Blocked)
	for code, n := range s.Errors {
		counter(c.errors, n, code)
	}
	for i, l := range s.Loops {
		loop := strconv.Itoa(i)
		gauge(c.connections, float64(l.Connections), loop)
		counter(c.read, l.BytesRead, loop)
		counter(c.written, l.BytesWritten, loop)
		counter(c.turns, l.Turns, loop)
		counter(c.wakeUps, l.WakeUps, loop)
		gauge(c.lag, l.Lag.Seconds(), loop)
		gauge(c.maxLag, l.MaxLag.Seconds(), loop)
	}
}
