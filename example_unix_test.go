//go:build unix

package nodenet_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/nodenet-go/nodenet"
)

// A Unix socket is a path; its file goes with the server.
func ExampleServer_ListenPath() {
	dir, _ := os.MkdirTemp("", "")
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "socket")
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndString("over a file") })
	server.ListenPath(path, func() {
		client := nodenet.ConnectPath(path, nil)
		client.OnText(func(text string) { fmt.Println(text) })
		client.OnClose(func(bool) { server.Close() })
	})
	nodenet.Wait()
	_, err := os.Stat(path)
	fmt.Println(os.IsNotExist(err))
	// Output:
	// over a file
	// true
}
