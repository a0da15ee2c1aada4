//go:build unix

package os

import "golang.org/x/sys/unix"

// SignalNumber returns the number of a signal; 0 when the system does not have
// it.
func SignalNumber(name string) int {
	switch name {
	case "SIGPOLL":
		name = "SIGIO"
	case "SIGIOT":
		name = "SIGABRT"
	}
	return int(unix.SignalNum(name))
}
