package transport

import (
	"net"
	"slices"
	"time"
)

// mostAnswers is how many bytes of crypto/tls's own, such as answers to updates of keys,
// wait for a peer that does not take them: from then on nothing of it is read.
const mostAnswers = 16 << 10

// secureConn is a secure stream as crypto/tls sees what is below.
type secureConn secure

// Read returns what there is, of one record at most: crypto/tls would keep room for
// more.
func (c *secureConn) Read(p []byte) (int, error) {
	s := (*secure)(c)
	switch {
	case s.shake != nil:
		return s.shakeRead(p)
	case len(s.in) > 0:
		return s.takeIn(p), nil
	case s.ended != nil:
		return 0, s.ended.err
	}
	return 0, errNothingNow
}

// takeIn copies from what has come in.
func (s *secure) takeIn(p []byte) int {
	n := copy(p, s.in[:s.records.some(s.in, len(p))])
	s.inRead(n)
	return n
}

// inRead takes n bytes off what has come in, and lets go of the memory after the last.
func (s *secure) inRead(n int) {
	if s.in = s.in[n:]; len(s.in) == 0 {
		s.in = nil
	}
}

// Write takes everything, and never fails: crypto/tls goes on with no error, and what
// went wrong is told to who writes above.
func (c *secureConn) Write(p []byte) (int, error) {
	s := (*secure)(c)
	s.mu.Lock()
	if k := s.shake; k != nil && k.Owner != nil && k.err == nil {
		s.mu.Unlock()
		k.Owner.Replies()
		s.mu.Lock()
	}
	defer s.mu.Unlock()
	if k := s.shake; k != nil && !k.greeted {
		if k.greeted = true; k.Hasty && s.shutting {
			s.loop.Post(s.task(secureShut))
		}
	}
	switch {
	case s.gone || s.shut || s.writeErrLocked() != nil:
	case s.gather != nil:
		*s.gather = append(*s.gather, p...)
	case s.shake != nil && !s.pendingLocked() && s.shake.holds(p):
		s.unsent = &backlog{sending: slices.Clone(p)}
	case s.pendingLocked():
		s.unsent.queue = append(s.unsent.queue, p...)
		s.flooded.Store(len(s.unsent.queue) > mostAnswers)
	default:
		if s.offerLocked(p); s.pendingLocked() {
			s.loop.Tick(s.task(secureAwait))
		}
	}
	return len(p), nil
}

// What crypto/tls may ask for, but a stream below does not need.
func (c *secureConn) Close() error                     { return nil }
func (c *secureConn) LocalAddr() net.Addr              { return secureAddr{c.below.LocalAddr()} }
func (c *secureConn) RemoteAddr() net.Addr             { return secureAddr{c.below.RemoteAddr()} }
func (c *secureConn) SetDeadline(time.Time) error      { return nil }
func (c *secureConn) SetReadDeadline(time.Time) error  { return nil }
func (c *secureConn) SetWriteDeadline(time.Time) error { return nil }

// secureAddr is an address for functions of a tls.Config.
type secureAddr struct{ Addr }

func (a secureAddr) Network() string {
	if a.Unix {
		return "unix"
	}
	return "tcp"
}

func (a secureAddr) String() string {
	if a.Unix {
		return a.Path
	}
	return a.AddrPort.String()
}

// records knows where in a flow of records one ends.
type records struct {
	head [2]byte // of the length
	at   uint16  // bytes read of the header
	left uint16  // bytes left of the body
}

const (
	recordHeader = 5
	recordMost   = 16<<10 + 2<<10 // of a body, in any version
)

// recordSize is how long the record is that p begins with, as far as that is known. Of
// one that cannot be right it is the header, which crypto/tls then refuses.
func recordSize(p []byte) int {
	if len(p) < recordHeader {
		return recordHeader
	}
	body := int(p[3])<<8 | int(p[4])
	if p[1] != 3 || body > recordMost {
		return recordHeader
	}
	return recordHeader + body
}

// some is how many of at most n bytes of p belong to the record under way, and takes
// them as read.
func (r *records) some(p []byte, n int) (taken int) {
	n = min(n, len(p))
	for taken < n && r.left == 0 {
		if r.at >= 3 {
			r.head[r.at-3] = p[taken]
		}
		r.at++
		taken++
		if r.at == recordHeader {
			r.at, r.left = 0, uint16(r.head[0])<<8|uint16(r.head[1])
			if r.left == 0 {
				return taken
			}
		}
	}
	body := min(n-taken, int(r.left))
	r.left -= uint16(body)
	return taken + body
}
