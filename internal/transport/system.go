//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

// System is every system call that moves bytes or accepts, as a switch: tests
// put faults below the transport by replacing them before the first stream
// starts. An error is a syscall.Errno; EINTR never gets out.
var System = struct {
	Read   func(fd int, p []byte) (int, error)
	Write  func(fd int, p []byte) (int, error)
	Writev func(fd int, ps [][]byte) (int, error)
	Accept func(fd int) (int, error)
}{read, write, writev, accept}
