package transport

import "golang.org/x/sys/unix"

var userTimeout = socketOption{unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT}
