package examples

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// writeCertificate makes a certificate for 127.0.0.1 with a name of its own.
func writeCertificate(t *testing.T, certFile, keyFile, name string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: key}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// A client goes on with TLS, and a certificate that was renewed is in use after SIGHUP.
func TestTLS(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGHUP")
	}
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	writeCertificate(t, cert, key, "the first")
	server := command(t, "tls", "-port", "0", "-cert", cert, "-key", key)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Process.Kill(); _ = server.Wait() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	address, found := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !found {
		t.Fatalf("%q, %v", line, err)
	}
	if got := exchange(t, address, "hello\n"); got != "in the clear: hello\n" {
		t.Errorf("%q", got)
	}
	client := func() string {
		out, _ := command(t, "tls", "-connect", address, "-ca", cert).CombinedOutput()
		return string(out)
	}
	if got := client(); got != "secure, with the first\nover TLS 1.3: hello\n" {
		t.Errorf("%q", got)
	}
	writeCertificate(t, cert, key, "the second")
	if err := server.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	got := ""
	for late := time.Now().Add(patience); got != "secure, with the second\nover TLS 1.3: hello\n"; got = client() {
		if time.Now().After(late) {
			t.Fatalf("%q", got)
		}
	}
}
