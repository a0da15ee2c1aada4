// Package guide has the examples of docs/guide.md: a test sees to it that they stand
// there word for word.
package guide

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
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

// certificate is one for 127.0.0.1, and a pool that trusts it.
func certificate() (tls.Certificate, *x509.CertPool) { return nettest.Certificate() }
