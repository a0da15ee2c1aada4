package stream

// addFirst puts a piece before those that wait. Where there are some, room is made for as
// many again: to move all of them for each would take a square of time.
func (s *Stream) addFirst(p piece) {
	n := len(s.waiting)
	if n == 0 {
		s.waiting = append(s.waiting, p)
		return
	}
	rare := s.rare()
	// What waits ends where the room ends, unless it has moved to a larger array since.
	free := cap(rare.room) - cap(s.waiting)
	if free <= 0 || &rare.room[:free+1][free] != &s.waiting[0] {
		free = n
		rare.room = make([]piece, 2*n)
		copy(rare.room[free:], s.waiting)
	}
	s.waiting = rare.room[:cap(rare.room)][free-1 : free+n]
	s.waiting[0] = p
}
