package crypto

import (
	"hash"
	"reflect"

	"golang.org/x/crypto/ripemd160" //lint:ignore SA1019 old, but addresses of Bitcoin are made with it
)

func newRipemd() hash.Hash { return ripemd{ripemd160.New()} }

// ripemd is a RIPEMD-160 that can be copied, as those of Go's own can.
type ripemd struct{ hash.Hash }

func (r ripemd) Clone() (hash.Cloner, error) {
	state := reflect.ValueOf(r.Hash).Elem()
	other := reflect.New(state.Type())
	other.Elem().Set(state)
	return ripemd{other.Interface().(hash.Hash)}, nil
}
