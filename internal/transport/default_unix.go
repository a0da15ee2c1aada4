//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

// Default is the network that servers and sockets use.
var Default = Descriptors
