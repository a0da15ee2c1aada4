//go:build unix

package guide

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"syscall"

	"github.com/nodenet-go/nodenet"
)

func ExampleBoundSocket_handOver() {
	bound, err := nodenet.BindSocket(nodenet.BindOptions{Host: "127.0.0.1"})
	if err != nil {
		log.Fatal(err)
	}
	defer bound.Close()
	port := bound.Address().Port

	// The child gets a copy of the descriptor: the first of ExtraFiles is its number 3.
	fd, err := syscall.Dup(bound.Fd())
	if err != nil {
		log.Fatal(err)
	}
	file := os.NewFile(uintptr(fd), "listener")
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "INHERITED=1")
	child.ExtraFiles = []*os.File{file}
	ready, err := child.StdoutPipe()
	if err != nil {
		log.Fatal(err)
	}
	if err := child.Start(); err != nil {
		log.Fatal(err)
	}
	file.Close()
	if _, err := ready.Read(make([]byte, 1)); err != nil { // until it listens
		log.Fatal(err)
	}

	client := nodenet.Connect(port, "127.0.0.1")
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	nodenet.Wait()
	if err := child.Wait(); err != nil {
		log.Fatal(err)
	}
	// Output: hello from the child
}

// serveInherited is the child.
func serveInherited() {
	server := nodenet.CreateServer()
	server.OnConnection(func(socket *nodenet.Socket) {
		socket.EndString("hello from the child")
		server.Close()
	})
	err := server.ListenFd(3, func() { fmt.Println("ready") })
	if err != nil {
		log.Fatal(err)
	}
	nodenet.Wait()
}
