// Package tls is Node's module tls. The classes and what they promise are JavaScript on
// package net; the protocol is crypto/tls's, under the handle of a socket.
package tls

import (
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"crypto/x509"
	"embed"
	"strconv"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	socket "github.com/nodenet-go/nodenet/js/internal/net"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

//go:embed tls.js flags.js context.js identity.js socket.js server.js
var sources embed.FS

// module is tls in one runtime.
type module struct {
	e        *engine.Engine
	defaults []*x509.Certificate // what setDefaultCACertificates has been given

	flags     flags
	extraOnce sync.Once
	extraList []*x509.Certificate
}

type moduleKey struct{}

// Load is the loader of require('tls').
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return part(e, "tls") }

func part(e *engine.Engine, name string) *goja.Object {
	return engine.Part(e, sources, name+".js", "internal/tls/"+name, natives)
}

func itoa(n int) string { return strconv.Itoa(n) }

func overSocket(v goja.Value, stream transport.Stream) bool { return socket.Over(v, stream) }

// defaultSuites13 are Node's, in their order.
var defaultSuites13 = []uint16{tls.TLS_AES_256_GCM_SHA384, tls.TLS_CHACHA20_POLY1305_SHA256, tls.TLS_AES_128_GCM_SHA256}

func defaultSuites() (list []uint16) {
	for _, s := range suites {
		if s.version != "TLSv1.3" {
			list = append(list, s.id)
		}
	}
	return list
}

// natives are what the sources are given.
func natives(e *engine.Engine) *goja.Object {
	return engine.Slot(e, moduleKey{}, func() *goja.Object {
		m := &module{e: e}
		o := e.VM.NewObject()
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
		execArgv := e.VM.NewArray()
		for i, flag := range process.Of(e).Flags {
			engine.Must(execArgv.Set(itoa(i), flag))
		}
		engine.Must(o.Set("execArgv", execArgv))
		native("part", func(call goja.FunctionCall) goja.Value { return part(e, call.Argument(0).String()) })
		native("context", m.context)
		native("isContext", func(call goja.FunctionCall) goja.Value { return e.Bool(contextOf(call.Argument(0)) != nil) })
		native("ciphers", func(goja.FunctionCall) goja.Value { return e.VM.NewArray(cipherNames()...) })
		native("authorities", m.authoritiesText)
		native("setDefaults", m.setDefaults)
		native("authoritiesOf", func(call goja.FunctionCall) goja.Value {
			m.flags = flags{system: call.Argument(0).ToBoolean(), openssl: call.Argument(1).ToBoolean()}
			return nil
		})
		native("made", func(call goja.FunctionCall) goja.Value { socket.MarkTLS(call.Argument(0)); return nil })
		native("isSession", func(call goja.FunctionCall) goja.Value {
			p, _ := buffer.Bytes(call.Argument(0))
			return e.Bool(isSession(p))
		})
		native("isSocket", func(call goja.FunctionCall) goja.Value { return e.Bool(socket.Socketlike(call.Argument(0))) })
		native("lend", func(call goja.FunctionCall) goja.Value {
			return e.Bool(socket.Lend(call.Argument(0), call.Argument(1)))
		})
		native("over", m.over)
		native("start", m.start)
		native("refuse", func(call goja.FunctionCall) goja.Value { socket.Refuse(call.Argument(0)); return nil })
		native("failWrite", func(call goja.FunctionCall) goja.Value {
			return e.Bool(socket.FailWrite(call.Argument(0), call.Argument(1)))
		})
		native("identity", m.identity)
		native("sigalgs", m.sigalgs)
		native("dhparam", func(call goja.FunctionCall) goja.Value {
			text, _ := data(call.Argument(1))
			return e.Object("bits", dhSize(text), "level", contextOf(call.Argument(0)).level)
		})
		native("wrongVersion", func(goja.FunctionCall) goja.Value {
			return m.sslError(&opensslError{"0A00010A", "wrong ssl version"})
		})
		m.tickets(native)
		m.reports(native)
		m.errors(native)
		return o
	})
}

func (m *module) tickets(native func(string, engine.Native)) {
	native("getTicketKeys", func(call goja.FunctionCall) goja.Value {
		return wrap(m.e, contextOf(call.Argument(0)).tickets[:])
	})
	native("setTicketKeys", func(call goja.FunctionCall) goja.Value {
		c := contextOf(call.Argument(0))
		p, _ := buffer.Bytes(call.Argument(1))
		c.tickets = (*[ticketKeySize]byte)(append([]byte(nil), p...))
		c.configs = nil
		return nil
	})
}

// reports are what a connection tells of itself.
func (m *module) reports(native func(string, engine.Native)) {
	e := m.e
	report := func(name string, f func(c *connection, call goja.FunctionCall) goja.Value) {
		native(name, func(call goja.FunctionCall) goja.Value {
			if c := connectionOf(call.Argument(0)); c != nil {
				return f(c, call)
			}
			return nil
		})
	}
	report("leave", func(c *connection, _ goja.FunctionCall) goja.Value { c.end(); return nil })
	report("protocol", func(c *connection, _ goja.FunctionCall) goja.Value { return e.Text(versionName(c.state.Version)) })
	report("cipher", func(c *connection, _ goja.FunctionCall) goja.Value { return m.cipher(c.state.CipherSuite) })
	report("reused", func(c *connection, _ goja.FunctionCall) goja.Value { return e.Bool(c.state.DidResume) })
	report("alpn", func(c *connection, _ goja.FunctionCall) goja.Value { return e.Text(c.state.NegotiatedProtocol) })
	report("heard", func(c *connection, _ goja.FunctionCall) goja.Value {
		c.mu.Lock()
		defer c.mu.Unlock()
		return e.Text(latin1(c.heard))
	})
	report("peer", func(c *connection, call goja.FunctionCall) goja.Value {
		return c.peerCertificate(call.Argument(1).ToBoolean())
	})
	report("peerRaw", func(c *connection, _ goja.FunctionCall) goja.Value {
		if len(c.state.PeerCertificates) == 0 {
			return nil
		}
		return wrap(e, c.state.PeerCertificates[0].Raw)
	})
	report("own", func(c *connection, call goja.FunctionCall) goja.Value {
		if len(c.context.identities) == 0 {
			return nil
		}
		leaf := c.context.identities[0].Leaf
		if call.Argument(1).ToBoolean() {
			return wrap(e, leaf.Raw)
		}
		return CertificateObject(e, leaf)
	})
	report("session", func(c *connection, _ goja.FunctionCall) goja.Value {
		if c.session == nil {
			return buffer.Wrap(e, make([]byte, 4)) // it has no ticket yet
		}
		return wrap(e, c.session)
	})
	report("ticket", func(c *connection, _ goja.FunctionCall) goja.Value {
		if t := ticketOf(c.session); t != nil {
			return wrap(e, t)
		}
		return nil
	})
	report("shared", func(c *connection, _ goja.FunctionCall) goja.Value {
		return e.VM.NewArray(c.context.sharedSchemes(c.offered)...)
	})
	report("ocsp", func(c *connection, _ goja.FunctionCall) goja.Value {
		if c.state.OCSPResponse == nil {
			return goja.Null()
		}
		return buffer.Wrap(e, c.state.OCSPResponse)
	})
	report("group", func(c *connection, _ goja.FunctionCall) goja.Value { return m.group(c.state) })
	report("finished", func(c *connection, call goja.FunctionCall) goja.Value {
		// Only that of the side that has sent its own first is known, and not in TLS 1.3.
		if c.state.TLSUnique == nil || c.state.DidResume != (c.server == call.Argument(1).ToBoolean()) {
			return nil
		}
		return wrap(e, c.state.TLSUnique)
	})
	report("export", func(c *connection, call goja.FunctionCall) goja.Value {
		context, given := buffer.Bytes(call.Argument(3))
		if !given {
			context = nil
		}
		length := int(call.Argument(1).ToInteger())
		if c.state.Version == tls.VersionTLS13 && length > mostExpanded(c.state.CipherSuite) {
			panic(m.sslError(&opensslError{"0A0C0103", "internal error"}))
		}
		p, err := c.state.ExportKeyingMaterial(call.Argument(2).String(), context, length)
		if err != nil { // the label is one of TLS's own
			panic(m.sslError(&opensslError{"0A00016F", "tls illegal exporter label"}))
		}
		return buffer.Wrap(e, p)
	})
}

// mostExpanded is how many bytes HKDF gives with the hash of a suite of TLS 1.3; crypto/tls
// panics when asked for more.
func mostExpanded(suite uint16) int {
	if suite == tls.TLS_AES_256_GCM_SHA384 {
		return 255 * sha512.Size384
	}
	return 255 * sha256.Size
}

func versionName(v uint16) string {
	switch v {
	case tls.VersionTLS10:
		return "TLSv1"
	case tls.VersionTLS11:
		return "TLSv1.1"
	case tls.VersionTLS12:
		return "TLSv1.2"
	}
	return "TLSv1.3"
}

// group is getEphemeralKeyInfo() of a client.
func (m *module) group(state tls.ConnectionState) goja.Value {
	if state.CurveID == 0 {
		return m.e.Object("type", goja.Undefined(), "name", goja.Undefined(), "size", goja.Undefined())
	}
	name, bits := map[tls.CurveID]string{tls.CurveP256: "prime256v1", tls.CurveP384: "secp384r1", tls.CurveP521: "secp521r1", tls.X25519: "X25519"}[state.CurveID], 0
	if name == "" {
		name = state.CurveID.String()
	}
	bits = map[tls.CurveID]int{tls.CurveP256: 256, tls.CurveP384: 384, tls.CurveP521: 521, tls.X25519: 253}[state.CurveID]
	if state.Version == tls.VersionTLS13 && bits == 0 {
		return m.e.Object("type", "TLSGroup", "name", name, "size", goja.Undefined())
	}
	return m.e.Object("type", "ECDH", "name", name, "size", bits)
}

// errors are Node's errors, for the sources to throw.
func (m *module) errors(native func(string, engine.Native)) {
	e := m.e
	e.NativeErrors(native)
	e.NativeChecks(native)
}

// identity is the certificate of a context, and its issuer's.
func (m *module) identity(call goja.FunctionCall) goja.Value {
	o := m.e.VM.NewObject()
	c := contextOf(call.Argument(0))
	if c == nil || len(c.identities) == 0 {
		return o
	}
	own := c.identities[0]
	engine.Must(o.Set("certificate", wrap(m.e, own.Certificate[0])))
	if issuer := issuerIn(own.Leaf, m.roots(c)); issuer != nil {
		engine.Must(o.Set("issuer", wrap(m.e, issuer.Raw)))
	}
	return o
}
