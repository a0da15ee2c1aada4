package nodenet

import (
	"github.com/nodenet-go/nodenet/internal/transport"
)

// onReadHandler is a socket whose reads land in a buffer of the user's.
type onReadHandler struct {
	*socketHandler
	options *OnRead
}

// askOnRead asks the server where the reads of a new connection shall land. A panic
// or a useless answer destroys the socket.
func (s *Socket) askOnRead(ask func(*Socket) *OnRead) {
	defer guard(s)
	o := ask(s)
	if err := checkOnRead(o); err != nil {
		s.loop.Log().Error("nodenet: ServerOptions.OnRead: " + err.Error())
		s.Destroy(err)
	} else if o != nil {
		s.mu.Lock()
		s.extraLocked().onRead = o
		s.mu.Unlock()
	}
}

func checkOnRead(o *OnRead) *Error {
	if o != nil && (o.Callback == nil || len(o.Buffer) == 0 && o.BufferFunc == nil) {
		return misuse("ERR_INVALID_ARG_TYPE", `The "options.onread" property must have a buffer and a callback`)
	}
	return nil
}

// startLocked starts a transport with whoever takes its reads.
func (s *Socket) startLocked(stream transport.Stream) {
	var handler transport.Handler = (*socketHandler)(s)
	if s.more != nil && s.more.onRead != nil {
		handler = onReadHandler{(*socketHandler)(s), s.more.onRead}
	}
	if s.more != nil && s.more.running {
		stream.SetHandler(handler)
	} else {
		stream.Start(s.loop, handler)
	}
}

// Buffer is where the next read shall land. A function that panics, or that has
// nothing to give, has destroyed the socket and gets no more.
func (h onReadHandler) Buffer() (p []byte) {
	if h.options.Buffer != nil {
		return h.options.Buffer
	}
	s := (*Socket)(h.socketHandler)
	defer func() {
		if len(p) == 0 { // a read into nothing would look like the peer's end
			s.Destroy(misuse("ERR_INVALID_ARG_VALUE", "OnRead.BufferFunc has returned an empty buffer"))
		}
	}()
	defer guard(s)
	return h.options.BufferFunc()
}

// Data hands the buffer to the callback.
func (h onReadHandler) Data(p []byte) {
	s := (*Socket)(h.socketHandler)
	s.mu.Lock()
	gone, taken := s.is(stDestroyed), true
	s.receivedLocked(len(p))
	switch {
	case s.is(stSwapping):
		s.pushLocked(append([]byte(nil), p...))
	case s.more.conn != nil:
		s.more.conn.receiveLocked(p)
	default:
		taken = false
	}
	s.mu.Unlock()
	if !gone && !taken && !h.call(p) {
		s.Pause()
		s.applyReading()
	}
}

func (h onReadHandler) call(p []byte) (goOn bool) {
	defer guard((*Socket)(h.socketHandler))
	return h.options.Callback(p)
}
