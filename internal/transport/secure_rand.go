package transport

import (
	"crypto/tls"
	"strings"
)

// A Rand of somebody else's is asked after the handshake for the records of CBC alone, of
// TLS 1.2 and before. It may take as long as it likes, panic, or end its goroutine, and who
// writes may hold a lock: so it has a goroutine for each such write.

// asksRand reports whether crypto/tls asks a Rand of somebody else's as it writes, once
// the handshake is done.
func (s *secure) asksRand(c *tls.Config) bool {
	return (c.Rand != nil || c.GetConfigForClient != nil) &&
		strings.Contains(tls.CipherSuiteName(s.tls.ConnectionState().CipherSuite), "_CBC_")
}

// sealLaterLocked encrypts and sends p, or close_notify for nil, on a goroutine.
func (s *secure) sealLaterLocked(p []byte) {
	s.sealing = true
	go func() {
		err := errConfigGone
		defer func() {
			if r := recover(); r != nil {
				err = s.configFailed(r)
			}
			s.mu.Lock()
			s.sealing, s.gather = false, nil // which what has failed has left
			if err != nil {
				s.unsent = &backlog{err: err}
			}
			s.mu.Unlock()
			s.loop.Post(s.task(secureSealed))
		}()
		err = s.sealOrShut(p)
	}()
}

func (s *secure) sealOrShut(p []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p == nil {
		_ = s.encryptLocked(nil) // as without a goroutine
		return nil
	}
	_, err := s.sealLocked(p)
	return err
}

// sealed is the end of sealLater, on the loop.
func (s *secure) sealed() {
	s.mu.Lock()
	done, err := s.shutting, s.writeErrLocked()
	if s.shutting && err == nil {
		s.shutting = false
		done, err = s.shutLocked()
	}
	pending := s.pendingLocked()
	s.mu.Unlock()
	switch {
	case pending:
		s.below.AwaitWritable()
	case done:
		s.handler.ShutdownDone(err)
	default:
		s.tellWritable()
	}
}
