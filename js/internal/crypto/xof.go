package crypto

import (
	"crypto/sha3"
	"hash"
	"reflect"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/ripemd160" //lint:ignore SA1019 old, but addresses of Bitcoin are made with it

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func newRipemd() hash.Hash { return copied{ripemd160.New()} }

func newBlake2b() hash.Hash {
	h, _ := blake2b.New512(nil) // there is no error without a key
	return copied{h}
}

func newBlake2s() hash.Hash {
	h, _ := blake2s.New256(nil)
	return copied{h}
}

// copied is a digest that can be copied, as those of Go's own can.
type copied struct{ hash.Hash }

func (c copied) Clone() (hash.Cloner, error) {
	state := reflect.ValueOf(c.Hash).Elem()
	other := reflect.New(state.Type())
	other.Elem().Set(state)
	return copied{other.Interface().(hash.Hash)}, nil
}

// xof is a SHAKE that gives as many bytes as it is asked for.
type xof struct {
	*sha3.SHAKE
	size int
	make func() *sha3.SHAKE
}

// newXOF makes a SHAKE by its name, with the size that it has by itself; nil for another.
func newXOF(name string) *xof {
	switch name {
	case "shake128", "shake-128":
		return &xof{sha3.NewSHAKE128(), 16, sha3.NewSHAKE128}
	case "shake256", "shake-256":
		return &xof{sha3.NewSHAKE256(), 32, sha3.NewSHAKE256}
	}
	return nil
}

// Size is that of hash.Hash.
func (x *xof) Size() int { return x.size }

// Sum is that of hash.Hash.
func (x *xof) Sum(p []byte) []byte {
	if x.size == 0 {
		return p
	}
	other, err := x.Clone()
	engine.Must(err)
	out := make([]byte, x.size)
	other.(*xof).Read(out)
	return append(p, out...)
}

// Clone is that of hash.Cloner.
func (x *xof) Clone() (hash.Cloner, error) {
	state, err := x.MarshalBinary()
	if err != nil {
		return nil, err
	}
	other := x.make()
	if err := other.UnmarshalBinary(state); err != nil {
		return nil, err
	}
	return &xof{other, x.size, x.make}, nil
}
