package certificates

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"
	"time"
)

// made is a certificate of a template, with a key of its own.
func made(t testing.TB, template *x509.Certificate) *Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template.SerialNumber = big.NewInt(1)
	template.NotBefore, template.NotAfter = time.Unix(0, 0), time.Unix(1<<31, 0)
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What OpenSSL's X509_check_host says, as Node's checkHost told.
func TestHost(t *testing.T) {
	for _, test := range []struct {
		pattern, host string
		match         Match
		want          bool
	}{
		{"example.com", "EXAMPLE.com", Match{}, true},
		{"*.example.com", "a.example.com", Match{}, true},
		{"*.example.com", "a.b.example.com", Match{}, false},
		{"*.example.com", "a.b.example.com", Match{MultiLabelWildcards: true}, true},
		{"*.example.com", "a.example.com", Match{NoWildcards: true}, false},
		{"*.example.com", "example.com", Match{}, false},
		{"*.example.com", ".example.com", Match{}, true},
		{"a.b.example.com", ".example.com", Match{}, true},
		{"a.b.example.com", ".example.com", Match{SingleLabelSubdomains: true}, false},
		{"*.com", "example.com", Match{}, false},
		{"a*.example.com", "abc.example.com", Match{}, true},
		{"a*.example.com", "abc.example.com", Match{NoPartialWildcards: true}, false},
		{"a*b.example.com", "axb.example.com", Match{}, false},
		{"**.example.com", "a.example.com", Match{}, false},
		{"b.*.example.com", "b.a.example.com", Match{}, false},
		{"xn--*.example.com", "xn--a.example.com", Match{}, false},
		{"*.example.com", "xn--a.example.com", Match{}, true},
		{"example.com", "", Match{}, false},
	} {
		if got := test.match.host(test.pattern, test.host); got != test.want {
			t.Errorf("%s for %s, %+v: %v", test.pattern, test.host, test.match, got)
		}
	}
}

func TestSubjectIsAskedOnlyWithoutNames(t *testing.T) {
	subject := pkix.Name{CommonName: "in.subject"}
	bare, named := made(t, &x509.Certificate{Subject: subject}), made(t, &x509.Certificate{Subject: subject, DNSNames: []string{"in.names"}})
	for _, test := range []struct {
		c    *Certificate
		m    Match
		want bool
	}{{bare, Match{}, true}, {bare, Match{NeverSubject: true}, false}, {named, Match{}, false}, {named, Match{AlwaysSubject: true}, true}} {
		if _, ok := test.c.Host("in.subject", test.m); ok != test.want {
			t.Errorf("%v %+v: %v", test.c.DNSNames, test.m, ok)
		}
	}
	if _, ok := named.Host("in.names", Match{}); !ok {
		t.Error("the name is not found")
	}
}

func FuzzText(f *testing.F) {
	c := made(f, &x509.Certificate{Subject: pkix.Name{CommonName: "a, b"}, DNSNames: []string{"a.b"}, EmailAddresses: []string{"a@b"},
		OCSPServer: []string{"http://o"}, IPAddresses: nil, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}})
	f.Add(c.Raw)
	f.Fuzz(func(t *testing.T, der []byte) {
		Lines(der)
		c, err := Parse(der)
		if err != nil {
			return
		}
		c.SubjectAltName()
		c.InfoAccess()
		c.ExtendedKeyUsage()
		c.Serial()
		c.SignatureName()
		c.IsAuthority()
		c.IssuedBy(c)
		c.Host("a.b", Match{})
		if key := c.Key(); key != nil {
			c.Verify(key)
		}
		if again, err := Parse([]byte(c.PEM())); err != nil || !bytes.Equal(again.Raw, c.Raw) {
			t.Error("its own PEM is not it", err)
		}
	})
}
