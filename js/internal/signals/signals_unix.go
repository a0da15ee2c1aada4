//go:build unix

// Package signals gives signals that nobody listens to the end that other programs have
// of them. Go ignores some, and answers others with what its goroutines do.
package signals

import (
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// deadly are the signals that end a program which does not listen, and that Go would
// ignore, or answer with what its goroutines do. SIGUSR1 is not one of them: in Node it
// starts the inspector.
var deadly = deadlySignals()

func deadlySignals() map[int]bool {
	set := map[int]bool{}
	for _, s := range []syscall.Signal{syscall.SIGUSR2, syscall.SIGALRM, syscall.SIGVTALRM, syscall.SIGIO, syscall.SIGXCPU,
		syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV, syscall.SIGSYS} {
		set[int(s)] = true
	}
	for _, name := range []string{"SIGPWR", "SIGSTKFLT"} { // not every system has them
		if s := unix.SignalNum(name); s != 0 {
			set[int(s)] = true
		}
	}
	return set
}

// listening counts, by signal, the listeners of scripts; dying are the channels that wait
// for those signals that nobody listens to.
var (
	signalsLock sync.Mutex
	listening   = map[int]int{}
	dying       map[int]chan os.Signal
)

// EndByDefault has the deadly signals end the process, as they do with other programs.
// It is for the program whose process it is, and stays.
func EndByDefault() {
	signalsLock.Lock()
	defer signalsLock.Unlock()
	if dying != nil {
		return
	}
	dying = map[int]chan os.Signal{}
	for number := range deadly {
		c := make(chan os.Signal, 1)
		dying[number] = c
		if listening[number] == 0 {
			signal.Notify(c, syscall.Signal(number))
		}
		go func() {
			<-c
			DieBy(number)
		}()
	}
}

// Notify has a script told of a signal. From then on it does not end the process.
func Notify(c chan<- os.Signal, number int) {
	signalsLock.Lock()
	defer signalsLock.Unlock()
	signal.Notify(c, syscall.Signal(number))
	listening[number]++
	if d := dying[number]; d != nil {
		signal.Stop(d)
	}
}

// Stop undoes Notify.
func Stop(c chan<- os.Signal, number int) {
	signalsLock.Lock()
	defer signalsLock.Unlock()
	listening[number]--
	d := dying[number]
	if d != nil && listening[number] == 0 {
		signal.Notify(d, syscall.Signal(number))
	}
	signal.Stop(c)
	if d == nil && listening[number] == 0 {
		signal.Reset(syscall.Signal(number))
	}
}

// End reports whether a signal that the process sends to itself is its end. Those that
// end a program of Go's, too, would do so on another thread, and a little later.
func End(number int) bool {
	signalsLock.Lock()
	defer signalsLock.Unlock()
	switch syscall.Signal(number) {
	case syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL, syscall.SIGPROF:
		return dying != nil && listening[number] == 0
	}
	return dying[number] != nil && listening[number] == 0
}

// DieBy ends the process by a signal, as if nobody had caught it. Go catches some, such as
// SIGABRT, whatever it is told: it writes what its goroutines do, which is nobody's
// business, and only after a crash is the signal what has ended the process.
func DieBy(number int) {
	if !uncaught(number) {
		debug.SetTraceback("crash")
		if null, err := unix.Open(os.DevNull, unix.O_WRONLY|unix.O_CLOEXEC, 0); err == nil {
			_ = unix.Dup2(null, 2)
		}
		signal.Reset(syscall.Signal(number))
	}
	_ = syscall.Kill(os.Getpid(), syscall.Signal(number))
	time.Sleep(time.Second) // it comes on another thread
	os.Exit(128 + number)
}
