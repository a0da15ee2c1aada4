package crypto

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// scryptKey is RFC 7914.
func scryptKey(password, salt []byte, n, r, p, length int) []byte {
	if length == 0 {
		return []byte{}
	}
	blocks, _ := pbkdf2.Key(sha256.New, string(password), salt, 1, p*128*r)
	words := make([]uint32, 32*r)
	kept := make([]uint32, 32*r*n)
	spare := make([]uint32, 32*r)
	for i := range p {
		block := blocks[i*128*r : (i+1)*128*r]
		for k := range words {
			words[k] = binary.LittleEndian.Uint32(block[4*k:])
		}
		mix(words, kept, spare, n)
		for k, word := range words {
			binary.LittleEndian.PutUint32(block[4*k:], word)
		}
	}
	key, _ := pbkdf2.Key(sha256.New, string(password), blocks, 1, length)
	return key
}

// mix is the function that needs the memory, scryptROMix.
func mix(x, kept, spare []uint32, n int) {
	size := len(x)
	for i := range n {
		copy(kept[i*size:], x)
		blockMix(x, spare)
	}
	for range n {
		j := int(x[size-16]) & (n - 1)
		for k := range x {
			x[k] ^= kept[j*size+k]
		}
		blockMix(x, spare)
	}
}

// blockMix mixes blocks of 64 bytes one after the other.
func blockMix(b, spare []uint32) {
	count := len(b) / 16
	var x [16]uint32
	copy(x[:], b[len(b)-16:])
	for i := range count {
		for k := range x {
			x[k] ^= b[i*16+k]
		}
		salsa(&x)
		at := i / 2
		if i%2 == 1 {
			at += count / 2
		}
		copy(spare[at*16:], x[:])
	}
	copy(b, spare)
}

// salsa is Salsa20/8.
func salsa(b *[16]uint32) {
	x := *b
	quarter := func(a, b, c, d int) {
		x[b] ^= bits.RotateLeft32(x[a]+x[d], 7)
		x[c] ^= bits.RotateLeft32(x[b]+x[a], 9)
		x[d] ^= bits.RotateLeft32(x[c]+x[b], 13)
		x[a] ^= bits.RotateLeft32(x[d]+x[c], 18)
	}
	for range 4 {
		quarter(0, 4, 8, 12)
		quarter(5, 9, 13, 1)
		quarter(10, 14, 2, 6)
		quarter(15, 3, 7, 11)
		quarter(0, 1, 2, 3)
		quarter(5, 6, 7, 4)
		quarter(10, 11, 8, 9)
		quarter(15, 12, 13, 14)
	}
	for i := range b {
		b[i] += x[i]
	}
}
