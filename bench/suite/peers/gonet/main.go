// Gonet serves with Go's own net, a goroutine for each connection.
//
//	gonet ROLE PORT [BACKEND, or PROCESSORS, or CERT KEY]
package main

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func main() {
	role, port := os.Args[1], os.Args[2]
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	serve := map[string]func(net.Conn){
		"echo":      echo,
		"loops":     echo,
		"timers":    func(c net.Conn) { echo(timed{c}) },
		"sink":      func(c net.Conn) { each(c, func([]byte) error { return nil }) },
		"broadcast": new(room).serve,
		"tls":       echo,
		"proxy":     func(c net.Conn) { proxy(c, os.Args[3]) },
	}[role]
	switch role {
	case "http":
		log.Fatal(http.Serve(listener, http.HandlerFunc(hello)))
	case "tls":
		cert, err := tls.LoadX509KeyPair(os.Args[3], os.Args[4])
		if err != nil {
			log.Fatal(err)
		}
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{cert}})
	}
	if serve == nil {
		log.Fatal("no such role: ", role)
	}
	if role == "loops" {
		processors, _ := strconv.Atoi(os.Args[3])
		runtime.GOMAXPROCS(processors)
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer conn.Close()
			serve(conn)
		}()
	}
}

// each calls a function with every chunk until the end. The buffer is small until a
// read fills it.
func each(conn net.Conn, do func([]byte) error) {
	buffer := make([]byte, 2<<10)
	for {
		n, err := conn.Read(buffer)
		if n > 0 && do(buffer[:n]) != nil || err != nil {
			return
		}
		if n == len(buffer) && n < 64<<10 {
			buffer = make([]byte, 2*n)
		}
	}
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }

func echo(conn net.Conn) {
	each(conn, func(data []byte) error {
		_, err := conn.Write(data)
		return err
	})
}

// timed is a connection that ends when it is quiet for a minute.
type timed struct{ net.Conn }

func (t timed) Read(b []byte) (int, error) {
	if err := t.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		return 0, err
	}
	return t.Conn.Read(b)
}

// room is all connections: what one sends goes to all.
type room struct {
	mu    sync.Mutex
	conns map[net.Conn]bool
}

func (r *room) serve(conn net.Conn) {
	r.mu.Lock()
	if r.conns == nil {
		r.conns = map[net.Conn]bool{}
	}
	r.conns[conn] = true
	r.mu.Unlock()
	each(conn, func(data []byte) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		for c := range r.conns {
			c.Write(data)
		}
		return nil
	})
	r.mu.Lock()
	delete(r.conns, conn)
	r.mu.Unlock()
}

func proxy(client net.Conn, backend string) {
	upstream, err := net.Dial("tcp", "127.0.0.1:"+backend)
	if err != nil {
		log.Print(err)
		return
	}
	defer upstream.Close()
	go func() {
		io.Copy(upstream, client)
		upstream.(*net.TCPConn).CloseWrite()
	}()
	io.Copy(client, upstream)
}
