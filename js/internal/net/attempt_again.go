package net

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/node"
)

// again is what another connect meets, of a connection that is there or about to be.
type again uint8

const (
	allowed again = iota // a TCP connection that connect has made is connected once more
	asked                // that is under way
	spent                // it has been, or connect has not made it
)

// attemptAgain is connect on a socket that is connected, or about to be. Node asks the
// system all the same, and what that answers is told here: Linux calls a TCP connection
// that was made by connect connected once more, and then refuses as it does for others.
func (s *Socket) attemptAgain(t target, several *attempts) {
	h := s.handle
	if t.path == "" && !h.isPipe && (t.local != "" || t.localPort != 0) {
		s.attemptFailed(t, several, node.FailedAt("bind", syscall.EINVAL, t.localEnd(), t.localPort), true)
		return
	}
	if !s.attempting(t, several) {
		return
	}
	number, atOnce := h.refusal(t)
	if atOnce {
		s.refuse(t, several, number)
		return
	}
	h.again = asked
	s.m.engine.Immediate(func() {
		switch {
		case s.handle != h || !s.connecting:
		case number == 0:
			h.again = spent
			s.onConnected()
		default:
			address, port := t.remoteEnd()
			s.attemptFailed(t, several, node.FailedAt("connect", number, address, port), false)
		}
	})
}

// refusal is what the system says of another connect, 0 for nothing, and whether it
// does so in the call.
func (h *handle) refusal(t target) (number syscall.Errno, atOnce bool) {
	switch {
	case h.isPipe && t.path == "":
		return syscall.ENOENT, false // it is taken for a path
	case h.isPipe:
		if _, err := os.Stat(t.path); errors.Is(err, fs.ErrNotExist) && t.path[0] != 0 {
			return syscall.ENOENT, false
		}
		return syscall.EISCONN, false
	case t.path != "":
		return syscall.EINVAL, true
	case h.conn == nil || h.again == asked:
		return syscall.EALREADY, true
	case h.again == spent:
		return syscall.EISCONN, true
	}
	return 0, false
}

// refuse is the end of an attempt that is refused in the call: Node names the local end
// as well.
func (s *Socket) refuse(t target, several *attempts, number syscall.Errno) {
	address, port := t.remoteEnd()
	err := node.FailedAt("connect", number, address, port)
	if local := s.handle.localAddr(); local != nil {
		err.Message += node.LocalEnd(local.Host(), int(local.Port()))
	} else {
		err.Message += node.LocalEnd("0.0.0.0", 0) // which is not known here yet
	}
	failure := s.m.addressError(err, address, port)
	if several != nil {
		several.failed(t, failure)
		return
	}
	s.Destroy(failure)
}
