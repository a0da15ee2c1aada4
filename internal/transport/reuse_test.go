package transport

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// A number that was closed is given to the next that opens. What is on its way for
// the old one must not reach the new one.
func TestDescriptorsThatAreUsedAgainNeverCrossData(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		ln, err := net.Listen(goAddress(r.at))
		if err != nil {
			t.Fatal(err)
		}
		defer ln.Close()
		// The peer sends its first byte back again and again.
		var peers sync.WaitGroup
		peers.Go(func() {
			for {
				c, err := ln.Accept()
				if err != nil {
					return
				}
				peers.Go(func() {
					defer c.Close()
					p := make([]byte, 1)
					if _, err := io.ReadFull(c, p); err != nil {
						return
					}
					p = bytes.Repeat(p, 1000)
					for range 50 {
						if _, err := c.Write(p); err != nil {
							return
						}
					}
				})
			}
		})
		const total = 300
		finished := make(chan bool, total)
		left := total
		var next func()
		next = func() {
			if left == 0 {
				return
			}
			left--
			mark := byte(left)
			b, err := r.network.Socket(addressOf(ln.Addr), netip.AddrPort{})
			if err != nil {
				t.Error(err)
				finished <- false
				return
			}
			_, err = b.Connect(r.loop, addressOf(ln.Addr), func(s Stream, err error) {
				if err != nil {
					t.Error(err)
					finished <- false
					next()
					return
				}
				k := newRecorder(r, s)
				s.Start(r.loop, k)
				k.started = true
				k.onData = func(p []byte) {
					if n := bytes.Count(p, []byte{mark}); n != len(p) {
						t.Errorf("%d bytes of others", len(p)-n)
					}
					k.close(rand.IntN(2) == 0)
					next() // takes the number over
				}
				k.then = func(event string) {
					if event == "Closed" {
						finished <- true
					}
				}
				k.read(true)
				k.write([]byte{mark})
			})
			if err != nil {
				t.Error(err)
				finished <- false
			}
		}
		r.on(func() {
			for range 10 {
				next()
			}
		})
		for range total {
			nettest.Await(t, finished, "a connection to end")
		}
		_ = ln.Close()
		peers.Wait()
	})
}
