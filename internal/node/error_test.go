package node

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
)

func TestErrorsHaveNodesWords(t *testing.T) {
	other := errors.New("odd")
	for _, c := range []struct {
		err                 *Error
		message, code, call string
	}{
		{Failed("read", syscall.ECONNRESET), "read ECONNRESET", "ECONNRESET", "read"},
		{Failed("read", other), "read odd", "UNKNOWN", "read"},
		{FailedAt("connect", fmt.Errorf("dial: %w", syscall.ECONNREFUSED), "::1", 80), "connect ECONNREFUSED ::1:80", "ECONNREFUSED", "connect"},
		{FailedAt("connect", syscall.ENOENT, "/tmp/s", 0), "connect ENOENT /tmp/s", "ENOENT", "connect"},
		{FailedAt("bind", syscall.EINVAL, "", 0), "bind EINVAL", "EINVAL", "bind"},
		{FailedServer("listen", syscall.EADDRINUSE, "127.0.0.1", 80), "listen EADDRINUSE: address already in use 127.0.0.1:80", "EADDRINUSE", "listen"},
		{FailedServer("listen", other, "127.0.0.1", 80), "listen odd 127.0.0.1:80", "UNKNOWN", "listen"},
	} {
		e := c.err
		if e.Error() != c.message || e.Code != c.code || e.Syscall != c.call || errors.Unwrap(e) == nil {
			t.Errorf("%q, %s, %s; want %q, %s, %s", e.Error(), e.Code, e.Syscall, c.message, c.code, c.call)
		}
	}
}
