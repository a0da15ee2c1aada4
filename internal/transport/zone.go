//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net"
	"strconv"
	"syscall"
)

// zoneName is the interface that an IPv6 zone number stands for.
func zoneName(index int) string {
	if i, err := net.InterfaceByIndex(index); err == nil {
		return i.Name
	}
	return strconv.Itoa(index)
}

// zoneIndex is the number of an IPv6 zone given by name or number; "" is 0.
func zoneIndex(zone string) (int, error) {
	if zone == "" {
		return 0, nil
	}
	if i, err := net.InterfaceByName(zone); err == nil {
		return i.Index, nil
	}
	if n, err := strconv.Atoi(zone); err == nil {
		return n, nil
	}
	return 0, syscall.EINVAL
}
