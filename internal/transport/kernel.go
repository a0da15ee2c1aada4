package transport

import (
	"math"
	"syscall"
	"time"
)

// Kernel is what the system may hold for a connection, and for how long; 0 leaves the
// system's.
type Kernel struct {
	Receive     int           // bytes: SO_RCVBUF
	Send        int           // bytes: SO_SNDBUF
	UserTimeout time.Duration // TCP_USER_TIMEOUT, for TCP alone
}

// Set sets it on a socket, before that is bound or connects, or later.
func (k Kernel) Set(c syscall.RawConn, tcp bool) error {
	values := map[socketOption]int{receiveBuffer: k.Receive, sendBuffer: k.Send}
	if tcp && k.UserTimeout > 0 {
		milliseconds := (k.UserTimeout-1)/time.Millisecond + 1
		values[userTimeout] = int(min(milliseconds, math.MaxInt32))
	}
	var failed error
	err := c.Control(func(fd uintptr) {
		for option, value := range values {
			if value > 0 && failed == nil {
				failed = option.set(fd, value)
			}
		}
	})
	if err != nil {
		return err
	}
	return failed
}

// Before sets it before a [Control] is called.
func (k Kernel) Before(f Control) Control {
	if k == (Kernel{}) {
		return f
	}
	return func(network, address string, c syscall.RawConn) error {
		if err := k.Set(c, network != "unix"); err != nil || f == nil {
			return err
		}
		return f(network, address, c)
	}
}

// socketOption is an option of the system's, by level and name; the zero value is one
// that it does not have.
type socketOption struct{ level, name int }

var (
	receiveBuffer = socketOption{syscall.SOL_SOCKET, syscall.SO_RCVBUF}
	sendBuffer    = socketOption{syscall.SOL_SOCKET, syscall.SO_SNDBUF}
)

func (o socketOption) set(fd uintptr, value int) error {
	if o == (socketOption{}) {
		return syscall.ENOTSUP
	}
	return setSocketOption(fd, o, value)
}
