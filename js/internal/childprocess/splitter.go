package childprocess

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// longestMessage is how long one may be that comes: longer than that is no string in Node.
const longestMessage = 0x1fffffe8

var errTooLong = errors.New("a message is too long")

// splitter makes messages of what comes, which is cut anywhere.
type splitter struct {
	advanced bool // as V8 writes values, with their length in front; else they are lines of JSON
	rest     []byte
	searched int // so much of it has no end of a line
}

func (s *splitter) add(chunk []byte) { s.rest = append(s.rest, chunk...) }

// next is a message, or all the lines that are there, without the end of the last;
// false when nothing whole is there. It is valid until something is added.
func (s *splitter) next() (piece []byte, ok bool, err error) {
	if s.advanced {
		return s.message()
	}
	end := bytes.LastIndexByte(s.rest[s.searched:], '\n')
	if end < 0 {
		s.searched = len(s.rest)
		if len(s.rest) > longestMessage {
			err = errTooLong
		}
		return nil, false, err
	}
	end += s.searched
	return s.take(end, 0, 1), true, nil
}

// headSize is that of the length in front of a message.
const headSize = 4

func (s *splitter) message() (piece []byte, ok bool, err error) {
	if len(s.rest) < headSize {
		return nil, false, nil
	}
	size := binary.BigEndian.Uint32(s.rest)
	if size > longestMessage {
		return nil, false, errTooLong
	}
	if len(s.rest)-headSize < int(size) {
		return nil, false, nil
	}
	return s.take(int(size), headSize, 0), true, nil
}

// take takes n bytes out, and what is before and after them, too.
func (s *splitter) take(n, before, after int) []byte {
	piece := s.rest[before : before+n : before+n]
	s.rest = s.rest[before+n+after:]
	if s.searched = 0; len(s.rest) == 0 {
		s.rest = nil // whoever has sent a long one may not send another
	}
	return piece
}
