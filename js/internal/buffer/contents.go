package buffer

// contents are the bytes of a Blob, which never change: pieces, of which some are those of
// other Blobs, so that a Blob takes memory only for what is new in it.
type contents struct {
	pieces []piece
	size   int64
	file   bool // some are in a file
}

// piece is a part that nothing divides, or what lies from one byte to another in contents.
type piece struct {
	data []byte
	of   *contents                   // nil where data is
	read func(from, to int64) []byte // of a file
	span
}

type span struct{ from, to int64 }

// fewPieces are copied rather than referred to, so that Blobs of Blobs are not deep.
const fewPieces = 8

// onePart are contents that nothing divides. They keep the bytes.
func onePart(data []byte) contents {
	if len(data) == 0 {
		return contents{}
	}
	size := int64(len(data))
	return contents{pieces: []piece{{data: data, span: span{0, size}}}, size: size}
}

// add appends a part.
func (c *contents) add(part contents) {
	c.size += part.size
	c.file = c.file || part.file
	if len(part.pieces) <= fewPieces {
		c.pieces = append(c.pieces, part.pieces...)
		return
	}
	c.pieces = append(c.pieces, piece{of: &part, span: span{0, part.size}})
}

// part is what lies from start to end.
func (c *contents) part(start, end int64) contents {
	part := contents{size: end - start, file: c.file}
	if len(c.pieces) > fewPieces {
		whole := *c
		part.pieces = []piece{{of: &whole, span: span{start, end}}}
		return part
	}
	at := int64(0)
	for _, p := range c.pieces {
		size := p.to - p.from
		if from, to := max(start-at, 0), min(end-at, size); from < to {
			p.span = span{p.from + from, p.from + to}
			part.pieces = append(part.pieces, p)
		}
		at += size
	}
	return part
}

// bytes are a copy of all of it.
func (c *contents) bytes() []byte {
	all := make([]byte, 0, c.size)
	for parts := c.read(); ; {
		part := parts.next()
		if part == nil {
			return all
		}
		all = append(all, part...)
	}
}

// reading goes through contents, piece by piece.
type reading struct{ left []unread }

// unread is what of some pieces, one after the other, is still to be read.
type unread struct {
	pieces []piece
	span
}

func (c *contents) read() *reading { return &reading{[]unread{{c.pieces, span{0, c.size}}}} }

// next is the next part that nothing divides, which must not be changed; nil at the end.
func (r *reading) next() []byte {
	for len(r.left) > 0 {
		u := &r.left[len(r.left)-1]
		if u.from >= u.to {
			r.left = r.left[:len(r.left)-1]
			continue
		}
		p := u.pieces[0]
		size := p.to - p.from
		here := span{p.from + u.from, p.from + min(size, u.to)}
		u.pieces, u.span = u.pieces[1:], span{max(0, u.from-size), u.to - size}
		switch {
		case here.from >= here.to:
		case p.read != nil:
			return p.read(here.from, here.to)
		case p.of == nil:
			return p.data[here.from:here.to]
		default:
			r.left = append(r.left, unread{p.of.pieces, here})
		}
	}
	return nil
}
