// Command make makes the certificates that the scripts about TLS use: go run ./make. They are valid
// for a hundred years, but for those whose names say otherwise.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
)

type identity struct {
	key  crypto.Signer
	cert *x509.Certificate
}

var serials int64 = 0x1000

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func write(name, kind string, der []byte) {
	must(0, os.WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o644))
}

func newRSA() crypto.Signer { return must(rsa.GenerateKey(rand.Reader, 2048)) }
func newEC() crypto.Signer {
	return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
}

func name(cn string) pkix.Name {
	return pkix.Name{Country: []string{"CH"}, Organization: []string{"nodenet"}, CommonName: cn}
}

// issue makes a certificate, signed by itself when by is nil.
func issue(file string, key crypto.Signer, by *identity, c *x509.Certificate) *identity {
	serials++
	c.SerialNumber = big.NewInt(serials)
	if c.NotBefore.IsZero() {
		c.NotBefore = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if c.NotAfter.IsZero() {
		c.NotAfter = time.Date(2120, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	c.BasicConstraintsValid = true
	signer, parent := key, c
	if by != nil {
		signer, parent = by.key, by.cert
	}
	der := must(x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer))
	write(file+".crt", "CERTIFICATE", der)
	write(file+".key", "PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key)))
	return &identity{key, must(x509.ParseCertificate(der))}
}

func main() {
	authority := func(cn string) *x509.Certificate {
		return &x509.Certificate{Subject: name(cn), IsCA: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	}
	both := []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	local := []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	ca := issue("ca", newRSA(), nil, authority("Test CA"))
	other := issue("other-ca", newEC(), nil, authority("Other CA"))
	between := issue("between", newRSA(), ca, authority("Test Intermediate"))
	server := issue("server", newRSA(), ca, &x509.Certificate{Subject: name("localhost"), ExtKeyUsage: both,
		DNSNames: []string{"localhost", "*.example.org"}, IPAddresses: local, EmailAddresses: []string{"a@example.org"},
		OCSPServer: []string{"http://ocsp.example.org/"}, IssuingCertificateURL: []string{"http://ca.example.org/ca.crt"}})
	issue("ec", newEC(), ca, &x509.Certificate{Subject: name("ec.example.org"), ExtKeyUsage: both, DNSNames: []string{"ec.example.org", "localhost"}})
	below := issue("below", newRSA(), between, &x509.Certificate{Subject: name("below"), ExtKeyUsage: both, DNSNames: []string{"localhost"}})
	issue("self", newRSA(), nil, &x509.Certificate{Subject: name("self"), ExtKeyUsage: both, DNSNames: []string{"localhost"}})
	issue("weak", must(rsa.GenerateKey(rand.Reader, 1024)), nil, &x509.Certificate{Subject: name("weak"), ExtKeyUsage: both, DNSNames: []string{"localhost"}})
	issue("client", newRSA(), ca, &x509.Certificate{Subject: name("client"), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
	issue("other-client", newEC(), other, &x509.Certificate{Subject: name("other client"), ExtKeyUsage: both})
	issue("expired", newRSA(), ca, &x509.Certificate{Subject: name("expired"), DNSNames: []string{"localhost"},
		NotAfter: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)})
	issue("future", newRSA(), ca, &x509.Certificate{Subject: name("future"), DNSNames: []string{"localhost"},
		NotBefore: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)})
	issue("several", newRSA(), ca, &x509.Certificate{Subject: pkix.Name{CommonName: "several", OrganizationalUnit: []string{"one", "two"},
		ExtraNames: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 1}, Value: "s@example.org"}}}})
	file := must(os.Create("below-chain.crt"))
	for _, c := range []*x509.Certificate{below.cert, between.cert} {
		must(0, pem.Encode(file, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	must(0, file.Close())
	der := must(x509.MarshalPKCS8PrivateKey(server.key))
	write("server-encrypted.key", "ENCRYPTED PRIVATE KEY", must(keys.Encrypt(der, "aes-256-cbc", []byte("secret"))))
	pfx := must(pkcs12.Modern.Encode(server.key, server.cert, []*x509.Certificate{ca.cert}, "secret"))
	must(0, os.WriteFile("server.pfx", pfx, 0o644))
	crl := must(x509.CreateRevocationList(rand.Reader, &x509.RevocationList{Number: big.NewInt(1),
		ThisUpdate: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NextUpdate: time.Date(2120, 1, 1, 0, 0, 0, 0, time.UTC),
		RevokedCertificateEntries: []x509.RevocationListEntry{{SerialNumber: server.cert.SerialNumber, RevocationTime: time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC)}},
	}, ca.cert, ca.key))
	write("ca.crl", "X509 CRL", crl)
}
