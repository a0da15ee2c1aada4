//go:build unix

package process

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/js/internal/signals"
)

func umask(mask int) int { return syscall.Umask(mask) }

// currentUmask is the mask that umask would return. Only Linux tells it; elsewhere it
// is set to find it out, to one that opens nothing to others in between.
func currentUmask() int {
	status, _ := os.ReadFile("/proc/self/status")
	if _, after, ok := bytes.Cut(status, []byte("\nUmask:")); ok {
		line, _, _ := bytes.Cut(after, []byte("\n"))
		if mask, err := strconv.ParseUint(string(bytes.TrimSpace(line)), 8, 9); err == nil {
			return int(mask)
		}
	}
	mask := umask(0o77)
	umask(mask)
	return mask
}

func kill(pid, signal int) error { return syscall.Kill(pid, syscall.Signal(signal)) }

// abort ends the process by SIGABRT.
func abort() { signals.DieBy(int(syscall.SIGABRT)) }

// duplicate returns another descriptor for the same open file.
func duplicate(fd int) (int, error) { return unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 3) }

// KeepStreams returns a function that has the standard streams block, or not, as
// they do now, and the terminal be as it was: they may be shared with programs that go on.
func KeepStreams() (restore func()) {
	var flags [3]int
	for fd := range flags {
		flags[fd], _ = unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	}
	return func() {
		keyboard.setRaw(false)
		for fd, before := range flags {
			if now, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); err == nil && now&^before == unix.O_NONBLOCK {
				_ = unix.SetNonblock(fd, false)
			}
		}
	}
}

// WriteError writes to standard error, and waits until it has taken everything.
func WriteError(text string) {
	for p := []byte(text); len(p) > 0; {
		n, err := unix.Write(2, p)
		switch err {
		case nil:
			p = p[n:]
		case unix.EINTR:
		case unix.EAGAIN:
			_, _ = unix.Poll([]unix.PollFd{{Fd: 2, Events: unix.POLLOUT}}, -1)
		default:
			return
		}
	}
}

// usage is what the process has used so far: times in microseconds, memory in
// kilobytes.
type usage struct {
	user, system, maxRSS, minor, major, in, out, voluntary, involuntary int64
}

func usageOf() usage {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	max := int64(u.Maxrss)
	if runtime.GOOS == "darwin" {
		max /= 1024
	}
	return usage{
		user: u.Utime.Nano() / 1000, system: u.Stime.Nano() / 1000, maxRSS: max, minor: int64(u.Minflt), major: int64(u.Majflt),
		in: int64(u.Inblock), out: int64(u.Oublock), voluntary: int64(u.Nvcsw), involuntary: int64(u.Nivcsw),
	}
}

// signalNumbers are the signals that scripts may name.
var signalNumbers = numbersOfSignals()

func numbersOfSignals() map[string]int {
	numbers := map[string]int{}
	for n := 1; n < 32; n++ {
		if name := unix.SignalName(syscall.Signal(n)); name != "" {
			numbers[name] = n
		}
	}
	numbers["SIGIOT"] = int(syscall.SIGABRT)
	numbers["SIGPOLL"] = int(syscall.SIGIO)
	return numbers
}

// uncatchable are the signals that no listener can be told of.
func uncatchable(number int) bool {
	return number == int(syscall.SIGKILL) || number == int(syscall.SIGSTOP)
}
