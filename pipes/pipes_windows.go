package pipes

import (
	"context"
	"net"

	"github.com/Microsoft/go-winio"

	"github.com/nodenet-go/nodenet/internal/transport"
)

func init() {
	transport.NamedPipes = &transport.Pipes{
		Listen: func(o transport.Listen) (net.Listener, error) {
			return winio.ListenPipe(o.Path, &winio.PipeConfig{SecurityDescriptor: descriptor(o.ReadableAll, o.WritableAll)})
		},
		Dial: func(ctx context.Context, _, path string) (net.Conn, error) { return winio.DialPipeContext(ctx, path) },
	}
}

// descriptor says in SDDL who may use a pipe: the owner, administrators and the system may
// do everything, everybody else may read or write if told so.
func descriptor(readable, writable bool) string {
	if !readable && !writable {
		return "" // Windows' own
	}
	text := "D:P(A;;GA;;;OW)(A;;GA;;;BA)(A;;GA;;;SY)"
	if readable {
		text += "(A;;GR;;;WD)"
	}
	if writable {
		text += "(A;;GW;;;WD)"
	}
	return text
}
