//go:build unix

package guide

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
	"syscall"

	"github.com/nodenet-go/nodenet"
)

func ExampleServer_ListenPath_stale() {
	path, clean := socketPath()
	defer clean()
	leaveBehind(path) // as a server does that was killed

	server := nodenet.CreateServer()
	err := server.ListenPath(path)
	if errors.Is(err, syscall.EADDRINUSE) {
		// Does anybody answer there? Only if not, the file is stale.
		probe, dialErr := net.Dial("unix", path)
		switch {
		case dialErr == nil:
			probe.Close()
		case errors.Is(dialErr, syscall.ECONNREFUSED):
			if err = os.Remove(path); err == nil {
				err = server.ListenPath(path)
			}
		}
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening:", server.Listening())
	server.Close()
	nodenet.Wait()
	// Output: listening: true
}

// leaveBehind makes a socket file on which nobody listens.
func leaveBehind(path string) {
	ln, err := net.Listen("unix", path)
	if err != nil {
		panic(err)
	}
	ln.(*net.UnixListener).SetUnlinkOnClose(false)
	ln.Close()
}

func ExampleServer_ListenPath_length() {
	path := "/tmp/" + strings.Repeat("x", 200) + "/socket"
	err := nodenet.CreateServer().ListenPath(path)
	fmt.Println(errors.Is(err, syscall.EINVAL))
	nodenet.Wait()
	// Output: true
}
