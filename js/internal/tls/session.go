package tls

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// A session, as getSession gives it, is the length of the ticket, the ticket, and what
// crypto/tls keeps beside it.

func parseSession(p []byte) *tls.ClientSessionState {
	if len(p) < 4 {
		return nil
	}
	n := binary.BigEndian.Uint32(p)
	if p = p[4:]; uint64(n) > uint64(len(p)) {
		return nil
	}
	state, err := tls.ParseSessionState(p[n:])
	if err != nil {
		return nil
	}
	session, err := tls.NewResumptionState(p[:n:n], state)
	if err != nil {
		return nil
	}
	return session
}

// isSession reports whether bytes are a session of ours, by ticket or by id.
func isSession(p []byte) bool {
	return len(p) >= 4 && (binary.BigEndian.Uint32(p) == sessionID || parseSession(p) != nil)
}

func ticketOf(session []byte) []byte {
	if len(session) < 4 {
		return nil
	}
	n := binary.BigEndian.Uint32(session)
	if n == sessionID || uint64(n) > uint64(len(session)-4) {
		return nil
	}
	return session[4 : 4+n]
}

// sessions is a client's connection as the cache that crypto/tls asks.
type sessions connection

// Get returns the session that the script wants to resume.
func (s *sessions) Get(string) (*tls.ClientSessionState, bool) { return s.resume, s.resume != nil }

// Put is a session that the server has given.
func (s *sessions) Put(_ string, session *tls.ClientSessionState) {
	if session == nil {
		return
	}
	ticket, state, err := session.ResumptionState()
	if err != nil || state == nil {
		return
	}
	rest, err := state.Bytes()
	if err != nil {
		return
	}
	p := binary.BigEndian.AppendUint32(nil, uint32(len(ticket)))
	p = append(append(p, ticket...), rest...)
	c := (*connection)(s)
	c.given = append(c.given, p)
	c.m.e.Post(c.tell) // if nothing is read before
}

// prefer has suite and curve chosen by the order that the script has given, which
// crypto/tls does not.
func (c *secureContext) prefer(config *tls.Config, hello *tls.ClientHelloInfo) (*tls.Config, error) {
	if err := c.tooNew(hello); err != nil {
		return nil, err
	}
	has := func(version uint16) bool {
		return version <= c.max && slices.Contains(hello.SupportedVersions, version)
	}
	owner, _ := transport.ShakerOf(hello.Conn).(*connection)
	if owner != nil {
		owner.greeted = true
		owner.offered = slices.Clone(hello.SignatureSchemes)
		if slices.ContainsFunc(hello.SupportedVersions, func(v uint16) bool { return c.min <= v && v <= c.max }) {
			owner.mu.Lock()
			owner.heard = hello.ServerName
			owner.mu.Unlock()
		}
	}
	if has(tls.VersionTLS13) {
		if owner != nil {
			owner.only13(c.first(orDefault(c.suites13, defaultSuites13), hello.CipherSuites), hello.CipherSuites)
		}
		return config, nil
	}
	if c.suites == nil && c.curves == nil {
		return config, nil
	}
	curve := slices.IndexFunc(c.curves, func(id tls.CurveID) bool { return slices.Contains(hello.SupportedCurves, id) })
	first, second := orDefault(c.suites, config.CipherSuites), hello.CipherSuites
	if c.clientOrder {
		first, second = second, first
	}
	for _, id := range first {
		s, known := suiteByID(id)
		if !known || !slices.Contains(second, id) || s.version == "TLSv1.2" && !has(tls.VersionTLS12) ||
			c.curves != nil && curve < 0 && strings.HasPrefix(s.name, "ECDHE") ||
			!slices.ContainsFunc(c.identities, func(own tls.Certificate) bool { return s.signs(own.Leaf) }) {
			continue
		}
		config = config.Clone()
		config.CipherSuites = []uint16{id}
		if curve >= 0 {
			config.CurvePreferences = c.curves[curve : curve+1]
		}
		return config, nil
	}
	return config, nil
}

// first is the suite of TLS 1.3 to take; 0 for none.
func (c *secureContext) first(own, offered []uint16) uint16 {
	if c.clientOrder {
		own, offered = offered, own
	}
	for _, id := range own {
		if slices.Contains(offered, id) {
			return id
		}
	}
	return 0
}

// only13 leaves one suite of TLS 1.3 in a hello. crypto/tls has no choice of its own to
// make then, and takes it; nothing of a Config can have that. What it is given to look at
// is what it has read, which a test holds it to. It needs the rest again when it compares
// the hello with a second one.
func (c *connection) only13(chosen uint16, suites []uint16) {
	c.hello, c.suites = suites, slices.Clone(suites)
	for i, id := range suites {
		if slices.Contains(defaultSuites13, id) && id != chosen {
			suites[i] = 0
		}
	}
}

// Replies is after the choice.
func (c *connection) Replies() {
	copy(c.hello, c.suites)
	c.hello, c.suites = nil, nil
}

// signs reports whether a certificate is of the kind that the suite needs.
func (s suite) signs(c *x509.Certificate) bool {
	return (kindOf(c.PublicKey) == "rsa") != strings.Contains(s.name, "ECDSA")
}

// serverConfig is what all connections of a context start from.
func (c *secureContext) serverConfig(auth tls.ClientAuthType) *tls.Config {
	if config := c.configs[auth]; config != nil {
		return config
	}
	config := &tls.Config{
		Certificates: c.identities, ClientAuth: auth, MinVersion: c.min, MaxVersion: c.max, CipherSuites: c.suites,
		CurvePreferences: c.curves, SessionTicketsDisabled: c.noTickets,
	}
	if config.CipherSuites == nil {
		config.CipherSuites = defaultSuites()
	}
	if auth != tls.NoClientCert {
		config.ClientCAs = pool(c.authorities)
	}
	if len(config.Certificates) == 0 { // a handshake finds out
		config.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return &tls.Certificate{}, nil }
	}
	config.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) { return c.prefer(config, hello) }
	config.SetSessionTicketKeys([][32]byte{sha256.Sum256(c.tickets[:])})
	c.ticketing(config)
	if c.configs == nil {
		c.configs = map[tls.ClientAuthType]*tls.Config{}
	}
	c.configs[auth] = config
	return config
}

func orDefault(list, other []uint16) []uint16 {
	if list == nil {
		return other
	}
	return list
}
