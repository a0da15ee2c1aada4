package tls

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	socket "github.com/nodenet-go/nodenet/js/internal/net"
)

// connection is TLS under one TLSSocket. The goroutine of the handshake calls what a
// tls.Config has; everything else is of the script's.
type connection struct {
	goja.Value
	m       *module
	socket  *goja.Object
	events  *goja.Object // the functions onsecure, onerror, onhello, onkeylog, onsession
	server  bool
	context *secureContext // whose identity is shown
	asker   any            // the context of AsyncLocalStorage in which TLS has begun

	roots   []*x509.Certificate
	state   tls.ConnectionState // once secured
	chain   verification
	session []byte   // the last that was given
	given   [][]byte // those that the script was not told of; of the handshake while there is one
	resume  *tls.ClientSessionState
	stores  bool        // the script stores sessions
	stored  [][2][]byte // id and session of TLS 1.3, which the script is told of once it is secure

	hello, suites []uint16              // what only13 has changed, and what it was
	offered       []tls.SignatureScheme // by the client
	greeted       bool                  // the client has said hello

	mu    sync.Mutex
	lines [][]byte // for the key log
	heard string   // the name that a client has asked for

	left   chan struct{} // closed when the peer has ended the connection during the handshake
	ended  error         // how; before left is closed
	gone   chan struct{} // closed when nobody waits for the handshake any more
	leave  sync.Once
	forget func()
}

func connectionOf(v goja.Value) *connection {
	return engine.Held[*connection](v, "connection")
}

// start begins TLS on the connection that a TLSSocket has.
func (m *module) start(call goja.FunctionCall) goja.Value {
	o := call.Argument(1).(*goja.Object)
	get := func(name string) goja.Value { return engine.OrUndefined(o.Get(name)) }
	c := &connection{
		Value: goja.Undefined(), m: m, socket: call.Argument(0).(*goja.Object), events: o,
		server: get("isServer").ToBoolean(), context: contextOf(get("context")).showing(contextOf(get("keyCert"))), asker: m.e.Context(), left: make(chan struct{}), gone: make(chan struct{}),
	}
	c.roots = m.roots(c.context)
	t := transport.TLS{Server: c.server, Owner: c, Hasty: true}
	t.KeepHello = get("stores").ToBoolean()
	t.Alert, t.Refusal = c.context.refusal(c.server)
	if c.server {
		t.Config = c.serverConfig(get)
	} else {
		t.Config = c.clientConfig(get)
	}
	for _, v := range m.items(get("unread")) {
		p, _ := buffer.Bytes(v)
		t.Read = append(t.Read, p...)
	}
	if get("keylog").ToBoolean() {
		t.Config.KeyLogWriter = (*keylog)(c)
	}
	engine.Hide(o, "connection", c)
	c.forget = m.e.OnClose(c.end)
	if !socket.Secure(c.socket, t, c) {
		c.end()
	}
	return nil
}

// Ended is told of the end of the peer: what waits for the script's answer is over, too.
func (c *connection) Ended(err error) {
	if c.ended == nil {
		c.ended = err
		close(c.left)
	}
}

// end is the end of the handshake, however it came.
func (c *connection) end() {
	c.leave.Do(func() { close(c.gone) })
	if c.forget != nil {
		c.forget()
	}
}

func (c *connection) call(name string, args ...goja.Value) (v goja.Value) {
	c.m.e.InContext(c.asker, func() { v = c.m.e.Invoke(c.events, name, args...) })
	return v
}

// later has a function of the script's called from another goroutine.
func (c *connection) later(f func()) {
	c.m.e.Post(func() {
		select {
		case <-c.gone:
		default:
			f()
		}
	})
}

// Secured is told when the handshake is done.
func (c *connection) Secured() {
	c.state, _ = socket.TLSOf(c.socket)
	c.end()
	c.tellKeys()
	if c.state.DidResume {
		c.given = nil
	} else if len(c.given) > 0 {
		c.session = c.given[0] // of the handshake of TLS 1.2
	}
	if c.server {
		c.chain = c.check(c.state, x509.ExtKeyUsageClientAuth)
	} else if c.chain.chain == nil {
		c.chain = c.check(c.state, x509.ExtKeyUsageServerAuth)
	}
	c.tell() // of what came with the handshake: the script is told once it knows that it is done
	c.call("onsecure", c.code(), c.m.e.Text(c.chain.because()))
	for _, s := range c.stored {
		c.call("onnewsession", wrap(c.m.e, s[0]), wrap(c.m.e, s[1]))
	}
	c.stored = nil
}

func (c *connection) code() goja.Value {
	if c.chain.code == "" {
		return goja.Undefined()
	}
	return c.m.e.Text(c.chain.code)
}

// check is what is wrong with the peer's certificates. It needs nothing of the script's.
func (c *connection) check(state tls.ConnectionState, usage x509.ExtKeyUsage) verification {
	if len(state.PeerCertificates) == 0 {
		return verification{code: "UNABLE_TO_GET_ISSUER_CERT"}
	}
	if v, ok := c.context.trusts(state.PeerCertificates, usage); ok {
		return v
	}
	return c.context.verify(state.PeerCertificates, c.roots, usage)
}

// Failed is told of a handshake, or of TLS itself.
func (c *connection) Failed(err *node.Error) {
	c.end()
	failure := c.m.failure(err)
	if said := new(net.OpError); c.server && !c.greeted && errors.As(err.Cause, &said) && said.Op == "remote error" {
		failure = c.m.sslError(errUnexpected) // an alert, before a client has said hello
	}
	if failure == nil {
		failure = goja.Undefined()
	}
	c.call("onerror", failure)
}

// Arrived tells of the sessions that came before what was read.
func (c *connection) Arrived() {
	if len(c.given) > 0 {
		c.m.e.Run(c.tell)
	}
}

// tell tells of sessions. Node does so when none was resumed.
func (c *connection) tell() {
	switch {
	case c.state.Version == 0: // Secured does
		return
	case c.state.DidResume:
		c.given = nil
	}
	for len(c.given) > 0 {
		c.session, c.given = c.given[0], c.given[1:]
		c.call("onsession", wrap(c.m.e, c.session))
	}
}

func (m *module) protocols(v goja.Value) (list []string) {
	p, _ := buffer.Bytes(v)
	for len(p) > 0 && len(p) > int(p[0]) {
		list = append(list, string(p[1:1+p[0]]))
		p = p[1+p[0]:]
	}
	return list
}

// serverConfig is for the server's end.
func (c *connection) serverConfig(get func(string) goja.Value) *tls.Config {
	auth := tls.NoClientCert
	if get("requestCert").ToBoolean() {
		if auth = tls.RequestClientCert; get("rejectUnauthorized").ToBoolean() {
			auth = tls.RequireAnyClientCert
		}
	}
	config := c.context.serverConfig(auth)
	protocols := c.m.protocols(get("alpn"))
	c.stores = get("stores").ToBoolean()
	if len(protocols) == 0 && !get("hello").ToBoolean() && !get("keylog").ToBoolean() && auth != tls.RequireAnyClientCert && !c.stores {
		return config
	}
	config = config.Clone()
	config.NextProtos = protocols
	if c.stores {
		c.storing(config)
	}
	if auth == tls.RequireAnyClientCert {
		config.VerifyConnection = c.verifyClient
	}
	context := c.context
	config.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) { return context.prefer(config, hello) }
	if get("hello").ToBoolean() {
		config.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) { return c.onHello(hello, config, auth) }
	}
	if c.stores {
		c.asking(config)
	}
	return config
}

// verifyClient has a client with a wrong certificate dropped, before it hears any more. It
// is called by the handshake.
func (c *connection) verifyClient(state tls.ConnectionState) error {
	if len(state.PeerCertificates) == 0 {
		return nil
	}
	v := c.check(state, x509.ExtKeyUsageClientAuth)
	if v.code == "" {
		return nil
	}
	c.later(func() { c.call("onrefused", c.m.e.Text(v.code)) })
	<-c.gone
	return errRefused
}

// verifyServer asks the script, in TLS 1.3 before the server hears that all is well, as in
// Node. It is called by the handshake.
func (c *connection) verifyServer(state tls.ConnectionState) error {
	if state.Version < tls.VersionTLS13 || state.DidResume {
		return nil
	}
	v := c.check(state, x509.ExtKeyUsageServerAuth)
	verified := make(chan struct{})
	c.later(func() {
		c.state, c.chain = state, v
		refused := false
		defer func() { // also when the script throws: the server hears nothing of that
			if !refused {
				close(verified)
			}
		}()
		refused = !c.call("onverify", c.code(), c.m.e.Text(v.because())).ToBoolean()
	})
	select {
	case <-verified:
		return nil
	case <-c.gone:
		return errRefused
	}
}

// answer is what a script has made of a hello.
type answer struct {
	context  *secureContext // nil for that of the server
	keyCert  *secureContext // whose identity to show, nil for the context's own
	protocol string
	chosen   bool // the protocol is the script's
	refused  error
	staple   []byte
}

const statusRequest = 5 // the extension by which a client asks for the state of a certificate

var errRefused = errors.New("refused by a callback")

// onHello asks the script, and waits.
func (c *connection) onHello(hello *tls.ClientHelloInfo, config *tls.Config, auth tls.ClientAuthType) (*tls.Config, error) {
	answers := make(chan answer, 1)
	c.later(func() {
		e := c.m.e
		var protocols []any
		for _, p := range hello.SupportedProtos {
			protocols = append(protocols, p)
		}
		c.call("onhello", e.Text(latin1(hello.ServerName)), e.VM.NewArray(protocols...), e.Bool(slices.Contains(hello.Extensions, statusRequest)),
			e.Bool(config.MaxVersion >= tls.VersionTLS13 && slices.Contains(hello.SupportedVersions, tls.VersionTLS13)), e.Func("", 3, func(call goja.FunctionCall) goja.Value {
				a := answer{context: contextOf(call.Argument(1)), keyCert: contextOf(call.Argument(2))}
				if call.Argument(0).ToBoolean() {
					a.refused = errRefused
				}
				if v := call.Argument(3); !engine.IsUndefined(v) {
					a.chosen, a.protocol = true, v.String()
				}
				a.staple, _ = buffer.Bytes(call.Argument(4))
				if a.context != nil {
					a.context = c.context.forName(a.context)
					c.context, c.roots = a.context, c.m.roots(a.context)
				}
				if a.keyCert != nil {
					c.context = c.context.showing(a.keyCert)
				}
				select {
				case answers <- a:
				default:
				}
				return nil
			}))
	})
	var a answer
	select {
	case a = <-answers:
	case <-c.left:
		return nil, c.ended
	case <-c.gone:
		return nil, errRefused
	}
	if a.refused != nil {
		return nil, a.refused
	}
	if a.context != nil || a.keyCert != nil {
		next := c.context.serverConfig(auth).Clone() // by now the chosen one
		next.NextProtos, next.KeyLogWriter, next.VerifyConnection = config.NextProtos, config.KeyLogWriter, config.VerifyConnection
		if c.stores {
			c.storing(next)
		}
		config = next
	} else {
		config = config.Clone()
	}
	if a.chosen {
		config.NextProtos = []string{a.protocol}
	}
	if a.staple != nil {
		config.Certificates = append([]tls.Certificate(nil), config.Certificates...)
		for i := range config.Certificates {
			config.Certificates[i].OCSPStaple = a.staple
		}
	}
	return c.context.prefer(config, hello)
}

// clientConfig is for the client's end. What the server shows is verified afterwards.
func (c *connection) clientConfig(get func(string) goja.Value) *tls.Config {
	x := c.context
	config := &tls.Config{
		InsecureSkipVerify: true, // of crypto/tls: see check
		MinVersion:         x.min, MaxVersion: x.max, CipherSuites: x.suites, CurvePreferences: x.curves,
		NextProtos: c.m.protocols(get("alpn")), ClientSessionCache: (*sessions)(c), SessionTicketsDisabled: x.noTickets,
	}
	if config.CipherSuites == nil {
		config.CipherSuites = defaultSuites()
	}
	if v := get("servername"); v.ToBoolean() {
		config.ServerName = v.String()
	}
	if v, ok := buffer.Bytes(get("session")); ok {
		c.resume = parseSession(v)
		c.session = v
	}
	if get("rejectUnauthorized").ToBoolean() {
		config.VerifyConnection = c.verifyServer
	}
	config.GetClientCertificate = func(asked *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		for i := range x.identities {
			if len(x.identities) == 1 || asked.SupportsCertificate(&x.identities[i]) == nil {
				return &x.identities[i], nil
			}
		}
		return &tls.Certificate{}, nil
	}
	return config
}

// keylog is a connection as crypto/tls writes its keys to.
type keylog connection

func (k *keylog) Write(line []byte) (int, error) {
	c := (*connection)(k)
	c.mu.Lock()
	c.lines = append(c.lines, append([]byte(nil), line...))
	c.mu.Unlock()
	c.m.e.Post(c.tellKeys)
	return len(line), nil
}

// tellKeys tells of the keys that there are by now.
func (c *connection) tellKeys() {
	c.mu.Lock()
	lines := c.lines
	c.lines = nil
	c.mu.Unlock()
	for _, line := range lines {
		c.call("onkeylog", buffer.Wrap(c.m.e, line))
	}
}

// latin1 is a text of which each byte is a character, as OpenSSL's names are to scripts.
func latin1(text string) string {
	characters := make([]rune, len(text))
	for i := range len(text) {
		characters[i] = rune(text[i])
	}
	return string(characters)
}
