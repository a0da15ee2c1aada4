package main

import (
	"log"

	"github.com/lesismal/llib/std/crypto/tls"
	"github.com/lesismal/nbio"
	extension "github.com/lesismal/nbio/extension/tls"
)

// secure echoes over TLS, by nbio's fork of crypto/tls.
func secure(engine *nbio.Engine, cert, key string) {
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		log.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS13}
	engine.OnOpen(extension.WrapOpen(config, false, nil))
	engine.OnClose(extension.WrapClose(func(_ *nbio.Conn, c *tls.Conn, _ error) { c.Close() }))
	engine.OnData(extension.WrapData(func(_ *nbio.Conn, c *tls.Conn, data []byte) { c.Write(data) }))
}
