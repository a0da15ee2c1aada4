package ciphers

import (
	"encoding/binary"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/poly1305" //lint:ignore SA1019 the whole AEAD wants all data at once
)

// poly is ChaCha20-Poly1305 piece by piece.
type poly struct {
	stream  *chacha20.Cipher
	mac     *poly1305.MAC
	aad     uint64
	size    uint64
	started bool
	decrypt bool
	tag     []byte
	want    []byte
}

func newChaCha(i *Info, key, iv []byte, decrypt bool) (Cipher, error) {
	if !i.Authenticated() { // the counter stands before the nonce
		stream, err := chacha20.NewUnauthenticatedCipher(key, iv[4:])
		if err != nil {
			return nil, err
		}
		stream.SetCounter(binary.LittleEndian.Uint32(iv))
		return plainStream{stream}, nil
	}
	stream, err := chacha20.NewUnauthenticatedCipher(key, iv)
	if err != nil {
		return nil, err
	}
	var macKey [32]byte
	stream.XORKeyStream(macKey[:], macKey[:])
	stream.SetCounter(1)
	return &poly{stream: stream, mac: poly1305.New(&macKey), decrypt: decrypt}, nil
}

// AAD is that of Authenticated.
func (c *poly) AAD(p []byte, _ int) error {
	if c.started {
		return ErrInvalidState
	}
	c.mac.Write(p)
	c.aad += uint64(len(p))
	return nil
}

func (c *poly) pad(size uint64) {
	if size%16 > 0 {
		c.mac.Write(make([]byte, 16-size%16))
	}
}

func (c *poly) begin() {
	if !c.started {
		c.started = true
		c.pad(c.aad)
	}
}

// Update is that of Cipher.
func (c *poly) Update(p []byte) ([]byte, error) {
	c.begin()
	if c.size += uint64(len(p)); c.size > 64*(1<<32-1) {
		return nil, ErrInvalidState
	}
	out := make([]byte, len(p))
	if c.decrypt {
		c.mac.Write(p)
	}
	c.stream.XORKeyStream(out, p)
	if !c.decrypt {
		c.mac.Write(out)
	}
	return out, nil
}

// Final is that of Cipher.
func (c *poly) Final() ([]byte, error) {
	c.begin()
	c.pad(c.size)
	var lengths [16]byte
	binary.LittleEndian.PutUint64(lengths[:], c.aad)
	binary.LittleEndian.PutUint64(lengths[8:], c.size)
	c.mac.Write(lengths[:])
	c.tag = c.mac.Sum(nil)
	return nil, checkTag(c.decrypt, c.want, c.tag)
}

// Tag is that of Authenticated.
func (c *poly) Tag() []byte { return c.tag }

// Expect is that of Authenticated.
func (c *poly) Expect(tag []byte) { c.want = tag }
