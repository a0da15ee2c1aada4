package proc

import (
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Anywhere in the place of a processor's number leaves a program where it is.
const Anywhere = -1

// Processors are the numbers of those this process may run on.
func Processors() ([]int, error) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return nil, err
	}
	var numbers []int
	for n := range len(set) * strconv.IntSize {
		if set.IsSet(n) {
			numbers = append(numbers, n)
		}
	}
	return numbers, nil
}

// Start starts a command on one processor. A child has the affinity of the thread
// that forks it, so that the program starts pinned: Go and libuv programs count
// their processors when they start.
func Start(command *exec.Cmd, processor int) error {
	if processor == Anywhere {
		return command.Start()
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var before, one unix.CPUSet
	if err := unix.SchedGetaffinity(0, &before); err != nil {
		return err
	}
	one.Set(processor)
	if err := unix.SchedSetaffinity(0, &one); err != nil {
		return fmt.Errorf("processor %d: %w", processor, err)
	}
	defer unix.SchedSetaffinity(0, &before)
	return command.Start()
}

// MayOpenMany raises the limit of descriptors for this process and for all that
// it starts, as far as the system lets it.
func MayOpenMany() (uint64, error) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0, err
	}
	limit.Cur = limit.Max
	// Go raises its own limit when it starts, and gives children the old one,
	// unless the program has set it itself.
	return limit.Cur, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
}

// FreePort has the system pick a port that nobody listens on.
func FreePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// WaitForPort returns when something listens on the port, or when it takes too long.
func WaitForPort(port int, patience time.Duration) error {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			return conn.Close()
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("nothing listens on %s after %v", address, patience)
		}
	}
}
