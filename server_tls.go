package nodenet

import (
	"crypto/tls"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// SetTLS replaces the configuration of a server with ServerOptions.TLS, for
// certificates that were renewed, say. Connections that are there keep theirs. The error
// is misuse, and nothing has changed then. Node: setSecureContext().
func (v *Server) SetTLS(config *tls.Config) error {
	if err := checkTLS(config, true); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tls == nil {
		return misuse("ERR_INVALID_STATE", "the server was made without TLS")
	}
	v.tls = config
	return nil
}

// OnTLSClientError adds a listener for a connection that could not be secured. It is
// called on the loop of the socket, which nobody else gets to see, and which is destroyed
// afterwards; Node leaves that to the listener after a timeout. Node: 'tlsClientError'.
func (v *Server) OnTLSClientError(listener func(err error, socket *Socket)) ListenerID {
	if listener == nil {
		return nullListener(v.loop.Log(), "OnTLSClientError")
	}
	return v.on(evTLSClientError, listener)
}

// secure is what an accepted connection is used through.
func (v *Server) secure(stream transport.Stream) transport.Stream {
	if v.options.TLS == nil {
		return stream
	}
	v.mu.Lock()
	config := v.tls
	v.mu.Unlock()
	return transport.TLS{
		Config: config, Server: true, Timeout: handshakeTimeout(v.options.HandshakeTimeout), Limit: v.handshakes,
	}.Over(stream)
}

// checkTLS finds what cannot work, before anything is done.
func checkTLS(config *tls.Config, server bool) error {
	switch {
	case config == nil:
		return misuse("ERR_INVALID_ARG_TYPE", `The "config" argument must be a *tls.Config. Received nil`)
	case !server && config.Renegotiation != tls.RenegotiateNever:
		return misuse("ERR_INVALID_ARG_VALUE", "a tls.Config with Renegotiation: a connection is made secure once")
	case server && len(config.Certificates) == 0 && config.GetCertificate == nil && config.GetConfigForClient == nil:
		return misuse("ERR_INVALID_ARG_VALUE", "a server's tls.Config needs Certificates, GetCertificate or GetConfigForClient")
	}
	return nil
}
