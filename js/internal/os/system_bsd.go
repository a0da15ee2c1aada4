//go:build unix && !linux

package os

import "golang.org/x/sys/unix"

func getPriority(pid int) (int, error) { return unix.Getpriority(unix.PRIO_PROCESS, pid) }
