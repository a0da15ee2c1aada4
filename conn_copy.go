package nodenet

import (
	"io"
	"sync"
)

var (
	_ io.WriterTo   = (*Conn)(nil)
	_ io.ReaderFrom = (*Conn)(nil)
)

// WriteTo writes everything that is received to w, as it was received, without
// another copy, until the peer has ended. [io.Copy] uses it.
func (c *Conn) WriteTo(w io.Writer) (total int64, err error) {
	for {
		p, err := c.next()
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, c.opError("read", err)
		}
		n, err := writeAll(w, p)
		if total += int64(n); err != nil {
			return total, err
		}
	}
}

// next waits for data and takes the first chunk of it. Others may read while that is
// written: w is foreign, and may take its time or read itself.
func (c *Conn) next() ([]byte, error) {
	if err := c.turn(&c.reading, "WriteTo"); err != nil {
		return nil, err
	}
	defer c.reading.Unlock()
	s := c.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := c.awaitDataLocked(); err != nil {
		return nil, err
	}
	p := s.in.shift()
	c.tookLocked(len(p))
	return p, nil
}

var pieces = sync.Pool{New: func() any { return new([mostPiece]byte) }}

// ReadFrom writes everything that can be read from r, in large pieces, each of which
// goes to the system as it is. [io.Copy] uses it.
func (c *Conn) ReadFrom(r io.Reader) (total int64, err error) {
	buf := pieces.Get().(*[mostPiece]byte)
	defer pieces.Put(buf)
	for {
		n, readErr := r.Read(buf[:])
		if n < 0 || n > len(buf) {
			return total, errCount
		}
		if n > 0 || readErr == nil { // one that reads nothing is not asked on after Close
			n, err := c.Write(buf[:n])
			if total += int64(n); err != nil {
				return total, err
			}
		}
		if readErr == io.EOF {
			return total, nil
		}
		if readErr != nil {
			return total, readErr
		}
	}
}
