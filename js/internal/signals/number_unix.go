//go:build unix

package signals

import "golang.org/x/sys/unix"

// Number returns the number of a signal; 0 when the system does not have
// it.
func Number(name string) int {
	switch name {
	case "SIGPOLL":
		name = "SIGIO"
	case "SIGIOT":
		name = "SIGABRT"
	}
	return int(unix.SignalNum(name))
}
