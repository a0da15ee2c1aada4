//go:build unix

package nodenet

import (
	"fmt"
	"testing"
)

// BenchmarkEcho is one message there and back on one connection, the peer's four
// system calls and the two wake-ups included.
func BenchmarkEcho(b *testing.B) {
	for _, size := range []int{64, 64 << 10} {
		for _, c := range []struct {
			name string
			echo func(testing.TB, *testNet) rawPeer
		}{
			{"onread", func(tb testing.TB, n *testNet) rawPeer { return onReadEcho(tb, n, size, nil) }},
			{"data", dataEcho},
			{"pipe", pipeEcho},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, size), func(b *testing.B) {
				peer := c.echo(b, newTestNet(b, nil, false, 1))
				message, answer := make([]byte, size), make([]byte, size)
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					peer.exchange(b, message, answer)
				}
			})
		}
	}
}

// BenchmarkPipeThroughput is a proxy of one direction: what one connection brings
// goes to another as fast as it can.
func BenchmarkPipeThroughput(b *testing.B) {
	n := newTestNet(b, nil, false, 1)
	from, source := rawConnection(b, n, SocketOptions{})
	to, target := rawConnection(b, n, SocketOptions{})
	from.Pipe(to)
	message, got := make([]byte, 64<<10), make([]byte, 64<<10)
	b.SetBytes(int64(len(message)))
	b.ReportAllocs()
	b.ResetTimer()
	written := make(chan error, 1)
	go func() {
		for range b.N {
			if err := source.write(message); err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	for range b.N {
		if err := target.readFull(got); err != nil {
			b.Fatal(err)
		}
	}
	if err := <-written; err != nil {
		b.Fatal(err)
	}
}
