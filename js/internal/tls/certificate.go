package tls

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/certificates"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// CertificateObject is a certificate as getPeerCertificate has it, without its issuer.
// Node: X509Certificate's toLegacyObject().
func CertificateObject(e *engine.Engine, x *x509.Certificate) *goja.Object {
	c := &certificates.Certificate{Certificate: x}
	o := e.VM.NewObject()
	set := func(name string, v any) { engine.Must(o.Set(name, e.Value(v))) }
	set("subject", nameObject(e, c.RawSubject))
	set("issuer", nameObject(e, c.RawIssuer))
	set("subjectaltname", goja.Undefined())
	if text := c.SubjectAltName(); text != "" {
		set("subjectaltname", text)
	}
	set("infoAccess", goja.Undefined())
	if list := c.InfoAccess(); list != nil {
		set("infoAccess", infoAccess(e, list))
	}
	set("ca", c.IsAuthority())
	publicKey(e, x, set)
	set("valid_from", certificates.Time(c.NotBefore))
	set("valid_to", certificates.Time(c.NotAfter))
	set("fingerprint", c.Fingerprint(crypto.SHA1))
	set("fingerprint256", c.Fingerprint(crypto.SHA256))
	set("fingerprint512", c.Fingerprint(crypto.SHA512))
	set("ext_key_usage", goja.Undefined())
	if usages := c.ExtendedKeyUsage(); usages != nil {
		set("ext_key_usage", usages)
	}
	set("serialNumber", c.Serial())
	set("raw", wrap(e, c.Raw))
	set("asn1Curve", goja.Undefined())
	set("nistCurve", goja.Undefined())
	if curve, ok := keys.CurveOf(c.PublicKey); ok {
		set("asn1Curve", curve.Name)
		set("nistCurve", curve.NIST)
	}
	return o
}

// wrap is a Buffer with a copy of what is shared.
func wrap(e *engine.Engine, p []byte) *goja.Object { return buffer.Wrap(e, append([]byte(nil), p...)) }

// nameObject is a name as an object without a prototype; an attribute that comes several
// times is an array.
func nameObject(e *engine.Engine, der []byte) goja.Value {
	attributes := certificates.Attributes(der)
	if len(attributes) == 0 {
		return goja.Undefined()
	}
	o := e.VM.CreateObject(nil)
	for _, a := range attributes {
		value := e.Text(a.Value)
		switch before := o.Get(a.Name).(type) {
		case nil:
			engine.Must(o.Set(a.Name, value))
		case *goja.Object:
			e.Invoke(before, "push", value)
		default:
			engine.Must(o.Set(a.Name, e.VM.NewArray(before, value)))
		}
	}
	return o
}

// infoAccess has the places by method and kind.
func infoAccess(e *engine.Engine, list []certificates.Access) *goja.Object {
	o := e.VM.CreateObject(nil)
	for _, access := range list {
		kind, place, _ := strings.Cut(access.Location, ":")
		name := access.Method + " - " + kind
		places, _ := o.Get(name).(*goja.Object)
		if places == nil {
			places = e.VM.NewArray()
			engine.Must(o.Set(name, places))
		}
		e.Invoke(places, "push", e.Text(place))
	}
	return o
}

func publicKey(e *engine.Engine, c *x509.Certificate, set func(string, any)) {
	var modulus, exponent, public, bits any = goja.Undefined(), goja.Undefined(), goja.Undefined(), goja.Undefined()
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		modulus, exponent, bits = certificates.Hex(key.N), fmt.Sprintf("0x%x", key.E), key.N.BitLen()
		public = wrap(e, c.RawSubjectPublicKeyInfo)
	case *ecdsa.PublicKey:
		bits = key.Params().BitSize
		if point, err := key.Bytes(); err == nil {
			public = wrap(e, point)
		}
	}
	set("modulus", modulus)
	set("exponent", exponent)
	set("pubkey", public)
	set("bits", bits)
}

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
