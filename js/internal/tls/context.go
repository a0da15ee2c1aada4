package tls

import (
	"crypto"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// secureContext is what a SecureContext holds. It never changes.
type secureContext struct {
	goja.Value
	identities  []tls.Certificate
	authorities []*x509.Certificate // nil for the defaults
	defaults    []*x509.Certificate // those of setDefaultCACertificates by then
	pool        *x509.CertPool      // those of the program, in the place of the defaults
	revoked     []*x509.RevocationList
	partial     bool // a chain may end at any authority
	min, max    uint16
	level       int                   // of security
	side        string                // the only one that it is for, "server" or "client"; "" for both
	suites      []uint16              // before TLS 1.3; nil for the defaults
	suites13    []uint16              // of TLS 1.3; nil for the defaults
	schemes     []tls.SignatureScheme // nil for the defaults
	curves      []tls.CurveID
	tickets     *[ticketKeySize]byte
	noTickets   bool
	lifetime    time.Duration // of a session; 0 for no end
	clientOrder bool          // of suites

	configs map[tls.ClientAuthType]*tls.Config // for servers, once needed
}

const ticketKeySize = 48

// contextOf returns what an object holds; nil when it is no SecureContext of ours.
func contextOf(v goja.Value) *secureContext {
	return engine.Held[*secureContext](v, "secureContext")
}

// context makes the context of options that the script has looked at; the target is the
// object that is to hold it.
func (m *module) context(call goja.FunctionCall) goja.Value {
	target, o := call.Argument(0).(*goja.Object), call.Argument(1).(*goja.Object)
	c := &secureContext{Value: goja.Undefined(), level: defaultLevel, side: call.Argument(4).String()}
	c.min, c.max = uint16(call.Argument(2).ToInteger()), uint16(call.Argument(3).ToInteger())
	get := func(name string) goja.Value { return engine.OrUndefined(o.Get(name)) }
	p := &material{chain: map[string][][]byte{}, key: map[string]crypto.PrivateKey{}}
	m.authorities(c, get("ca"))
	for _, v := range m.items(get("cert")) {
		m.check(p.certificate(m.needData("cert", v)))
	}
	m.privateKeys(p, get("key"), get("passphrase"))
	m.algorithms(c, get)
	m.revocations(c, get("crl"))
	m.pfx(c, p, get("pfx"), get("passphrase"))
	if v := get("ticketKeys"); !engine.IsNullish(v) {
		key, ok := buffer.Bytes(v)
		if !ok {
			panic(m.e.InvalidArgType("options.ticketKeys", v, "Buffer", "TypedArray", "DataView"))
		}
		if len(key) != ticketKeySize {
			panic(m.e.InvalidArgValue("options.ticketKeys", m.e.Int(len(key)), "must be exactly 48 bytes"))
		}
		c.tickets = (*[ticketKeySize]byte)(append([]byte(nil), key...))
	}
	if v := get("allowPartialTrustChain"); v.ToBoolean() {
		c.partial = true
	}
	if v := get("honorCipherOrder"); engine.TypeOf(v) == "boolean" {
		c.clientOrder = !v.ToBoolean()
	}
	if v := get("sessionTimeout"); engine.TypeOf(v) == "number" {
		c.lifetime = time.Duration(min(max(v.ToFloat(), 0), 1<<31)) * time.Second
	}
	if v := get("secureOptions"); engine.TypeOf(v) == "number" {
		c.options(v.ToInteger())
	}
	if c.tickets == nil {
		c.tickets = new([ticketKeySize]byte)
		_, _ = rand.Read(c.tickets[:])
	}
	if c.defaults = m.defaults; c.authorities != nil {
		c.defaults = nil
	}
	if c.level > 0 {
		c.min = max(c.min, tls.VersionTLS12)
	}
	if err := c.atLevel(p); err != nil {
		panic(m.sslError(err))
	}
	c.identities = p.identities(append(c.defaults[:len(c.defaults):len(c.defaults)], c.authorities...))
	c.based(m.e.Host.TLS)
	engine.Hide(target, "secureContext", c)
	return nil
}

// showing is the context with the identity of another, if there is one.
func (c *secureContext) showing(other *secureContext) *secureContext {
	if other == nil {
		return c
	}
	next := *c
	next.identities, next.configs = other.identities, nil
	return &next
}

// forName is a server's context with what another has, which was chosen by the name that a
// client has asked for. Versions, options and tickets stay, as in OpenSSL.
func (c *secureContext) forName(chosen *secureContext) *secureContext {
	next := *c
	next.identities, next.schemes, next.suites = chosen.identities, chosen.schemes, chosen.suites
	next.authorities, next.defaults, next.pool = chosen.authorities, chosen.defaults, chosen.pool
	next.revoked, next.partial, next.configs = chosen.revoked, chosen.partial, nil
	return &next
}

// check throws an error of OpenSSL's.
func (m *module) check(err error) {
	if err != nil {
		panic(m.openssl(err))
	}
}

// openssl is an error as Node makes it of one of OpenSSL.
func (m *module) openssl(err error) *goja.Object {
	e, ok := err.(*keys.Error)
	if !ok {
		return m.e.PlainError(err.Error())
	}
	o := m.e.PlainError(e.Error())
	if e == keys.ErrBadDecrypt { // it has come three times before OpenSSL gives up
		last := "error:11800074:PKCS12 routines::pkcs12 cipherfinal error"
		engine.Must(o.Set("opensslErrorStack", m.e.VM.NewArray(last, e.Error(), last)))
	}
	engine.Must(o.Set("library", e.Library))
	engine.Must(o.Set("reason", e.Reason))
	engine.Must(o.Set("code", e.Code()))
	return o
}

func (m *module) authorities(c *secureContext, v goja.Value) {
	for _, v := range m.items(v) {
		text := m.needData("ca", v)
		if c.authorities == nil {
			c.authorities = []*x509.Certificate{}
		}
		c.authorities = append(c.authorities, certificatesIn(text)...)
	}
}

// privateKeys reads the option key: texts, or an array of texts or of {pem, passphrase}.
func (m *module) privateKeys(p *material, v, passphrase goja.Value) {
	array := isArray(v)
	for _, v := range m.items(v) {
		pass := passphrase
		if o, ok := v.(*goja.Object); ok && array {
			if text := o.Get("pem"); text != nil && text.ToBoolean() {
				v = text
				if own := o.Get("passphrase"); !engine.IsNullish(own) {
					pass = own
				}
			}
		}
		text := m.needData("key", v)
		var secret []byte
		if !engine.IsNullish(pass) {
			secret = []byte(m.e.NeedString("options.passphrase", pass))
		}
		key, err := keys.ParsePrivatePEM(text, secret)
		if err == keys.ErrNoPassphrase {
			err = keys.ErrBadDecrypt
		}
		m.check(err)
		m.check(p.privateKey(key.Private))
	}
}

func (m *module) revocations(c *secureContext, v goja.Value) {
	for _, v := range m.parts(v) {
		block, _ := pem.Decode(m.needData("crl", v))
		var list *x509.RevocationList
		var err error
		if block != nil {
			list, err = x509.ParseRevocationList(block.Bytes)
		}
		if block == nil || err != nil {
			panic(m.e.Error("ERR_CRYPTO_OPERATION_FAILED", "Failed to parse CRL"))
		}
		c.revoked = append(c.revoked, list)
	}
}

// pfx reads the option pfx: bytes, or an array of bytes or of {buf, passphrase}.
func (m *module) pfx(c *secureContext, p *material, v, passphrase goja.Value) {
	array := isArray(v)
	for _, v := range m.parts(v) {
		pass := passphrase
		if array && engine.IsNullish(v) {
			panic(m.e.VM.NewTypeError("Cannot read properties of %s (reading 'buf')", v))
		}
		if o, ok := v.(*goja.Object); ok && array {
			if inner := o.Get("buf"); inner != nil && inner.ToBoolean() {
				v = inner
				if own := o.Get("passphrase"); own != nil && own.ToBoolean() {
					pass = own
				}
			}
		}
		der, ok := data(v)
		if !ok {
			panic(m.e.Error("ERR_CRYPTO_OPERATION_FAILED", "Unable to load PFX certificate"))
		}
		var secret []byte
		if pass.ToBoolean() {
			if secret, ok = data(pass); !ok {
				panic(m.e.TypeError("ERR_INVALID_ARG_TYPE", "Pass phrase must be a buffer"))
			}
		}
		more, reason := p.pfx(der, string(secret))
		if reason != "" {
			panic(m.e.PlainError(reason))
		}
		if len(more) > 0 { // they are trusted beside the others
			if c.authorities == nil {
				c.authorities = m.defaultAuthorities()
			}
			c.authorities = append(c.authorities[:len(c.authorities):len(c.authorities)], more...)
		}
	}
}

// The options of OpenSSL that have a meaning here.
const (
	opNoTicket = 0x4000
	opNoTLS1   = 0x4000000
	opNoTLS11  = 0x10000000
	opNoTLS12  = 0x8000000
	opNoTLS13  = 0x20000000
)

func (c *secureContext) options(set int64) {
	c.noTickets = set&opNoTicket != 0
	for _, v := range []struct {
		bit     int64
		version uint16
	}{{opNoTLS1, tls.VersionTLS10}, {opNoTLS11, tls.VersionTLS11}, {opNoTLS12, tls.VersionTLS12}, {opNoTLS13, tls.VersionTLS13}} {
		if set&v.bit != 0 && c.min == v.version {
			c.min = v.version + 1
		}
	}
	if set&opNoTLS13 != 0 && c.max == tls.VersionTLS13 {
		c.max = tls.VersionTLS12
		if set&opNoTLS12 != 0 {
			c.max = tls.VersionTLS11
		}
	}
}
