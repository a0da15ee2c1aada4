//go:build !unix

package process

import (
	"os"
	"syscall"
)

func umask(int) int { return 0 }

func currentUmask() int { return 0 }

func kill(pid, signal int) error {
	process, err := os.FindProcess(pid)
	if err != nil {
		return syscall.ESRCH
	}
	if signal == 0 {
		return nil
	}
	return process.Kill()
}

func abort() { os.Exit(134) }

func duplicate(int) (int, error) { return -1, syscall.EBADF }

// KeepStreams returns a function that has the terminal be as it was. Streams do not stop
// to block here.
func KeepStreams() (restore func()) { return func() { keyboard.setRaw(false) } }

// WriteError writes to standard error.
func WriteError(text string) { _, _ = os.Stderr.WriteString(text) }

type usage struct {
	user, system, maxRSS, minor, major, in, out, voluntary, involuntary int64
}

func usageOf() usage { return usage{} }

var signalNumbers = map[string]int{"SIGINT": 2, "SIGILL": 4, "SIGABRT": 6, "SIGFPE": 8, "SIGKILL": 9, "SIGSEGV": 11, "SIGTERM": 15, "SIGHUP": 1, "SIGBREAK": 21}

func uncatchable(number int) bool { return number == 9 }
