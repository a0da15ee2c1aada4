package tls

import (
	"crypto/rand"
	"crypto/tls"

	"github.com/dop251/goja"

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
		if _, err = c.await("onnewsession", id, data); err != nil || byID(state) {
			return id, err
		}
		return config.EncryptTicket(state, session)
	}
	config.UnwrapSession = func(ticket []byte, state tls.ConnectionState) (*tls.SessionState, error) {
		switch {
		case !c.context.noTickets:
			return config.DecryptTicket(ticket, state)
		case !byID(state), len(ticket) != sessionID:
			return nil, nil
		}
		data, err := c.await("onresumesession", ticket)
		if err != nil || data == nil {
			return nil, err
		}
		session, err := tls.ParseSessionState(data)
		if err != nil {
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
	case <-c.gone:
		return nil, errRefused
	}
}
