package transport

import (
	"errors"
	"fmt"
	"syscall"
)

// Control is called with a socket before it is bound or connects, as that of
// [net.ListenConfig] and [net.Dialer]. It is the user's.
type Control func(network, address string, c syscall.RawConn) error

// call calls it; a panic is its error, and so is runtime.Goexit, which costs a goroutine
// of its own.
func (f Control) call(at Addr, c syscall.RawConn) error {
	if f == nil {
		return nil
	}
	answer := make(chan error)
	go func() {
		err := errors.New("runtime.Goexit in Control")
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic in Control: %v", r)
			}
			answer <- err
		}()
		network, address := goAddress(at)
		err = Tame(f(network, address, c))
	}()
	return <-answer
}

// also calls f after first, which is not the user's.
func (f Control) also(at Addr, first func(string, string, syscall.RawConn) error) func(string, string, syscall.RawConn) error {
	return func(network, address string, c syscall.RawConn) error {
		if err := first(network, address, c); err != nil {
			return err
		}
		return f.call(at, c)
	}
}
