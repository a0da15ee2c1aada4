package nodenet

import (
	"math"

	"github.com/nodenet-go/nodenet/internal/transport"
)

func (o *SocketOptions) kernel() transport.Kernel {
	return transport.Kernel{Receive: o.RecvBufferSize, Send: o.SendBufferSize, UserTimeout: o.UserTimeout}
}

func (o *ServerOptions) kernel() transport.Kernel {
	return transport.Kernel{Receive: o.RecvBufferSize, Send: o.SendBufferSize, UserTimeout: o.UserTimeout}
}

func checkKernel(k transport.Kernel) *Error {
	switch {
	case k.Receive < 0 || k.Receive > math.MaxInt32:
		return errOutOfRange("options.recvBufferSize", ">= 0 && <= 2147483647", itoa(k.Receive))
	case k.Send < 0 || k.Send > math.MaxInt32:
		return errOutOfRange("options.sendBufferSize", ">= 0 && <= 2147483647", itoa(k.Send))
	case k.UserTimeout < 0:
		return errOutOfRange("options.userTimeout", ">= 0", k.UserTimeout.String())
	}
	return nil
}

// setKernel sets it on a connection that exists: one that was handed in, is made from a
// [BoundSocket], or was accepted by a listener that does not hand it on. What such a
// connection cannot do is left.
func (s *Socket) setKernel(k transport.Kernel) {
	if k == (transport.Kernel{}) {
		return
	}
	if c, err := s.SyscallConn(); err == nil {
		_ = k.Set(c, s.RemoteAddr().Network() != "unix")
	}
}
