package ciphers

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"golang.org/x/crypto/chacha20poly1305"
)

func filled(r *rand.ChaCha8, n int) []byte {
	p := make([]byte, n)
	r.Read(p)
	return p
}

// whole runs data through a cipher in random pieces.
func whole(t *testing.T, r *rand.Rand, c Authenticated, aad, data []byte) []byte {
	t.Helper()
	if err := c.AAD(aad[:len(aad)/2], len(data)); err != nil {
		t.Fatal(err)
	}
	if err := c.AAD(aad[len(aad)/2:], len(data)); err != nil {
		t.Fatal(err)
	}
	var out []byte
	for len(data) > 0 {
		n := 1 + r.IntN(min(len(data), 100_000))
		p, err := c.Update(data[:n])
		if err != nil {
			t.Fatal(err)
		}
		out, data = append(out, p...), data[n:]
	}
	p, err := c.Final()
	if err != nil {
		t.Fatal(err)
	}
	return append(out, p...)
}

// pieces compares a cipher that works piece by piece with Go's, which is given all at once.
func pieces(t *testing.T, r *rand.ChaCha8, info *Info, aead cipher.AEAD, key, iv, aad, data []byte) {
	t.Helper()
	c, err := New(info, key, iv, false, 16)
	if err != nil {
		t.Fatal(err)
	}
	a := c.(Authenticated)
	sealed := whole(t, rand.New(r), a, aad, data)
	want := aead.Seal(nil, iv, data, aad)
	if !bytes.Equal(append(bytes.Clone(sealed), a.Tag()...), want) {
		t.Fatalf("%s: %d bytes with an IV of %d and %d bytes beside them are encrypted differently", info.Name, len(data), len(iv), len(aad))
	}
	c, _ = New(info, key, iv, true, 16)
	b := c.(Authenticated)
	b.Expect(a.Tag())
	if opened := whole(t, rand.New(r), b, aad, sealed); !bytes.Equal(opened, data) {
		t.Fatalf("%s: not decrypted", info.Name)
	}
}

func TestPiecesAsWhole(t *testing.T) {
	r := rand.NewChaCha8([32]byte{1})
	gcm, poly := Find("aes-256-gcm"), Find("chacha20-poly1305")
	for size := range 200 {
		key, aad, data := filled(r, 32), filled(r, size%40), filled(r, size)
		block, _ := aes.NewCipher(key)
		iv := filled(r, 1+size%60)
		aead, err := cipher.NewGCMWithNonceSize(block, len(iv))
		if err != nil {
			t.Fatal(err)
		}
		pieces(t, r, gcm, aead, key, iv, aad, data)
		other, _ := chacha20poly1305.New(key)
		pieces(t, r, poly, other, key, filled(r, 12), aad, data)
	}
}

// The counter of GCM counts on in its last 32 bits only, and such an IV as this has it begin
// close to their end.
func TestCounterBeginsAgain(t *testing.T) {
	r := rand.NewChaCha8([32]byte{2})
	key := make([]byte, 32)
	block, _ := aes.NewCipher(key)
	iv := make([]byte, 16)
	for i := uint64(0); ; i++ {
		binary.BigEndian.PutUint64(iv, i)
		if g := newGCM(block, iv, false); g.until < 1<<20 {
			break
		}
	}
	aead, _ := cipher.NewGCMWithNonceSize(block, 16)
	pieces(t, r, Find("aes-256-gcm"), aead, key, iv, nil, filled(r, 1<<20))
}

func TestTagIsChecked(t *testing.T) {
	for _, name := range []string{"aes-128-gcm", "aes-128-ccm", "chacha20-poly1305"} {
		info := Find(name)
		key, iv := make([]byte, info.Key), make([]byte, info.IV)
		c, _ := New(info, key, iv, false, 16)
		sealed, _ := c.Update([]byte("text"))
		if _, err := c.Final(); err != nil {
			t.Fatal(err)
		}
		tag := bytes.Clone(c.(Authenticated).Tag())
		for bit := range 8 * (len(sealed) + len(tag)) {
			data, wrong := bytes.Clone(sealed), bytes.Clone(tag)
			if i := bit / 8; i < len(data) {
				data[i] ^= 1 << (bit % 8)
			} else {
				wrong[i-len(data)] ^= 1 << (bit % 8)
			}
			d, _ := New(info, key, iv, true, 16)
			d.(Authenticated).Expect(wrong)
			if _, err := d.Update(data); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Final(); err != ErrUnauthentic {
				t.Fatalf("%s: bit %d is wrong, and it says %v", name, bit, err)
			}
		}
		d, _ := New(info, key, iv, true, 16)
		d.Update(sealed)
		if _, err := d.Final(); err != ErrUnauthentic {
			t.Fatalf("%s: there is no tag, and it says %v", name, err)
		}
	}
}
