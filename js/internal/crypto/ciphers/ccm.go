package ciphers

import (
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// ccm is CCM, which takes all of its data in one piece.
type ccm struct {
	block   cipher.Block
	nonce   []byte
	aad     []byte
	size    int // of the tag
	length  int // of the data, where it was told
	told    bool
	decrypt bool
	failed  bool
	done    bool
	tag     []byte
	want    []byte
}

func newCCM(block cipher.Block, nonce []byte, decrypt bool, size int) *ccm {
	return &ccm{block: block, nonce: append([]byte{}, nonce...), size: size, decrypt: decrypt}
}

// AAD is that of Authenticated.
func (c *ccm) AAD(p []byte, length int) error {
	if c.done {
		return ErrInvalidState
	}
	c.aad = append(c.aad, p...)
	c.length, c.told = length, true
	return nil
}

// counter is the block that is encrypted for the i-th block of data.
func (c *ccm) counter() []byte {
	block := make([]byte, 16)
	block[0] = byte(14 - len(c.nonce))
	copy(block[1:], c.nonce)
	return block
}

// mac is the CBC-MAC over everything.
func (c *ccm) mac(data []byte) []byte {
	sum := make([]byte, 16)
	step := func(p []byte) {
		for len(p) > 0 {
			n := min(16, len(p))
			subtle.XORBytes(sum, sum, p[:n])
			c.block.Encrypt(sum, sum)
			p = p[n:]
		}
	}
	first := c.counter()
	first[0] |= byte((c.size - 2) / 2 << 3)
	if len(c.aad) > 0 {
		first[0] |= 0x40
	}
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(data)))
	copy(first[1+len(c.nonce):], length[8-(15-len(c.nonce)):])
	step(first)
	if n := len(c.aad); n > 0 {
		var head []byte
		if n < 0xff00 {
			head = binary.BigEndian.AppendUint16(nil, uint16(n))
		} else {
			head = binary.BigEndian.AppendUint32([]byte{0xff, 0xfe}, uint32(n))
		}
		step(append(head, c.aad...))
	}
	step(data)
	return sum
}

// Update is that of Cipher.
func (c *ccm) Update(p []byte) ([]byte, error) {
	room := 15 - len(c.nonce) // bytes of the counter
	if c.done || c.told && c.length != len(p) || c.decrypt && c.want == nil || room < 8 && uint64(len(p)) >= 1<<(8*room) {
		return nil, ErrInvalidState
	}
	c.done = true
	out := make([]byte, len(p))
	mask := make([]byte, 16)
	stream := cipher.NewCTR(c.block, c.counter())
	stream.XORKeyStream(mask, mask)
	stream.XORKeyStream(out, p)
	plain := p
	if c.decrypt {
		plain = out
	}
	c.tag = c.mac(plain)
	subtle.XORBytes(c.tag, c.tag, mask)
	c.tag = c.tag[:c.size]
	if checkTag(c.decrypt, c.want, c.tag) != nil {
		c.failed = true
		return nil, nil
	}
	return out, nil
}

// Final is that of Cipher.
func (c *ccm) Final() ([]byte, error) {
	if !c.done {
		if _, err := c.Update(nil); err != nil {
			return nil, ErrUnauthentic
		}
	}
	if c.failed {
		return nil, ErrUnauthentic
	}
	return nil, nil
}

// Tag is that of Authenticated.
func (c *ccm) Tag() []byte { return c.tag }

// Expect is that of Authenticated.
func (c *ccm) Expect(tag []byte) { c.want = tag }
