package nodenet

// onReadHandler is a socket whose reads land in a buffer of the user's.
type onReadHandler struct {
	*socketHandler
	options *OnRead
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
	gone := s.is(stDestroyed)
	s.bytesRead += int64(len(p))
	s.activeLocked()
	s.mu.Unlock()
	if !gone && !h.call(p) {
		s.Pause()
		s.applyReading()
	}
}

func (h onReadHandler) call(p []byte) (goOn bool) {
	defer guard((*Socket)(h.socketHandler))
	return h.options.Callback(p)
}
