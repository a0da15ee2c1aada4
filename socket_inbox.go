package nodenet

// inbox is data that was read from the transport and not consumed yet.
type inbox struct {
	chunks [][]byte
	next   int // the first that is left

	back  int        // how many bytes at its head OnToken has given back
	after ListenerID // which had them: those that were added later have not
}

func (in *inbox) push(p []byte) {
	if n := len(in.chunks); n == cap(in.chunks) && 2*in.next >= n && n > 0 { // half of it is taken
		left := copy(in.chunks, in.chunks[in.next:])
		clear(in.chunks[left:])
		in.chunks, in.next = in.chunks[:left], 0
	}
	in.chunks = append(in.chunks, p)
}

// giveBack puts rest before everything else, without what another has given back: both
// end where the inbox begins. It returns how many bytes that were.
func (in *inbox) giveBack(rest []byte, after ListenerID) int {
	n := len(rest) - in.back
	if n <= 0 {
		return 0
	}
	if in.back == 0 {
		in.after = after
	}
	in.unshift(rest[:n:n])
	in.back = len(rest)
	return n
}

// missed is who has not had the first chunk yet: the listeners after this one.
func (in *inbox) missed() ListenerID {
	if in.back > 0 {
		return in.after
	}
	return 0
}

// unshift puts p before everything else.
func (in *inbox) unshift(p []byte) {
	if in.back > 0 {
		in.back += len(p)
	}
	if in.next > 0 {
		in.next--
		in.chunks[in.next] = p
		return
	}
	in.chunks = append([][]byte{p}, in.chunks...)
}

// shift takes the first chunk.
func (in *inbox) shift() []byte {
	p := in.pop()
	in.back = max(0, in.back-len(p))
	return p
}

func (in *inbox) pop() []byte {
	p := in.chunks[in.next]
	in.chunks[in.next] = nil
	if in.next++; in.next == len(in.chunks) {
		in.chunks, in.next = in.chunks[:0], 0
		if cap(in.chunks) > 256 { // what a burst took goes back
			in.chunks = nil
		}
	}
	return p
}

// take takes n bytes, no more than there are, in one slice.
func (in *inbox) take(n int) []byte {
	in.back = max(0, in.back-n)
	if p := in.chunks[in.next]; len(p) > n {
		in.chunks[in.next] = p[n:]
		return p[:n:n]
	}
	p := in.pop()
	if len(p) == n {
		return p
	}
	all := append(make([]byte, 0, n), p...)
	for len(all) < n {
		p := in.chunks[in.next]
		if left := n - len(all); len(p) > left {
			in.chunks[in.next] = p[left:]
			return append(all, p[:left]...)
		}
		all = append(all, in.pop()...)
	}
	return all
}
