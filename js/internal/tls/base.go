package tls

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
)

// based has a context start from what the program that embeds the runtime has: its limits
// of versions hold, and the rest is in the place of what the script does not say.
func (c *secureContext) based(base *tls.Config) {
	if base == nil {
		return
	}
	c.min = max(c.min, base.MinVersion)
	if base.MaxVersion != 0 {
		c.max = min(cmp.Or(c.max, base.MaxVersion), base.MaxVersion)
	}
	if c.suites == nil {
		c.suites = base.CipherSuites
	}
	if c.curves == nil {
		c.curves = base.CurvePreferences
	}
	if c.authorities == nil {
		c.pool = base.RootCAs
	}
	if len(c.identities) > 0 {
		return
	}
	for _, own := range base.Certificates {
		if own.Leaf == nil && len(own.Certificate) > 0 {
			own.Leaf, _ = x509.ParseCertificate(own.Certificate[0])
		}
		if own.Leaf != nil {
			c.identities = append(c.identities, own)
		}
	}
}

// trusts verifies a peer by the authorities of the program.
func (c *secureContext) trusts(sent []*x509.Certificate, usage x509.ExtKeyUsage) (v verification, ok bool) {
	if c.pool == nil {
		return v, false
	}
	options := x509.VerifyOptions{Roots: c.pool, Intermediates: pool(sent[1:]), KeyUsages: []x509.ExtKeyUsage{usage}}
	chains, err := sent[0].Verify(options)
	if err != nil {
		return v, false
	}
	return verification{chain: chains[0]}, true
}
