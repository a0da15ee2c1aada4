package transport

import (
	"io"
	"net"
	"slices"
)

// secureHandler is a secure stream as the one below sees it.
type secureHandler secure

func (h *secureHandler) Buffer() []byte { return h.loop.Sealed() }

// Data is a piece of TLS. The memory it lies in is the loop's, and is kept from
// others until it is read: ticks run in between.
func (h *secureHandler) Data(p []byte) {
	s := (*secure)(h)
	if s.shake != nil {
		s.shakeData(p)
		return
	}
	lent := s.loop.LendSealed()
	defer func() {
		s.in = slices.Clone(s.in) // nil unless the handler wants no more
		s.keepLent()
		s.loop.ReturnSealed(lent)
		s.settle()
	}()
	if len(s.in) > 0 {
		p = append(s.in, p...)
	}
	s.in, s.dry = p, false
	s.pull()
}

func (h *secureHandler) End() { (*secure)(h).belowEnded("read", io.EOF) }

func (h *secureHandler) Fail(operation string, err error) {
	(*secure)(h).belowEnded(operation, err)
}

func (s *secure) belowEnded(operation string, err error) {
	if s.over {
		s.tellFailed() // nobody is there for the alert
		return
	}
	s.mu.Lock()
	s.ended = &belowEnd{operation, err}
	shaking := s.shake
	if shaking != nil {
		shaking.more.Signal()
	}
	s.mu.Unlock()
	switch {
	case shaking == nil:
		s.dry = false
		s.pull()
	case !shaking.launched: // nobody has said anything
		s.shakeFailed(err)
	case shaking.Owner != nil:
		shaking.Owner.Ended(err)
	}
}

func (s *secure) SetReading(on bool) {
	if s.closed {
		return
	}
	s.wanted = on && !s.over
	if s.shake == nil {
		s.settle()
	}
}

// settle has the stream below read when that is what can bring something, or what is
// there already handed over soon.
func (s *secure) settle() {
	if s.closed || s.shake != nil {
		return
	}
	s.below.SetReading(s.wanted && s.dry && s.ended == nil && !s.flooded.Load())
	if s.wanted && !s.dry && !s.pulling && !s.posted {
		s.posted = true
		s.loop.Post(s.task(securePull))
	}
}

func (s *secure) ReadRest() {
	if s.shake == nil && s.wanted && s.ended == nil {
		s.below.ReadRest()
	}
	s.pull()
}

func (s *secure) Keep(p []byte) []byte { return s.loop.Keep(p) }

// pull hands over what crypto/tls can make of what is there, or a share of it: then the
// others have their turn.
func (s *secure) pull() {
	if s.pulling || s.shake != nil {
		return
	}
	s.pulling = true
	defer func() { // also when the handler calls runtime.Goexit
		s.pulling = false
		s.settle()
	}()
	for most := s.loop.Share(); s.wanted && !s.closed && !s.dry && most > 0; {
		p := s.handler.Buffer()
		if len(p) == 0 {
			p = s.loop.Slab()
		}
		if !s.wanted || s.closed {
			return
		}
		n, cost := s.open(p, most)
		most -= max(cost, leastRead)
		if n > 0 {
			s.handler.Data(p[:n])
			s.loop.Drain()
		} else if s.readErr != nil {
			s.noMore()
		}
	}
}

// recordCost is what a record counts for at least, in bytes, when it is about a share: a
// short one may bear an update of keys, which takes as long as to decrypt many kilobytes.
const recordCost = 4 << 10

// open decrypts as much as there is and p has room for, at a cost of no more than most.
// Whether that was all is in dry, and an error in readErr.
func (s *secure) open(p []byte, most int) (n, cost int) {
	if s.readErr != nil {
		return 0, 0
	}
	for n < len(p) && cost < most {
		if !s.lend() {
			s.dry = true
			return n, cost
		}
		m, err := s.decrypt(p[n:])
		s.takeBack()
		n += m
		cost += max(m, recordCost)
		switch {
		case err == errNothingNow:
			s.dry = true
			return n, cost
		case err != nil:
			s.readErr = err
			return n, cost
		case n < len(p) && len(s.in) == 0 && s.ended == nil: // a record was less than there was room for
			s.dry = true
			return n, cost
		}
	}
	return n, cost
}

// decrypt has crypto/tls read. A function of the tls.Config that panics there, such as that
// of a cache of sessions, or ends the goroutine, is an error.
func (s *secure) decrypt(p []byte) (n int, err error) {
	returned := false
	defer func() {
		if !returned {
			err = s.configFailed(recover())
			s.readErr = err
		}
	}()
	n, err = s.tls.Read(p)
	returned = true
	return n, err
}

// noMore is the end of reading.
func (s *secure) noMore() {
	s.over, s.wanted = true, false
	err := s.readErr
	s.below.SetReading(false)
	switch below := s.ended; {
	case err == io.EOF: // the peer has said so, or TCP's end came between two records
		s.handler.End()
	case below != nil && below.err != io.EOF && len(s.in) == 0:
		s.handler.Fail(below.operation, below.err)
	default:
		s.handler.Fail("read", err)
	}
}

// errNothingNow makes crypto/tls return, and nothing of it last.
var errNothingNow net.Error = nothingNow{}

type nothingNow struct{}

func (nothingNow) Error() string   { return "nothing to read now" }
func (nothingNow) Timeout() bool   { return true }
func (nothingNow) Temporary() bool { return true }
