package transport

import (
	"bytes"
	"crypto/tls"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// What a tls.Conn keeps to read with stays as large as it once had to be: half a
// kilobyte for an idle connection, 18 after one record of 16. Here a Conn is lent what
// it reads, a record at a time and where that lies, and keeps nothing.
//
// For that one has to reach three of its private fields. They are found by name, used
// only if they are of the type expected, and only with a Go whose crypto/tls was read:
// that what is in them is used under Read alone, and is not used again once it is empty.
// With any other Go the Conn keeps its buffers, and all else is the same.
const readOfGo = "go1.26"

var (
	rawInputAt, hasRawInput = fieldOf[bytes.Buffer]("rawInput") // from the header of a record on
	inputAt, hasInput       = fieldOf[bytes.Reader]("input")    // plain text of the last record, in the memory of rawInput
	handAt, hasHand         = fieldOf[bytes.Buffer]("hand")     // messages of a handshake

	shakenAt, hasShakenAt = fieldOf[atomic.Bool]("isHandshakeComplete")

	canLend = hasRawInput && hasInput && hasHand && strings.HasPrefix(runtime.Version(), readOfGo)
)

// fieldOf is where a tls.Conn has a field, if it is of type T.
func fieldOf[T any](name string) (at uintptr, ok bool) {
	f, ok := reflect.TypeFor[tls.Conn]().FieldByName(name)
	return f.Offset, ok && f.Type == reflect.TypeFor[T]()
}

func rawInput(c *tls.Conn) *bytes.Buffer {
	return (*bytes.Buffer)(unsafe.Add(unsafe.Pointer(c), rawInputAt))
}
func input(c *tls.Conn) *bytes.Reader {
	return (*bytes.Reader)(unsafe.Add(unsafe.Pointer(c), inputAt))
}
func hand(c *tls.Conn) *bytes.Buffer { return (*bytes.Buffer)(unsafe.Add(unsafe.Pointer(c), handAt)) }

// hasShaken reports whether the handshake of somebody else's is done, which its own
// methods tell only by waiting for it. With a Go that has no such field it is never known.
func hasShaken(c *tls.Conn) bool {
	return hasShakenAt && (*atomic.Bool)(unsafe.Add(unsafe.Pointer(c), shakenAt)).Load()
}

// partPool has room for the records that come in parts.
var partPool = sync.Pool{New: func() any {
	b := make([]byte, 0, 18<<10)
	return &b
}}

// lend gives crypto/tls the next record where it lies, or room for one of which only a
// part is there. It reports whether there is something to read.
func (s *secure) lend() bool {
	if !canLend {
		return true
	}
	raw, input := rawInput(s.tls), input(s.tls)
	switch {
	case input.Len() > 0, raw.Len() > 0 && len(s.in) > 0:
		return true
	case len(s.in) == 0:
		return s.ended != nil
	}
	if n := recordSize(s.in); n <= len(s.in) {
		*raw = *bytes.NewBuffer(s.in[:n:n])
		s.inRead(n)
	} else {
		s.part = partPool.Get().(*[]byte)
		*raw = *bytes.NewBuffer((*s.part)[:0])
	}
	return true
}

// takeBack takes what crypto/tls has read.
func (s *secure) takeBack() {
	if !canLend {
		return
	}
	if hand := hand(s.tls); hand.Len() == 0 {
		*hand = bytes.Buffer{}
	}
	raw, input := rawInput(s.tls), input(s.tls)
	if raw.Len() > 0 || input.Len() > 0 {
		return
	}
	*raw = bytes.Buffer{}
	input.Reset(nil)
	s.partDone()
}

// keepLent copies what crypto/tls has not read yet, before the memory that it lies in
// is used for something else.
func (s *secure) keepLent() {
	if !canLend {
		return
	}
	if input := input(s.tls); input.Len() > 0 {
		rest := make([]byte, input.Len())
		_, _ = input.Read(rest)
		input.Reset(rest)
		s.partDone()
	}
	if raw := rawInput(s.tls); raw.Len() > 0 && s.part == nil {
		*raw = *bytes.NewBuffer(slices.Clone(raw.Bytes()))
	}
}

func (s *secure) partDone() {
	if s.part != nil {
		partPool.Put(s.part)
		s.part = nil
	}
}
