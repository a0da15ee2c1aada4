package tls

import (
	"crypto/tls"
	"io"
	"net"
	"testing"
)

// helloOf is what a client of crypto/tls sends first.
func helloOf(t *testing.T, config *tls.Config) []byte {
	t.Helper()
	here, there := net.Pipe()
	defer there.Close()
	go func() {
		defer here.Close()
		_ = tls.Client(here, config).Handshake()
	}()
	header := make([]byte, 5)
	if _, err := io.ReadFull(there, header); err != nil {
		t.Fatal(err)
	}
	body := make([]byte, int(header[3])<<8|int(header[4]))
	if _, err := io.ReadFull(there, body); err != nil {
		t.Fatal(err)
	}
	return append(header, body...)
}

// The id is found in one record or in several, and nothing is in what ends early.
func TestSessionInAHello(t *testing.T) {
	hello := helloOf(t, &tls.Config{InsecureSkipVerify: true})
	id, ticket := sessionIn(hello)
	if len(id) != 32 || ticket {
		t.Errorf("an id of %d bytes, ticket %v", len(id), ticket)
	}
	var pieces []byte
	for _, b := range hello[5:] {
		pieces = append(pieces, 22, 3, 1, 0, 1, b)
	}
	if again, _ := sessionIn(pieces); string(again) != string(id) {
		t.Errorf("in pieces: %x instead of %x", again, id)
	}
	for n := range hello {
		if id, ticket := sessionIn(hello[:n]); ticket || len(id) != 0 && len(id) != 32 {
			t.Errorf("in %d bytes: an id of %d, ticket %v", n, len(id), ticket)
		}
	}
}
