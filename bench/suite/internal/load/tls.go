package load

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
)

// What is below has a goroutine for each connection, since crypto/tls can only wait. It
// costs more than the loop of the other kinds, so that a rate may be the client's; what a
// unit costs the server holds all the same.

// dialTLS connects and shakes hands: always TLS 1.3 with X25519, so that all servers do the
// same work.
func dialTLS(o Options) (*tls.Conn, error) {
	return tls.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)), &tls.Config{
		InsecureSkipVerify: true, // the certificate was made for this run
		MinVersion:         tls.VersionTLS13,
		CurvePreferences:   []tls.CurveID{tls.X25519},
	})
}

// exchangeTLS sends a message and reads its echo into answer.
func exchangeTLS(c *tls.Conn, message, answer []byte) error {
	if _, err := c.Write(message); err != nil {
		return err
	}
	_, err := io.ReadFull(c, answer)
	return err
}

// crowd is a window that several goroutines count in.
type crowd struct {
	mu sync.Mutex
	*window
}

// open says whether there is time left.
func (w *crowd) open() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.window.open()
}

// did counts what one goroutine has done since started.
func (w *crowd) did(units, size int, started int64, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		w.errors++
		return
	}
	w.latencies.Add(clock() - started)
	w.units += int64(units)
	w.bytes += int64(size)
}

// everyone has each of n goroutines do something until the time is over, or until it fails.
func everyone(n int, o Options, one func(i int) (units, size int, err error)) (Result, error) {
	w := &crowd{window: newWindow(o)}
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			for failed := 0; w.open() && failed < 10; {
				started := clock()
				units, size, err := one(i)
				if err != nil {
					failed++
				}
				w.did(units, size, started, err)
			}
		})
	}
	all.Wait()
	return w.result()
}

// tlsEcho keeps a batch of messages in flight on every connection.
func tlsEcho(_ *poller, o Options) (Result, error) {
	conns, err := dialTLSAll(o)
	if err != nil {
		return Result{}, err
	}
	batch := bytes.Repeat([]byte("x"), o.Size*o.Depth)
	answers := make([][]byte, len(conns))
	for i := range answers {
		answers[i] = make([]byte, len(batch))
	}
	return everyone(len(conns), o, func(i int) (int, int, error) {
		return o.Depth, len(batch), exchangeTLS(conns[i], batch, answers[i])
	})
}

// tlsConnects shakes hands, has one message echoed, and closes.
func tlsConnects(_ *poller, o Options) (Result, error) {
	message := bytes.Repeat([]byte("x"), o.Size)
	return everyone(o.Conns, o, func(int) (int, int, error) {
		c, err := dialTLS(o)
		if err != nil {
			return 0, 0, err
		}
		defer c.Close()
		return 1, len(message), exchangeTLS(c, message, make([]byte, len(message)))
	})
}

// dialTLSAll opens all connections of a case, each with one message echoed.
func dialTLSAll(o Options) ([]*tls.Conn, error) {
	conns, errs := make([]*tls.Conn, o.Conns), make([]error, o.Conns)
	var all sync.WaitGroup
	turn := make(chan struct{}, 16)
	for i := range conns {
		turn <- struct{}{}
		all.Go(func() {
			defer func() { <-turn }()
			if conns[i], errs[i] = dialTLS(o); errs[i] == nil {
				errs[i] = exchangeTLS(conns[i], make([]byte, 64), make([]byte, 64))
			}
		})
	}
	all.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("connection %d: %w", i, err)
		}
	}
	return conns, nil
}

// tlsIdle measures what connections keep that have echoed one message of a size.
func tlsIdle(_ *poller, o Options) (Result, error) {
	few := o
	few.Conns = 50 // what a server allocates only once is no connection's
	conns, err := dialTLSAll(few)
	if err != nil {
		return Result{}, err
	}
	for _, c := range conns {
		c.Close()
	}
	settle := max(time.Second, time.Duration(o.Seconds*float64(time.Second)))
	time.Sleep(settle)
	before, err := proc.Resident(o.PID)
	if err != nil {
		return Result{}, err
	}
	if conns, err = dialTLSAll(o); err != nil {
		return Result{}, err
	}
	message := make([]byte, o.Size)
	for i, c := range conns {
		if err := exchangeTLS(c, message, make([]byte, len(message))); err != nil {
			return Result{}, fmt.Errorf("connection %d: %w", i, err)
		}
	}
	return held(o, settle, before)
}
