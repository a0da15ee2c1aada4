package transport

import (
	"fmt"
	"syscall"
)

// Control is called with a socket before it is bound or connects, as that of
// [net.ListenConfig] and [net.Dialer]. It is the user's.
type Control func(network, address string, c syscall.RawConn) error

// call calls it; a panic is its error.
func (f Control) call(at Addr, c syscall.RawConn) (err error) {
	if f == nil {
		return nil
	}
	returned := false
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in Control: %v", r)
		} else if !returned {
			err = fmt.Errorf("runtime.Goexit in Control")
		}
	}()
	network, address := goAddress(at)
	err = f(network, address, c)
	returned = true
	return err
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
