package nodenet

// inbox is data that was read from the transport and not consumed yet.
type inbox struct {
	chunks [][]byte
	next   int // the first that is left
}

func (in *inbox) push(p []byte) {
	if n := len(in.chunks); n == cap(in.chunks) && 2*in.next >= n && n > 0 { // half of it is taken
		left := copy(in.chunks, in.chunks[in.next:])
		clear(in.chunks[left:])
		in.chunks, in.next = in.chunks[:left], 0
	}
	in.chunks = append(in.chunks, p)
}

// unshift puts p before everything else.
func (in *inbox) unshift(p []byte) {
	if in.next > 0 {
		in.next--
		in.chunks[in.next] = p
		return
	}
	in.chunks = append([][]byte{p}, in.chunks...)
}

// shift takes the first chunk.
func (in *inbox) shift() []byte {
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
	if p := in.chunks[in.next]; len(p) > n {
		in.chunks[in.next] = p[n:]
		return p[:n:n]
	}
	p := in.shift()
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
		all = append(all, in.shift()...)
	}
	return all
}
