package signals

import "strings"

// Names are the signals that this system has, in the order in which Node names them.
func Names() (names []string) {
	for _, name := range strings.Fields("SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGIOT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE " +
		"SIGALRM SIGTERM SIGCHLD SIGSTKFLT SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGBREAK SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH " +
		"SIGIO SIGPOLL SIGINFO SIGPWR SIGSYS") {
		if Number(name) != 0 {
			names = append(names, name)
		}
	}
	return names
}
