// TLS shows a server and a client that go on with TLS after a STARTTLS command, as those
// of mail and databases do, and certificates that are read anew on SIGHUP: who is connected
// stays, who comes next gets the new one.
//
//	tls -cert cert.pem -key key.pem
//	tls -connect localhost:7443 -ca cert.pem
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/nodenet-go/nodenet"
)

func main() {
	log.SetFlags(0)
	port := flag.Int("port", 7443, "port to listen on; 0 has the system pick one")
	cert := flag.String("cert", "cert.pem", "certificate of the server in PEM, with the chain")
	key := flag.String("key", "key.pem", "its private key in PEM")
	connect := flag.String("connect", "", "be a client of the server at HOST:PORT")
	ca := flag.String("ca", "cert.pem", "whom the client trusts, in PEM")
	flag.Parse()

	if *connect != "" {
		client(*connect, *ca)
	} else {
		serve(*port, *cert, *key)
	}
	nodenet.Wait()
}

func serve(port int, certFile, keyFile string) {
	certificates, err := newCertificates(certFile, keyFile)
	if err != nil {
		log.Fatal(err)
	}
	config := &tls.Config{GetCertificate: certificates.get}
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { speak(socket, config) })
	server.OnError(func(err error) { log.Fatal(err) })
	err = server.Listen(port, "127.0.0.1", func() { fmt.Println("listening on", server.Address()) })
	if err != nil {
		log.Fatal(err)
	}

	renewed := make(chan os.Signal, 1)
	signal.Notify(renewed, syscall.SIGHUP)
	go func() {
		for range renewed {
			if err := certificates.load(); err != nil {
				log.Print("the old certificate stays: ", err)
			}
		}
	}()
}

// speak says of each line how it has come. What is said before STARTTLS is plain, what
// follows it is not.
func speak(socket *nodenet.Socket, config *tls.Config) {
	socket.OnError(func(err error) { log.Print(socket.RemoteAddr(), ": ", err) })
	var lines nodenet.ListenerID
	hear := func(line []byte) {
		state, secure := socket.TLS()
		switch {
		case secure:
			socket.WriteString(fmt.Sprintf("over %s: %s\n", tls.VersionName(state.Version), line))
		case string(line) != "STARTTLS":
			socket.WriteString(fmt.Sprintf("in the clear: %s\n", line))
		default:
			socket.Off(lines) // what has come behind it is not taken for secure
			socket.WriteString("220 go ahead\n")
			if err := socket.StartTLSServer(config); err != nil {
				socket.Destroy(err)
				return
			}
			speak(socket, config)
		}
	}
	lines = socket.OnToken(bufio.ScanLines, hear, nodenet.TokenOptions{Limit: 1 << 10})
}

func client(address, ca string) {
	host, portText, err := net.SplitHostPort(address)
	if err != nil {
		log.Fatal(err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		log.Fatal(err)
	}
	trusted, err := os.ReadFile(ca)
	if err != nil {
		log.Fatal(err)
	}
	config := &tls.Config{RootCAs: x509.NewCertPool()} // the name to check is the host's
	config.RootCAs.AppendCertsFromPEM(trusted)

	socket := nodenet.Connect(port, host)
	socket.OnError(func(err error) { log.Fatal(err) })
	socket.OnConnect(func() { // on the loop, so that lines is set when the answer comes
		socket.WriteString("STARTTLS\n")
		var lines nodenet.ListenerID
		lines = socket.OnToken(bufio.ScanLines, func(answer []byte) {
			socket.Off(lines)
			secure(socket, config, string(answer))
		})
	})
	socket.OnSecureConnect(func() {
		state, _ := socket.TLS()
		fmt.Println("secure, with", state.PeerCertificates[0].Subject.CommonName)
	})
}

// secure goes on with TLS when the server agrees to it.
func secure(socket *nodenet.Socket, config *tls.Config, answer string) {
	if answer != "220 go ahead" {
		log.Fatalf("the server says %q", answer)
	}
	if err := socket.StartTLS(config); err != nil {
		log.Fatal(err)
	}
	socket.OnToken(bufio.ScanLines, func(line []byte) {
		fmt.Printf("%s\n", line)
		socket.End()
	})
	socket.WriteString("hello\n") // as soon as it is secure
}
