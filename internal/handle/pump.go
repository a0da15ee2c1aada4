package handle

import (
	"slices"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// Pump writes pieces of data to a stream, in order, as far as the stream takes
// them now, and keeps what is left. Its calls are made one at a time: under a
// lock of the owner's, or on one loop.
//
//	Add ─► Write ─┬─► done
//	              └─► Stream.AwaitWritable … Handler.Writable(n) ─► Took(n), Write
type Pump struct {
	pieces [][]byte
	next   int // the first that is left
}

// Add puts data behind what is left. It stays the pump's until it was written.
func (p *Pump) Add(data []byte) {
	if len(data) > 0 {
		p.pieces = append(p.pieces, data)
	}
}

// Done reports whether nothing is left.
func (p *Pump) Done() bool { return p.next == len(p.pieces) }

// Left is how many bytes are left.
func (p *Pump) Left() int {
	n := 0
	for _, piece := range p.pieces[p.next:] {
		n += len(piece)
	}
	return n
}

// Write writes what is left, and reports whether that was all. If not, and there
// is no error, the owner has the stream say when it takes more.
func (p *Pump) Write(s transport.Stream) (done bool, err error) {
	if p.Done() {
		return true, nil
	}
	n, err := s.Writev(p.pieces[p.next:])
	if err != nil {
		return false, err
	}
	return p.Took(n), nil
}

// Took notes that the stream has taken n bytes, and reports whether that was all.
func (p *Pump) Took(n int) (done bool) {
	for !p.Done() {
		piece := p.pieces[p.next]
		if n < len(piece) {
			p.pieces[p.next] = piece[n:]
			return false
		}
		n -= len(piece)
		p.pieces[p.next] = nil
		p.next++
	}
	p.pieces, p.next = p.pieces[:0], 0
	return true
}

// Take returns what is left, as one piece, for somebody else to write.
func (p *Pump) Take() []byte {
	left := slices.Concat(p.pieces[p.next:]...)
	p.Clear()
	return left
}

// Clear forgets what is left.
func (p *Pump) Clear() { *p = Pump{} }

// Keep makes a copy of what is left, whose owner wants it back.
func (p *Pump) Keep() {
	for i := p.next; i < len(p.pieces); i++ {
		p.pieces[i] = append([]byte(nil), p.pieces[i]...)
	}
}
