package nodenet

import (
	"cmp"
	"crypto/tls"
	"time"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// defaultHandshakeTimeout is Node's.
const defaultHandshakeTimeout = 120 * time.Second

func handshakeTimeout(given time.Duration) time.Duration {
	return max(cmp.Or(given, defaultHandshakeTimeout), 0)
}

// OnSecureConnect adds a listener for when the connection is secure: after
// ConnectOptions.TLS, where it follows 'connect' and 'ready', or StartTLS. With
// ServerOptions.TLS the server's 'connection' says so. Node: 'secureConnect'.
func (s *Socket) OnSecureConnect(listener func()) ListenerID {
	return s.plain("OnSecureConnect", evSecureConnect, listener, false)
}

// TLS returns what the handshake has agreed on: protocol, names, certificates of the
// peer. It is false for a connection without TLS, and until the handshake is done. That
// of a [crypto/tls.Conn] given to FromConn is told too. The
// bytes of BytesRead and BytesWritten are those of the plain text. Node:
// getProtocol(), getCipher(), alpnProtocol, servername, getPeerCertificate(),
// isSessionReused().
func (s *Socket) TLS() (state tls.ConnectionState, ok bool) {
	s.mu.Lock()
	stream := s.stream
	s.mu.Unlock()
	return transport.SecureState(stream)
}

// StartTLS secures a connection that is in use, as the client, as protocols with a
// STARTTLS command do. What was written before leaves as it is; what is written from now
// on waits for the handshake. What was received and not consumed yet belongs to the
// handshake, and so does all that follows: nothing that somebody has slipped in before
// it passes for secure. 'secureConnect' tells when it is done. A failure destroys the
// socket. Without a ServerName in config it is that of ConnectOptions.Host; Renegotiation
// is refused. It is best called in a callback of the socket, which has to be connected and
// open on both sides. The error is misuse, and nothing has happened then.
// Node: tls.connect({socket}).
func (s *Socket) StartTLS(config *tls.Config) error { return s.startTLS(config, false) }

// StartTLSServer is StartTLS for the end that is the server in TLS. The
// HandshakeTimeout, and the MaxHandshakes, are those of the Server that has accepted the
// socket. Node: new tls.TLSSocket(socket, {isServer: true}).
func (s *Socket) StartTLSServer(config *tls.Config) error { return s.startTLS(config, true) }

func (s *Socket) startTLS(config *tls.Config, server bool) error {
	if err := checkTLS(config, server); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.is(stDestroyed) || !s.is(stConnected):
		return errNoSocket()
	case s.is(stEnding | stEnded | stErrored):
		return misuse("ERR_INVALID_STATE", "StartTLS needs a connection that neither side has ended")
	case s.is(stSwapping) || transport.Below(s.stream) != s.stream:
		return misuse("ERR_INVALID_STATE", "the connection has TLS already")
	}
	o := &transport.TLS{Config: config, Server: server, Started: true, Timeout: defaultHandshakeTimeout}
	if v := s.server; v != nil {
		o.Timeout, o.Limit = handshakeTimeout(v.options.HandshakeTimeout), v.handshakes
	} else if s.more != nil {
		o.Timeout = handshakeTimeout(s.more.options.HandshakeTimeout)
	}
	if !server && s.more != nil {
		o.Config = named(config, s.more.options.Host)
	}
	s.extraLocked().tls = o
	s.set(stSwapping, true)
	s.eachTokensLocked((*tokens).giveBackLocked)
	s.updateReadingLocked() // not until then
	if s.is(stWriting) {    // with all that was written before
		s.beginLocked(len(s.out.queue) - s.out.next)
	} else {
		s.tick(opSecure)
	}
	return nil
}

// secureNow is the rest of StartTLS, on the loop, once what was written before is gone.
func (s *Socket) secureNow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.is(stSwapping) || s.is(stDestroyed|stErrored|stWriting) {
		return
	}
	s.set(stSwapping, false)
	if s.is(stEnded) {
		s.destroyLocked(errHandshakeEnded(s.server != nil))
		return
	}
	o := s.more.tls
	s.more.tls = nil
	if d := s.more.decoder; d != nil {
		o.Read, d.rest = d.rest, nil
	}
	for s.readableLength > 0 {
		p := s.in.shift()
		o.Read = append(o.Read, p...)
		s.readableLength -= len(p)
	}
	s.updateReadingLocked()
	s.stream = o.Over(s.stream)
	s.startLocked(s.stream)
	s.stream.SetReading(s.is(stReading))
	s.nextRequestLocked()
	s.finishMaybeLocked()
}

// clientTLS is what a connection that was made is used through.
func (s *Socket) clientTLS(stream transport.Stream) transport.Stream {
	o := &s.more.options
	if o.TLS == nil {
		return stream
	}
	return transport.TLS{Config: named(o.TLS, o.Host), Timeout: handshakeTimeout(o.HandshakeTimeout)}.Over(stream)
}

// named is a client's configuration with the name to check.
func named(config *tls.Config, host string) *tls.Config {
	if config.ServerName != "" || host == "" {
		return config
	}
	config = config.Clone()
	config.ServerName = host
	return config
}

// Secured is told by TLS when the handshake is done.
func (h *socketHandler) Secured() {
	s := (*Socket)(h)
	s.mu.Lock()
	gone, accepted := s.is(stDestroyed), s.is(stShaking)
	s.set(stShaking, false)
	s.activeLocked()
	s.mu.Unlock()
	switch {
	case gone:
	case accepted:
		s.server.handOutFirst(s)
	default:
		s.emitPlain(evSecureConnect)
	}
}

// failed is an error of the transport. That of a handshake is told to the server, since
// nobody else has the socket.
func (s *Socket) failed(operation string, err error) {
	var e *Error
	if s.stream != nil && transport.Below(s.stream) != s.stream {
		e = tlsError(operation, err, s.server != nil)
	} else {
		e = systemError(operation, err)
	}
	if s.flag(stShaking) {
		defer s.Destroy(e) // also when a listener calls runtime.Goexit
		emit(s.server, evTLSClientError, func(f func(error, *Socket)) { f(e, s) })
		return
	}
	s.Destroy(e)
}
