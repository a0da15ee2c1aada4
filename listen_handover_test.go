//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package nodenet

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// A server that closes while connections come in hands out every one that it has
// accepted: on a listening socket that the next server has too, nobody is cut.
func TestNobodyIsCutWhenServersTakeOver(t *testing.T) {
	echo := func(s *Socket) { s.Pipe(s) }
	for name, serve := range map[string]func(*Server) (done <-chan struct{}){
		"listener": func(v *Server) <-chan struct{} {
			v.OnConnection(echo)
			return nil
		},
		"Connections": func(v *Server) <-chan struct{} {
			done := make(chan struct{})
			connections := v.Connections(t.Context())
			go func() {
				defer close(done)
				for s := range connections {
					echo(s)
				}
			}()
			return done
		},
		"Listener": func(v *Server) <-chan struct{} {
			done := make(chan struct{})
			ln := v.Listener()
			go func() {
				defer close(done)
				for {
					c, err := ln.Accept()
					if err != nil {
						return
					}
					go func() {
						_, _ = io.Copy(c, c)
						_ = c.Close()
					}()
				}
			}()
			return done
		},
	} {
		for i := range 4 {
			loops, secure := 1+i/2, i%2 == 1
			t.Run(fmt.Sprintf("%s, %d loops, TLS %v", name, loops, secure), func(t *testing.T) {
				n := newTestNet(t, nil, false, loops)
				dial, options, servers := dialPlain, ServerOptions{}, 50
				if secure {
					dial, options.TLS, servers = dialTLS, serverConfig(), 15
				}
				shared, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = shared.Close() }()
				var served atomic.Int64
				stop := keepAsking(t, func() (conn, error) { return dial(shared.Addr().String()) }, &served)
				defer stop()
				var last *Server
				var lastDone <-chan struct{}
				for range servers {
					file, err := shared.(*net.TCPListener).File()
					if err != nil {
						t.Fatal(err)
					}
					v := n.CreateServerWith(options)
					done := serve(v)
					if err := v.ListenFile(file); err != nil {
						t.Fatal(err)
					}
					if last != nil {
						end(t, last, lastDone)
					}
					last, lastDone = v, done
					before := served.Load()
					if !nettest.Eventually(func() bool { return served.Load() > before || t.Failed() }) {
						t.Fatal("nobody is served")
					}
				}
				stop()
				end(t, last, lastDone)
			})
		}
	}
}

// end waits until a server and who takes its connections are done.
func end(t *testing.T, v *Server, done <-chan struct{}) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), nettest.Patience)
	defer cancel()
	if err := v.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	if done != nil {
		nettest.Await(t, done, "the last connection to be taken")
	}
}

// keepAsking has four clients connect over and over, until stop.
func keepAsking(t *testing.T, dial func() (conn, error), served *atomic.Int64) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var clients sync.WaitGroup
	for client := range 4 {
		clients.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				if err := ask(dial, []byte(strconv.Itoa(client)+" "+strconv.Itoa(i))); err != nil {
					t.Errorf("cut after %d: %v", i, err)
					return
				}
				served.Add(1)
			}
		})
	}
	return func() {
		cancel()
		clients.Wait()
	}
}

// conn is what a client has.
type conn interface {
	net.Conn
	CloseWrite() error
}

func dialPlain(address string) (conn, error) {
	c, err := net.DialTimeout("tcp", address, nettest.Patience)
	if err != nil {
		return nil, err
	}
	return c.(*net.TCPConn), nil
}

func dialTLS(address string) (conn, error) {
	return tls.DialWithDialer(&net.Dialer{Timeout: nettest.Patience}, "tcp", address, clientConfig())
}

// ask is one connection to an echo server.
func ask(dial func() (conn, error), message []byte) error {
	c, err := dial()
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	if _, err := c.Write(message); err != nil {
		return err
	}
	if err := c.CloseWrite(); err != nil {
		return err
	}
	got, err := io.ReadAll(c)
	if err == nil && !bytes.Equal(got, message) {
		err = fmt.Errorf("%q came back", got)
	}
	return err
}
