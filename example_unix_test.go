//go:build unix

package nodenet_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"syscall"

	"github.com/nodenet-go/nodenet"
)

// A Unix socket is a path; its file is removed when the server closes.
func ExampleServer_ListenPath() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "socket")
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndString("over a file") })
	if err := server.ListenPath(path); err != nil {
		log.Fatal(err)
	}
	client := nodenet.ConnectPath(path, nil)
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	_, err = os.Stat(path)
	fmt.Println(os.IsNotExist(err))
	// Output:
	// over a file
	// true
}

// A bound socket has its address before anybody listens on it.
func ExampleBindSocket() {
	bound, err := nodenet.BindSocket(nodenet.BindOptions{Host: "127.0.0.1"})
	if err != nil {
		log.Fatal(err)
	}
	port := bound.Address().Port
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndString("the same port") })
	if err := server.ListenWith(nodenet.ListenOptions{Bound: bound}); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output: the same port
}

// FromFd takes over an open descriptor, here one end of a pair.
func ExampleFromFd() {
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		log.Fatal(err)
	}
	a, err := nodenet.FromFd(fds[0], nodenet.SocketOptions{})
	if err != nil {
		log.Fatal(err)
	}
	b, err := nodenet.FromFd(fds[1], nodenet.SocketOptions{})
	if err != nil {
		log.Fatal(err)
	}
	b.OnText(func(text string) { fmt.Println(text) })
	a.EndString("from one end to the other")
	nodenet.Wait()
	// Output: from one end to the other
}
