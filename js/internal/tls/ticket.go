package tls

import (
	"crypto/tls"
	"encoding/binary"
	"time"
)

// A session that a server gives has what OpenSSL knows of it, and crypto/tls does not:
// when it began, and the name that the client had asked for.

// ticketing has a server's sessions know that.
func (c *secureContext) ticketing(config *tls.Config) {
	config.WrapSession = func(state tls.ConnectionState, session *tls.SessionState) ([]byte, error) {
		remember(state, session)
		return config.EncryptTicket(state, session)
	}
	config.UnwrapSession = func(ticket []byte, state tls.ConnectionState) (*tls.SessionState, error) {
		session, err := config.DecryptTicket(ticket, state)
		if err != nil || session == nil || !c.resumable(state, session) {
			return nil, err
		}
		return session, nil
	}
}

func remember(state tls.ConnectionState, session *tls.SessionState) {
	began := binary.BigEndian.AppendUint64(nil, uint64(time.Now().UnixMilli()))
	session.Extra = append(session.Extra, append(began, state.ServerName...))
}

// resumable reports whether a session is not too old, and for the same name.
func (c *secureContext) resumable(state tls.ConnectionState, session *tls.SessionState) bool {
	if len(session.Extra) == 0 {
		return false
	}
	extra := session.Extra[len(session.Extra)-1]
	if len(extra) < 8 || string(extra[8:]) != state.ServerName {
		return false
	}
	age := time.Since(time.UnixMilli(int64(binary.BigEndian.Uint64(extra))))
	return c.lifetime == 0 || age <= c.lifetime
}
