// Ipc shows a server and a client on a Unix socket and, on Linux, on a name in
// the abstract namespace, which needs no file.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"

	"github.com/nodenet-go/nodenet"
)

func main() {
	dir, err := os.MkdirTemp("", "ipc")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	ask(filepath.Join(dir, "socket"))
	if runtime.GOOS == "linux" {
		ask(fmt.Sprintf("\x00nodenet-example-%d", os.Getpid()))
	}
}

// ask has a client ask a server on path, and returns when both are closed.
func ask(path string) {
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen: true, // the question ends with the client's side
		OnConnection: func(socket *nodenet.Socket) {
			length := 0
			socket.OnData(func(data []byte) { length += len(data) })
			socket.OnEnd(func() { socket.EndString(fmt.Sprint(length)) })
		},
	})
	server.OnError(func(err error) { log.Fatal(err) })
	err := server.ListenPath(path, func() {
		client := nodenet.ConnectPath(path)
		client.OnError(func(err error) { log.Fatal(err) })
		client.OnText(func(text string) { fmt.Printf("%v: the question has %s letters\n", server.Address(), text) })
		client.OnClose(func(bool) { server.Close() })
		client.EndString("how long is this?")
	})
	if err != nil {
		log.Fatal(err)
	}
	nodenet.Wait()
}
