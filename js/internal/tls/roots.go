package tls

import (
	"crypto/x509"
	"encoding/pem"
	"slices"
	"sync"

	"github.com/dop251/goja"
	"golang.org/x/crypto/x509roots/fallback/bundle"
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
	return bundled()
}

func (m *module) roots(c *secureContext) []*x509.Certificate {
	if c.authorities != nil {
		return c.authorities
	}
	if c.pool != nil {
		return nil
	}
	return m.defaultAuthorities()
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
		for _, c := range certificatesIn(text) {
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

func (m *module) authoritiesText(call goja.FunctionCall) goja.Value {
	switch call.Argument(0).String() {
	case "bundled":
		return m.texts(bundled())
	case "default":
		return m.texts(m.defaultAuthorities())
	}
	return m.texts(nil)
}
