package ciphers

import (
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// ghash is the hash of GCM: a polynomial over the field of 2^128 elements. An element is
// kept as its bytes read as two numbers, so that its lowest power is the highest bit.
type ghash struct {
	table [16][2]uint64 // the key times all polynomials of four bits
	sum   [2]uint64
	part  []byte // of a block
	size  uint64 // of all that was written
}

// reduction is what comes of four bits that are shifted out.
var reduction = func() (list [16]uint64) {
	for i := range list {
		v := [2]uint64{0, uint64(i)}
		for range 4 {
			v = halve(v)
		}
		list[i] = v[0]
	}
	return list
}()

// halve multiplies by x.
func halve(v [2]uint64) [2]uint64 {
	carry := v[1] & 1
	v[1] = v[1]>>1 | v[0]<<63
	v[0] >>= 1
	if carry == 1 {
		v[0] ^= 0xe1 << 56
	}
	return v
}

func newGHASH(key []byte) *ghash {
	g := &ghash{}
	v := [2]uint64{binary.BigEndian.Uint64(key), binary.BigEndian.Uint64(key[8:])}
	for bit := 8; bit > 0; bit >>= 1 {
		for i := range g.table {
			if i&bit != 0 {
				g.table[i][0] ^= v[0]
				g.table[i][1] ^= v[1]
			}
		}
		v = halve(v)
	}
	return g
}

func (g *ghash) block(p []byte) {
	y := [2]uint64{g.sum[0] ^ binary.BigEndian.Uint64(p), g.sum[1] ^ binary.BigEndian.Uint64(p[8:])}
	var z [2]uint64
	for _, word := range [2]uint64{y[1], y[0]} {
		for range 16 {
			out := z[1] & 15
			z[1] = z[1]>>4 | z[0]<<60
			z[0] = z[0]>>4 ^ reduction[out]
			t := &g.table[word&15]
			z[0] ^= t[0]
			z[1] ^= t[1]
			word >>= 4
		}
	}
	g.sum = z
}

func (g *ghash) write(p []byte) {
	g.size += uint64(len(p))
	if len(g.part) > 0 {
		n := min(16-len(g.part), len(p))
		g.part = append(g.part, p[:n]...)
		p = p[n:]
		if len(g.part) < 16 {
			return
		}
		g.block(g.part)
		g.part = g.part[:0]
	}
	for ; len(p) >= 16; p = p[16:] {
		g.block(p)
	}
	g.part = append(g.part, p...)
}

// pad fills the last block with zeros and returns how much was written before.
func (g *ghash) pad() uint64 {
	size := g.size
	if n := len(g.part); n > 0 {
		g.write(make([]byte, 16-n))
	}
	g.size = 0
	return size
}

func (g *ghash) finish(first, second uint64) []byte {
	var lengths [16]byte
	binary.BigEndian.PutUint64(lengths[:], 8*first)
	binary.BigEndian.PutUint64(lengths[8:], 8*second)
	g.block(lengths[:])
	out := make([]byte, 16)
	binary.BigEndian.PutUint64(out, g.sum[0])
	binary.BigEndian.PutUint64(out[8:], g.sum[1])
	return out
}

// gcm is GCM piece by piece.
type gcm struct {
	hash    *ghash
	stream  cipher.Stream
	block   cipher.Block
	counter []byte // of the stream
	until   uint64 // bytes until the counter's last 32 bits begin again
	mask    []byte // of the tag
	aad     uint64
	started bool
	decrypt bool
	tag     []byte
	want    []byte
}

func newGCM(block cipher.Block, iv []byte, decrypt bool) *gcm {
	key := make([]byte, 16)
	block.Encrypt(key, key)
	start := make([]byte, 16)
	if len(iv) == 12 {
		copy(start, iv)
		start[15] = 1
	} else {
		h := newGHASH(key)
		h.write(iv)
		start = h.finish(0, h.pad())
	}
	g := &gcm{hash: newGHASH(key), block: block, decrypt: decrypt, mask: make([]byte, 16)}
	block.Encrypt(g.mask, start)
	g.counter = start
	g.next(binary.BigEndian.Uint32(start[12:]) + 1)
	return g
}

// next starts the stream at a value of the counter. Only its last 32 bits count on.
func (g *gcm) next(low uint32) {
	binary.BigEndian.PutUint32(g.counter[12:], low)
	g.until = 16 * (1<<32 - uint64(low))
	g.stream = cipher.NewCTR(g.block, g.counter)
}

// AAD is that of Authenticated.
func (g *gcm) AAD(p []byte, _ int) error {
	if g.started {
		return ErrInvalidState
	}
	g.hash.write(p)
	return nil
}

func (g *gcm) begin() {
	if !g.started {
		g.started = true
		g.aad = g.hash.pad()
	}
}

// Update is that of Cipher.
func (g *gcm) Update(p []byte) ([]byte, error) {
	g.begin()
	if g.decrypt {
		g.hash.write(p)
	}
	out := make([]byte, len(p))
	for done := uint64(0); done < uint64(len(p)); {
		n := min(g.until, uint64(len(p))-done)
		g.stream.XORKeyStream(out[done:done+n], p[done:done+n])
		done += n
		if g.until -= n; g.until == 0 {
			g.next(0)
		}
	}
	if !g.decrypt {
		g.hash.write(out)
	}
	return out, nil
}

// Final is that of Cipher.
func (g *gcm) Final() ([]byte, error) {
	g.begin()
	g.tag = g.hash.finish(g.aad, g.hash.pad())
	subtle.XORBytes(g.tag, g.tag, g.mask)
	return nil, checkTag(g.decrypt, g.want, g.tag)
}

// Tag is that of Authenticated.
func (g *gcm) Tag() []byte { return g.tag }

// Expect is that of Authenticated.
func (g *gcm) Expect(tag []byte) { g.want = tag }

// checkTag compares a tag with that which is expected, which may be shorter.
func checkTag(decrypt bool, want, tag []byte) error {
	if decrypt && (len(want) == 0 || len(want) > len(tag) || subtle.ConstantTimeCompare(want, tag[:len(want)]) != 1) {
		return ErrUnauthentic
	}
	return nil
}
