package main

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js"
)

// metrics are what all users together have done.
type metrics struct {
	mu         sync.Mutex
	iterations []time.Duration
	connects   []time.Duration
	failures   map[string]int
	read       int64
	written    int64
}

// trace is told what happens on a socket.
func (m *metrics) trace(js.Socket) *nodenet.Trace {
	began := time.Now()
	return &nodenet.Trace{Connect: func() {
		m.mu.Lock()
		m.connects = append(m.connects, time.Since(began))
		m.mu.Unlock()
	}}
}

func (m *metrics) iterated(d time.Duration) {
	m.mu.Lock()
	m.iterations = append(m.iterations, d)
	m.mu.Unlock()
}

func (m *metrics) failed(err error) {
	m.mu.Lock()
	if m.failures == nil {
		m.failures = map[string]int{}
	}
	m.failures[err.Error()]++
	m.mu.Unlock()
}

// add adds what the sockets of a user have counted.
func (m *metrics) add(s nodenet.Stats) {
	m.mu.Lock()
	m.read += s.BytesRead
	m.written += s.BytesWritten
	m.mu.Unlock()
}

func (m *metrics) print(out io.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fmt.Fprintf(out, "iterations  %d, %s\n", len(m.iterations), spread(m.iterations))
	fmt.Fprintf(out, "connects    %d, %s\n", len(m.connects), spread(m.connects))
	fmt.Fprintf(out, "bytes       %d read, %d written\n", m.read, m.written)
	for text, n := range m.failures {
		fmt.Fprintf(out, "failed      %d: %s\n", n, text)
	}
}

// spread is the middle and the slow end of durations.
func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	slices.Sort(all)
	at := func(percent int) time.Duration { return all[(len(all)-1)*percent/100].Round(time.Microsecond) }
	return fmt.Sprintf("median %v, 95 %% in %v, all in %v", at(50), at(95), at(100))
}
