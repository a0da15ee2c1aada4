package tls

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"testing"
	"time"
)

// issued is a certificate and its key.
type issued struct {
	*x509.Certificate
	key *ecdsa.PrivateKey
}

func issue(t *testing.T, by *issued, change func(*x509.Certificate)) *issued {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	change(template)
	parent, signer := template, key
	if by != nil {
		parent, signer = by.Certificate, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &issued{c, key}
}

// An authority that may issue for some names only is held to it, and what is critical
// and unknown is refused, whatever crypto/tls is told about the chain.
func TestChainsWithLimits(t *testing.T) {
	authority := func(name string, change func(*x509.Certificate)) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.Subject, c.IsCA, c.KeyUsage = pkix.Name{CommonName: name}, true, x509.KeyUsageCertSign
			change(c)
		}
	}
	nothing := func(*x509.Certificate) {}
	named := func(common string, names ...string) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.Subject, c.DNSNames = pkix.Name{CommonName: common}, names }
	}
	root := issue(t, nil, authority("root", nothing))
	limited := issue(t, root, authority("limited", func(c *x509.Certificate) {
		c.PermittedDNSDomainsCritical, c.PermittedDNSDomains = true, []string{"example.com"}
	}))
	plain := issue(t, root, authority("plain", nothing))
	strange := func(c *x509.Certificate) {
		named("strange", "www.example.com")(c)
		c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4}, Critical: true, Value: []byte{5, 0}}}
	}
	stranger := issue(t, nil, authority("root", nothing)) // of the same name
	for _, c := range []struct {
		name           string
		by             *issued
		leaf           func(*x509.Certificate)
		code, reason   string
		intermediate   bool
		trustedInstead *issued
	}{
		{"a name that is permitted", limited, named("x", "www.example.com"), "", "", true, nil},
		{"a name that is not", limited, named("x", "www.example.org"), unspecified, "permitted subtree violation", true, nil},
		{"one of each", limited, named("x", "www.example.com", "www.example.org"), unspecified, "permitted subtree violation", true, nil},
		{"a common name alone", limited, named("www.example.org"), unspecified, "permitted subtree violation", true, nil},
		{"no limits", plain, named("x", "www.example.org"), "", "", true, nil},
		{"critical and unknown", plain, strange, unspecified, "unhandled critical extension", true, nil},
		{"another root of that name", root, named("x", "www.example.org"), "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate", false, stranger},
		{"an authority that is none", issue(t, root, named("no authority")), named("x", "www.example.org"), "INVALID_CA", "invalid CA certificate", true, nil},
	} {
		leaf := issue(t, c.by, c.leaf)
		sent, roots := []*x509.Certificate{leaf.Certificate}, []*x509.Certificate{root.Certificate}
		if c.intermediate {
			sent = append(sent, c.by.Certificate)
		}
		if c.trustedInstead != nil {
			roots = []*x509.Certificate{c.trustedInstead.Certificate}
		}
		v := (&secureContext{}).verify(sent, roots, x509.ExtKeyUsageServerAuth)
		if v.code != c.code || v.because() != c.reason {
			t.Errorf("%s: %q, %q", c.name, v.code, v.because())
		}
	}
}

// revoke is a list of an authority.
func revoke(t *testing.T, by *issued, change func(*x509.RevocationList), revoked ...*issued) *x509.RevocationList {
	t.Helper()
	list := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: time.Now().Add(-time.Hour), NextUpdate: time.Now().Add(time.Hour)}
	for _, c := range revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: c.SerialNumber, RevocationTime: time.Now()})
	}
	change(list)
	der, err := x509.CreateRevocationList(rand.Reader, list, by.Certificate, by.key)
	if err != nil {
		t.Fatal(err)
	}
	if list, err = x509.ParseRevocationList(der); err != nil {
		t.Fatal(err)
	}
	return list
}

// Lists count for every certificate of a chain, and only if their authority has signed them.
func TestRevokedChains(t *testing.T) {
	authority := func(name string) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.Subject, c.IsCA, c.KeyUsage, c.SubjectKeyId = pkix.Name{CommonName: name}, true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign, []byte(name)
		}
	}
	root := issue(t, nil, authority("root"))
	between := issue(t, root, authority("between"))
	leaf := issue(t, between, func(c *x509.Certificate) { c.Subject = pkix.Name{CommonName: "leaf"} })
	stranger := issue(t, nil, authority("root"))
	good := func(*x509.RevocationList) {}
	old := func(list *x509.RevocationList) { list.NextUpdate = time.Now().Add(-time.Minute) }
	early := func(list *x509.RevocationList) { list.ThisUpdate = time.Now().Add(time.Minute) }
	ofRoot, ofBetween := revoke(t, root, good), revoke(t, between, good)
	for _, c := range []struct {
		name  string
		lists []*x509.RevocationList
		code  string
	}{
		{"none", nil, ""},
		{"nothing revoked", []*x509.RevocationList{ofRoot, ofBetween}, ""},
		{"the leaf", []*x509.RevocationList{ofRoot, revoke(t, between, good, leaf)}, "CERT_REVOKED"},
		{"the authority between", []*x509.RevocationList{revoke(t, root, good, between), ofBetween}, "CERT_REVOKED"},
		{"by the second list", []*x509.RevocationList{ofRoot, ofBetween, revoke(t, root, good, between)}, "CERT_REVOKED"},
		{"no list of the root", []*x509.RevocationList{ofBetween}, "UNABLE_TO_GET_CRL"},
		{"no list of the one between", []*x509.RevocationList{ofRoot}, "UNABLE_TO_GET_CRL"},
		{"too old", []*x509.RevocationList{ofRoot, revoke(t, between, old)}, "CRL_HAS_EXPIRED"},
		{"too old, and a newer one", []*x509.RevocationList{ofRoot, revoke(t, between, old), ofBetween}, ""},
		{"too early", []*x509.RevocationList{revoke(t, root, early), ofBetween}, "CRL_NOT_YET_VALID"},
		{"of somebody else with that name", []*x509.RevocationList{revoke(t, stranger, good), ofBetween}, "CRL_SIGNATURE_FAILURE"},
	} {
		v := (&secureContext{revoked: c.lists}).verify([]*x509.Certificate{leaf.Certificate, between.Certificate}, []*x509.Certificate{root.Certificate}, x509.ExtKeyUsageServerAuth)
		if v.code != c.code {
			t.Errorf("%s: %q instead of %q", c.name, v.code, c.code)
		}
	}
}

// A list needs an authority that may sign lists, and is here: as in OpenSSL the last of a
// chain that goes no further is asked for its own.
func TestListsWithoutTheirAuthority(t *testing.T) {
	authority := func(name string, usage x509.KeyUsage) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.Subject, c.IsCA, c.KeyUsage, c.SubjectKeyId = pkix.Name{CommonName: name}, true, usage, []byte(name)
		}
	}
	root := issue(t, nil, authority("root", x509.KeyUsageCertSign|x509.KeyUsageCRLSign))
	between := issue(t, root, authority("between", x509.KeyUsageCertSign))
	leaf := issue(t, between, func(c *x509.Certificate) { c.Subject = pkix.Name{CommonName: "leaf"} })
	good := func(*x509.RevocationList) {}
	able := *between.Certificate
	able.KeyUsage |= x509.KeyUsageCRLSign // or crypto/x509 makes no list
	ofBetween := revoke(t, &issued{&able, between.key}, good)
	for _, c := range []struct {
		name         string
		root         *issued
		partial      bool
		code, reason string
	}{
		{"may not sign", root, false, unspecified, "key usage does not include CRL signing"},
		{"is not here", between, true, "CRL_SIGNATURE_FAILURE", "CRL signature failure"},
	} {
		x := &secureContext{revoked: []*x509.RevocationList{revoke(t, root, good), ofBetween}, partial: c.partial}
		v := x.verify([]*x509.Certificate{leaf.Certificate, between.Certificate}, []*x509.Certificate{c.root.Certificate}, x509.ExtKeyUsageServerAuth)
		if v.code != c.code || v.because() != c.reason {
			t.Errorf("%s: %q, %q", c.name, v.code, v.because())
		}
	}
}

// A key that is not for it secures no connection.
func TestKeyUsages(t *testing.T) {
	root := issue(t, nil, func(c *x509.Certificate) {
		c.Subject, c.IsCA, c.KeyUsage = pkix.Name{CommonName: "root"}, true, x509.KeyUsageCertSign
	})
	for _, c := range []struct {
		may            x509.KeyUsage
		server, client string
	}{
		{0, "", ""},
		{x509.KeyUsageDigitalSignature, "", ""},
		{x509.KeyUsageKeyEncipherment, "", "INVALID_PURPOSE"},
		{x509.KeyUsageCertSign, "INVALID_PURPOSE", "INVALID_PURPOSE"},
	} {
		leaf := issue(t, root, func(x *x509.Certificate) { x.Subject, x.KeyUsage = pkix.Name{CommonName: "leaf"}, c.may })
		for usage, code := range map[x509.ExtKeyUsage]string{x509.ExtKeyUsageServerAuth: c.server, x509.ExtKeyUsageClientAuth: c.client} {
			if v := (&secureContext{}).verify([]*x509.Certificate{leaf.Certificate}, []*x509.Certificate{root.Certificate}, usage); v.code != code {
				t.Errorf("%b for %v: %q instead of %q", c.may, usage, v.code, code)
			}
		}
	}
}
