// Package guide has the examples of docs/guide.md: a test sees to it that they stand
// there word for word.
package guide

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if os.Getenv("INHERITED") != "" { // by ExampleBoundSocket_handOver
		serveInherited()
		return
	}
	os.Exit(m.Run())
}

// socketPath is where a socket file may be, in a folder that is removed by clean.
func socketPath() (path string, clean func()) {
	dir, err := os.MkdirTemp("", "nn")
	if err != nil {
		panic(err)
	}
	return filepath.Join(dir, "socket"), func() { os.RemoveAll(dir) }
}

// certificate makes a certificate for 127.0.0.1, and a pool that trusts it.
func certificate() (tls.Certificate, *x509.CertPool) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
