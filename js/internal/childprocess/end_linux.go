package childprocess

import (
	"os"

	"golang.org/x/sys/unix"
)

// awaitEnd waits until a process has ended, and leaves it to be collected.
func awaitEnd(p *os.Process, _ func() *os.ProcessState) {
	for unix.Waitid(unix.P_PID, p.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil) == unix.EINTR {
	}
}
