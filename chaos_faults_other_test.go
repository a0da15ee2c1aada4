//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package nodenet

// injectChaos does nothing: the system calls are Go's own.
func injectChaos(*dice) (end func()) { return func() {} }
