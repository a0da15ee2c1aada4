package zlib

import (
	"bytes"
	"testing"
)

// FuzzFormats: whatever bytes are expanded, in pieces they become what they become at
// once, with the same error, and no more than is allowed; and what was compressed is
// expanded to what it was.
func FuzzFormats(f *testing.F) {
	plain := func() *settings { return &settings{level: -1, chunk: 1024, limit: 1 << 20, params: map[int]int{}} }
	text := bytes.Repeat([]byte("hello hello \x00\xff"), 50)
	for _, format := range formats {
		if format.compress != nil {
			p, err := format.whole(text, plain())
			if err != nil {
				f.Fatal(err)
			}
			f.Add(p, 3)
			f.Add(append(p, p...), len(p))
			bomb, err := format.whole(make([]byte, 1<<20), plain())
			if err != nil {
				f.Fatal(err)
			}
			f.Add(bomb, 10)
		}
	}
	f.Add([]byte("\x1f\x8b\x08\x1e\x00\x00\x00\x00\x00\xff\x05\x00abc"), 1)
	f.Add([]byte("\x28\xb5\x2f\xfd\xa4\xff\xff\xff\xff"), 4)
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		at = min(max(at, 0), len(data))
		for i, format := range formats {
			if format.compress != nil {
				p, err := format.whole(data, plain())
				if err != nil {
					t.Fatal(format.name, err)
				}
				if again, err := formats[i+1].whole(p, plain()); len(data) <= 1<<20 && (err != nil || !bytes.Equal(again, data)) {
					t.Fatalf("%s of %x is %x, and that %x: %v", format.name, data, p, again, err)
				}
				continue
			}
			s := plain()
			whole, wholeErr := format.whole(data, s)
			if _, over := wholeErr.(tooLarge); over {
				continue
			}
			pieces, err := inPieces(format, s, data[:at], data[at:])
			if (err == nil) != (wholeErr == nil) || err != nil && format.classifyAs(err) != format.classifyAs(wholeErr) || err == nil && !bytes.Equal(pieces, whole) {
				t.Errorf("%s of %x, %d bytes first, is %x (%v), and at once %x (%v)", format.name, data, at, pieces, err, whole, wholeErr)
			}
		}
	})
}

// inPieces expands as a stream does.
func inPieces(f *format, s *settings, pieces ...[]byte) (out []byte, err error) {
	c, err := newCodec(f, s)
	if err != nil {
		return nil, err
	}
	defer c.close()
	for i, piece := range append(pieces, nil) {
		last := i == len(pieces)
		if len(piece) == 0 && !last {
			continue
		}
		if err := c.put(piece, false, last); err != nil {
			return out, err
		}
		for {
			r := c.next(s.chunk)
			if out = append(out, r.piece...); r.err != nil || r.ended {
				return out, r.err
			}
			if r.hungry {
				break
			}
		}
	}
	return out, nil
}
