//go:build unix

package nodenet

import (
	"syscall"
	"testing"
)

// BenchmarkWrite is the way from Write to the peer: what the kernel takes at once,
// what waits and goes in one call, and what the kernel takes only bit by bit.
func BenchmarkWrite(b *testing.B) {
	const pieces = 16
	small, large := make([]byte, 64), make([]byte, 64<<10)
	huge := make([]byte, pieces*len(large))
	for _, c := range []struct {
		name  string
		size  int
		write func(*Socket)
	}{
		{"at once", len(small), func(s *Socket) { s.Write(small) }},
		{"gathered", pieces * len(small), func(s *Socket) {
			s.Cork()
			for range pieces {
				s.Write(small)
			}
			s.Uncork()
		}},
		{"queued", len(huge), func(s *Socket) {
			for range pieces {
				s.Write(large)
			}
		}},
		{"partial", len(huge), func(s *Socket) { s.Write(huge) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			s, peer := rawConnection(b, newTestNet(b, nil, false, 1), SocketOptions{})
			shrinkBuffers(b, s, peer)
			got := make([]byte, c.size)
			b.SetBytes(int64(c.size))
			b.ReportAllocs()
			for b.Loop() {
				c.write(s)
				if err := peer.readFull(got); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// shrinkBuffers has the kernel hold little between the two, or it would take everything
// at once.
func shrinkBuffers(b *testing.B, s *Socket, peer rawPeer) {
	for fd, option := range map[int]int{s.stream.Fd(): syscall.SO_SNDBUF, int(peer): syscall.SO_RCVBUF} {
		if err := syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, option, 64<<10); err != nil {
			b.Fatal(err)
		}
	}
}
