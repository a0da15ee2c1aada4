//go:build linux

package nodenet_test

import (
	"fmt"
	"log"
	"syscall"

	"github.com/nodenet-go/nodenet"
)

// Buffers of the system and TCP_USER_TIMEOUT, which ends a connection whose peer does
// not acknowledge what was sent to it. Accepted connections inherit both.
func ExampleListenOptions_control() {
	const userTimeout = 18 // TCP_USER_TIMEOUT, in milliseconds
	server := nodenet.CreateServer()
	err := server.ListenWith(nodenet.ListenOptions{
		Host: "127.0.0.1",
		Control: func(network, address string, c syscall.RawConn) (err error) {
			failed := c.Control(func(fd uintptr) {
				if err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 32<<10); err == nil {
					err = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, userTimeout, 20_000)
				}
			})
			if failed != nil {
				return failed
			}
			return err
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	server.OnConnection(func(socket *nodenet.Socket) {
		raw, err := socket.SyscallConn()
		if err != nil {
			log.Fatal(err)
		}
		_ = raw.Control(func(fd uintptr) {
			timeout, _ := syscall.GetsockoptInt(int(fd), syscall.IPPROTO_TCP, userTimeout)
			fmt.Println("user timeout:", timeout)
		})
		socket.End()
		server.Close()
	})
	nodenet.Connect(server.Address().Port, "127.0.0.1", nil).Resume()
	nodenet.Wait()
	// Output: user timeout: 20000
}
