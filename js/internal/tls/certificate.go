package tls

import (
	"crypto/x509"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto"
	"github.com/nodenet-go/nodenet/js/internal/crypto/certificates"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// CertificateObject is a certificate as getPeerCertificate has it, without its issuer.
// Node: X509Certificate's toLegacyObject().
func CertificateObject(e *engine.Engine, x *x509.Certificate) *goja.Object {
	return crypto.LegacyObject(e, &certificates.Certificate{Certificate: x})
}

// wrap is a Buffer with a copy of what is shared.
func wrap(e *engine.Engine, p []byte) *goja.Object { return buffer.Wrap(e, append([]byte(nil), p...)) }

// peerCertificate is getPeerCertificate: with detail, each has its issuer.
func (c *connection) peerCertificate(detailed bool) goja.Value {
	peers := c.state.PeerCertificates
	if len(peers) == 0 || c.state.DidResume && !c.server { // as in Node
		return goja.Undefined()
	}
	first := CertificateObject(c.m.e, peers[0])
	if !detailed {
		return first
	}
	last, chain := first, c.chain.chain
	for _, next := range chain[1:] {
		o := CertificateObject(c.m.e, next)
		engine.Must(last.Set("issuerCertificate", o))
		last = o
	}
	if selfSigned(chain[len(chain)-1]) {
		engine.Must(last.Set("issuerCertificate", last))
	}
	return first
}
