package nodenet

// SocketValue keeps a value of the program's own on each socket, under its type:
//
//	var session nodenet.SocketValue[*Session]
//
//	session.Set(socket, &Session{})
//	session.Get(socket).count++
//
// The zero value is ready; it must not be copied. Several may be in use at once, also
// of one type, and do not see each other's values. A value stays on its socket, after
// 'close' too, and goes with it. In JavaScript it would be a property of the socket.
type SocketValue[T any] struct {
	_ [1]byte // or two of them could have one address
}

// value is one of a socket's, in a list: there are few.
type value struct {
	of   any // the SocketValue
	is   any // a pointer to what it has
	next *value
}

// Set keeps v on the socket, in the place of what was kept before.
func (k *SocketValue[T]) Set(s *Socket, v T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := k.findLocked(s); p != nil {
		*p = v
		return
	}
	s.values = &value{k, &v, s.values}
}

// Get returns what is kept on the socket; the zero value where nothing is.
func (k *SocketValue[T]) Get(s *Socket) (v T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := k.findLocked(s); p != nil {
		v = *p
	}
	return v
}

func (k *SocketValue[T]) findLocked(s *Socket) *T {
	for v := s.values; v != nil; v = v.next {
		if v.of == any(k) {
			return v.is.(*T)
		}
	}
	return nil
}
