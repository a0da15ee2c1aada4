package tls

import (
	"crypto/rand"
	"crypto/tls"
	"encoding/binary"
	"slices"

	"github.com/dop251/goja"
	"golang.org/x/crypto/cryptobyte"

	"github.com/nodenet-go/nodenet/internal/transport"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Sessions that a script stores, by the server's events newSession and resumeSession.
// crypto/tls has tickets only; so the ticket of such a session is its id.

const sessionID = 32

// storing has a server's connection ask the script for sessions. Without tickets
// (SSL_OP_NO_TICKET) those of TLS 1.2 are the script's; of others it is only told.
func (c *connection) storing(config *tls.Config) {
	byID := func(state tls.ConnectionState) bool { return c.context.noTickets && state.Version < tls.VersionTLS13 }
	config.SessionTicketsDisabled = false
	var resumed []byte
	config.WrapSession = func(state tls.ConnectionState, session *tls.SessionState) ([]byte, error) {
		remember(state, session)
		switch {
		case state.DidResume && byID(state):
			return resumed, nil
		case state.DidResume, state.Version < tls.VersionTLS13 && !byID(state): // which OpenSSL tells nobody of
			return config.EncryptTicket(state, session)
		}
		id := make([]byte, sessionID)
		_, _ = rand.Read(id)
		data, err := session.Bytes()
		if err != nil {
			return nil, err
		}
		if state.Version >= tls.VersionTLS13 {
			c.stored = append(c.stored, [2][]byte{id, data})
			return config.EncryptTicket(state, session)
		}
		_, err = c.await("onnewsession", id, data)
		return id, err
	}
	fromTicket := config.UnwrapSession
	config.UnwrapSession = func(ticket []byte, state tls.ConnectionState) (*tls.SessionState, error) {
		switch {
		case !c.context.noTickets:
			return fromTicket(ticket, state)
		case !byID(state), len(ticket) != sessionID:
			return nil, nil
		}
		data, err := c.await("onresumesession", ticket)
		if err != nil || data == nil {
			return nil, err
		}
		session, err := tls.ParseSessionState(data)
		if err != nil || !c.context.resumable(state, session) {
			return nil, nil // as if there were none
		}
		resumed = ticket
		return session, nil
	}
}

// await calls the script and waits for its answer: whether to give up, and bytes. It is
// called by the handshake.
func (c *connection) await(event string, args ...[]byte) (data []byte, err error) {
	type answer struct {
		data   []byte
		refuse bool
	}
	answers := make(chan answer, 1)
	c.later(func() {
		e := c.m.e
		values := make([]goja.Value, 0, len(args)+1)
		for _, p := range args {
			values = append(values, wrap(e, p))
		}
		c.call(event, append(values, e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			a := answer{refuse: call.Argument(0).ToBoolean()}
			if p, ok := buffer.Bytes(call.Argument(1)); ok && !engine.IsNullish(call.Argument(1)) {
				a.data = append([]byte{}, p...)
			}
			select {
			case answers <- a:
			default: // it has answered before
			}
			return nil
		}))...)
	})
	select {
	case a := <-answers:
		if a.refuse {
			err = errRefused
		}
		return a.data, err
	case <-c.left:
		return nil, c.ended
	case <-c.gone:
		return nil, errRefused
	}
}

// asking has the script asked for the session that a client names in its hello, which it
// does in TLS 1.3 too, where that is no session at all. One with a ticket is resumed by that.
func (c *connection) asking(config *tls.Config) {
	next := config.GetConfigForClient
	config.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		// That of a crypto/tls which has no TLS 1.3 to offer, but says so, names none.
		nameless := slices.Contains(hello.Extensions, supportedVersions) && !slices.Contains(hello.SupportedVersions, tls.VersionTLS13)
		if id, ticket := sessionIn(transport.HelloOf(hello.Conn)); len(id) > 0 && !ticket && !nameless {
			if _, err := c.await("onresumesession", id); err != nil {
				return nil, err
			}
		}
		return next(hello)
	}
}

// sessionIn is the id in the records of a client's hello, and whether it has a ticket.
func sessionIn(records []byte) (id []byte, ticket bool) {
	var hello []byte
	for len(records) > 5 {
		end := min(5+int(binary.BigEndian.Uint16(records[3:])), len(records))
		hello, records = append(hello, records[5:end]...), records[end:]
	}
	const before = 1 + 3 + 2 + 32 // type, length, version, random
	var suites, compressions, extensions, data cryptobyte.String
	s := cryptobyte.String(hello[min(before, len(hello)):])
	if !s.ReadUint8LengthPrefixed((*cryptobyte.String)(&id)) || !s.ReadUint16LengthPrefixed(&suites) ||
		!s.ReadUint8LengthPrefixed(&compressions) || !s.ReadUint16LengthPrefixed(&extensions) {
		return id, false
	}
	for kind := uint16(0); extensions.ReadUint16(&kind) && extensions.ReadUint16LengthPrefixed(&data); {
		if kind == sessionTicket {
			ticket = len(data) > 0
		}
	}
	return id, ticket
}

// Extensions of a hello.
const (
	sessionTicket     = 35
	supportedVersions = 43
)
