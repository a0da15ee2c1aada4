package nodenet_test

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"net"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

// TLS is a connection around a connection: Serve takes a listener of crypto/tls, and
// FromConn a connection of it.
func ExampleFromConn_tls() {
	cert, pool := certificate() // of 127.0.0.1, and the pool trusts it
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.Pipe(socket) })
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	if err := server.Serve(tls.NewListener(listener, config)); err != nil {
		log.Fatal(err)
	}

	conn, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{RootCAs: pool})
	if err != nil {
		log.Fatal(err)
	}
	client := nodenet.FromConn(conn, nodenet.SocketOptions{})
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) {
		fmt.Println(text)
		client.End()
	})
	client.OnClose(func(bool) { server.Close() })
	client.WriteString("a secret")
	nodenet.Wait()
	// Output: a secret
}

// A server and a client with TLS on the loops: the configurations are those of crypto/tls.
func ExampleServerOptions_tls() {
	cert, pool := certificate() // of 127.0.0.1, and the pool trusts it
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		TLS: &tls.Config{Certificates: []tls.Certificate{cert}},
		OnConnection: func(socket *nodenet.Socket) { // once the handshake is done
			socket.Pipe(socket)
		},
	})
	server.OnTLSClientError(func(err error, socket *nodenet.Socket) { log.Print(socket.RemoteAddr(), ": ", err) })
	server.Listen(0, "127.0.0.1")

	client := nodenet.ConnectWith(nodenet.ConnectOptions{
		Host: "127.0.0.1", Port: server.Address().Port, TLS: &tls.Config{RootCAs: pool},
	})
	client.OnConnect(func() { fmt.Println("connected") })
	client.OnSecureConnect(func() {
		state, _ := client.TLS()
		fmt.Println("secure by", tls.VersionName(state.Version))
		client.EndString("a secret")
	})
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output:
	// connected
	// secure by TLS 1.3
	// a secret
}

// certificate is one for 127.0.0.1, and a pool that trusts it.
func certificate() (tls.Certificate, *x509.CertPool) { return nettest.Certificate() }
