package tls

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"slices"
	"sync"

	"github.com/dop251/goja"
	"golang.org/x/crypto/x509roots/fallback/bundle"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
)

// bundled are the authorities of Mozilla's list, which the program carries.
var bundled = sync.OnceValue(func() (list []*x509.Certificate) {
	for root := range bundle.Roots() {
		if c, err := x509.ParseCertificate(root.Certificate); err == nil && root.Constraint == nil {
			list = append(list, c)
		}
	}
	return list
})

// defaultAuthorities are those of contexts without ca.
func (m *module) defaultAuthorities() []*x509.Certificate {
	if m.defaults != nil {
		return m.defaults
	}
	return m.usual()
}

func (m *module) roots(c *secureContext) []*x509.Certificate {
	switch {
	case c.authorities != nil:
		return c.authorities
	case c.pool != nil:
		return nil
	case c.defaults != nil:
		return c.defaults
	}
	return m.usual()
}

func pool(list []*x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	for _, c := range list {
		p.AddCert(c)
	}
	return p
}

// texts are certificates as PEM, in an array that nobody changes.
func (m *module) texts(list []*x509.Certificate) goja.Value {
	items := make([]any, len(list))
	for i, c := range list {
		items[i] = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	a := m.e.VM.NewArray(items...)
	m.e.Invoke(m.e.VM.Get("Object").(*goja.Object), "freeze", a)
	return a
}

// setDefaults replaces the default authorities.
func (m *module) setDefaults(call goja.FunctionCall) goja.Value {
	list := []*x509.Certificate{}
	given := m.items(call.Argument(0))
	for i, v := range given {
		text, ok := data(v)
		if !ok {
			panic(m.e.InvalidArgType("certs["+itoa(i)+"]", v, "string", "ArrayBufferView"))
		}
		for _, c := range m.certificates(text) {
			if !slices.ContainsFunc(list, c.Equal) {
				list = append(list, c)
			}
		}
	}
	if len(list) == 0 && len(given) > 0 {
		panic(m.e.Error("ERR_CRYPTO_OPERATION_FAILED", "No valid certificates found in the provided array"))
	}
	m.defaults = list
	return nil
}

// certificates reads all certificates of a text, which have to be some.
func (m *module) certificates(text []byte) []*x509.Certificate {
	list := certificatesIn(text)
	if len(list) == 0 && bytes.Contains(text, []byte("-----BEGIN CERTIFICATE-----")) {
		m.check(&keys.Error{Number: "0488000D", Library: "PEM routines", Reason: "ASN1 lib"})
	}
	return list
}

func (m *module) authoritiesText(call goja.FunctionCall) goja.Value {
	switch call.Argument(0).String() {
	case "bundled":
		return m.texts(bundled())
	case "default":
		return m.texts(m.defaultAuthorities())
	case "extra":
		return m.texts(m.extra())
	case "system":
		if m.e.Host.Process {
			return m.texts(ofSystem())
		}
	}
	return m.texts(nil)
}
