//go:build unix

package main

import "syscall"

// keepPrivate keeps a descriptor from the programs that a script starts.
func keepPrivate(fd int) { syscall.CloseOnExec(fd) }
