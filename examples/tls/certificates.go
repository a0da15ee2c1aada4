package main

import (
	"crypto/tls"
	"sync/atomic"
)

// certificates is the one in use, which may be read anew.
type certificates struct {
	certFile, keyFile string
	now               atomic.Pointer[tls.Certificate]
}

func newCertificates(certFile, keyFile string) (*certificates, error) {
	c := &certificates{certFile: certFile, keyFile: keyFile}
	return c, c.load()
}

// load reads the files. After an error the old certificate stays in use.
func (c *certificates) load() error {
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err == nil {
		c.now.Store(&pair)
	}
	return err
}

// get is a GetCertificate of a tls.Config.
func (c *certificates) get(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.now.Load(), nil }
