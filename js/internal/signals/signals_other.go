//go:build !unix

// Package signals gives signals that nobody listens to the end that other programs have
// of them. Here hardly any come.
package signals

import (
	"os"
	"os/signal"
	"syscall"
)

// EndByDefault does nothing.
func EndByDefault() {}

// Notify has a script told of a signal.
func Notify(c chan<- os.Signal, number int) { signal.Notify(c, syscall.Signal(number)) }

// Stop undoes Notify.
func Stop(c chan<- os.Signal, _ int) { signal.Stop(c) }

// End reports whether a signal that the process sends to itself is its end.
func End(int) bool { return false }

// DieBy ends the process as a signal would.
func DieBy(number int) { os.Exit(128 + number) }
