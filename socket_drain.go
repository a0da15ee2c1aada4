package nodenet

import "context"

// WaitDrain returns when Write is welcome: at once if it is, otherwise with
// 'drain'. When the socket can take nothing any more the error says why, and when
// ctx ends first it is the context's. It is for goroutines that write in a loop:
//
//	if !socket.Write(data) {
//		if err := socket.WaitDrain(ctx); err != nil {
//			return err
//		}
//	}
//
// On a loop, which it would stop, it returns ERR_INVALID_STATE. In Node one waits
// for 'drain' and 'close'.
func (s *Socket) WaitDrain(ctx context.Context) error {
	if err := checkWait(ctx, s.group, "WaitDrain"); err != nil {
		return err
	}
	changed := make(chan struct{}, 1)
	signal := func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	drain, closed := s.OnDrain(signal), s.OnClose(func(bool) { signal() })
	defer func() { s.Off(drain); s.Off(closed) }()
	for {
		if full, err := s.writeState(); err != nil || !full {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// writeState reports whether Write has said false and 'drain' is still to come, or
// why there will be none.
func (s *Socket) writeState() (full bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if failed := s.cannotWriteLocked(); failed != nil {
		if s.more != nil && s.more.err != nil {
			failed = s.more.err
		}
		return false, failed
	}
	return s.is(stNeedDrain), nil
}
