package loop

import (
	"strings"
	"unsafe"
)

// slab is memory that reads land in, shared by everything on the loop. What a
// large read has brought stays there and belongs to whoever keeps it; the next read
// gets another slab. That way it is not copied.
type slab struct {
	free    []byte
	scratch []byte
	sealed  []byte
}

const (
	// ReadSize is the most that one read takes, Node's chunk size, and the size of
	// a slab.
	ReadSize    = 64 << 10
	scratchSize = aloneSize
	// sealedSize takes a chunk with what TLS puts around it.
	sealedSize = ReadSize + 16<<10
	// keepSize is what is worth keeping where it is. Less is copied, so that
	// whoever keeps chunks never holds more than three times as much memory.
	keepSize = (ReadSize + 2) / 3
)

// Slab is where a read may land. It is good until the reader returns.
func (l *Loop) Slab() []byte {
	if l.slab.free == nil {
		l.slab.free = uncleared(ReadSize)
	}
	return l.slab.free
}

// uncleared makes a slice whose bytes are whatever lay there before, so that memory
// that a read will fill is not cleared first: with large messages that is a tenth of
// their cost. The only allocator of the kind that Go offers is in strings.Builder.
func uncleared(size int) []byte {
	var b strings.Builder
	b.Grow(size)
	b.WriteByte(0) // an empty string may have no memory
	return unsafe.Slice(unsafe.StringData(b.String()), size)
}

// Scratch is where a read may land that nobody will keep, as one that only goes from
// one socket to another. It takes several chunks at once, as long as others need not
// wait for that.
func (l *Loop) Scratch() []byte {
	if l.slab.scratch == nil {
		l.slab.scratch = uncleared(scratchSize)
	}
	return l.slab.scratch[:l.Share()]
}

// Sealed is where a read may land of what is decrypted to somewhere else.
func (l *Loop) Sealed() []byte {
	if l.slab.sealed == nil {
		l.slab.sealed = uncleared(sealedSize)
	}
	return l.slab.sealed
}

// LendSealed takes what Sealed has returned last, so that no other read lands there
// until ReturnSealed.
func (l *Loop) LendSealed() (p []byte) {
	p, l.slab.sealed = l.slab.sealed, nil
	return p
}

// ReturnSealed gives it back.
func (l *Loop) ReturnSealed(p []byte) { l.slab.sealed = p }

// Keep turns p into a slice of the caller's own. It is not copied when it is large
// and the start of what Slab has returned last.
func (l *Loop) Keep(p []byte) []byte {
	if len(p) < keepSize || unsafe.SliceData(p) != unsafe.SliceData(l.slab.free) {
		return append([]byte(nil), p...)
	}
	l.slab.free = nil
	return p[:len(p):len(p)]
}
