package signals

// Number returns the number of a signal; 0 when the system does not have
// it.
func Number(name string) int {
	return map[string]int{"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGABRT": 22, "SIGFPE": 8, "SIGKILL": 9, "SIGSEGV": 11,
		"SIGTERM": 15, "SIGBREAK": 21, "SIGWINCH": 28}[name]
}
