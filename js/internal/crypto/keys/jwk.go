package keys

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
)

// Member is one member of a JWK.
type Member struct{ Name, Value string }

func encode(p []byte) string { return base64.RawURLEncoding.EncodeToString(p) }

// JWK is a key as the members of a JWK, in Node's order; nil for one that has no such
// form.
func (k *Key) JWK() []Member {
	private := k.Kind == Private
	switch public := k.Public.(type) {
	case *rsa.PublicKey:
		if k.Type != "rsa" {
			return nil
		}
		list := []Member{{"kty", "RSA"}, {"n", encode(public.N.Bytes())}, {"e", encode(big.NewInt(int64(public.E)).Bytes())}}
		if private {
			key := k.Private.(*rsa.PrivateKey)
			key.Precompute()
			if len(key.Primes) != 2 {
				return nil
			}
			for _, m := range []struct {
				name string
				n    *big.Int
			}{{"d", key.D}, {"p", key.Primes[0]}, {"q", key.Primes[1]}, {"dp", key.Precomputed.Dp}, {"dq", key.Precomputed.Dq}, {"qi", key.Precomputed.Qinv}} {
				list = append(list, Member{m.name, encode(m.n.Bytes())})
			}
		}
		return list
	case *ecdsa.PublicKey:
		curve, _ := CurveOf(public)
		point := k.ToPublic().Raw()
		half := (len(point) - 1) / 2
		if half <= 0 || curve.NIST == "P-224" {
			return nil
		}
		list := []Member{{"kty", "EC"}, {"x", encode(point[1 : 1+half])}, {"y", encode(point[1+half:])}, {"crv", curve.NIST}}
		if private {
			list = append(list, Member{"d", encode(k.Raw())})
		}
		return list
	case ed25519.PublicKey, *ecdh.PublicKey:
		name := "Ed25519"
		if k.Type == "x25519" {
			name = "X25519"
		}
		list := []Member{{"kty", "OKP"}, {"crv", name}, {"x", encode(k.ToPublic().Raw())}}
		if private {
			list = append(list, Member{"d", encode(k.Raw())})
		}
		return list
	}
	return nil
}

// ErrInvalidJWK is for a JWK that lacks something or has it wrong.
var ErrInvalidJWK = errors.New("invalid JWK")

// FromJWK makes a key of the members of a JWK of type RSA, EC or OKP, private when it has
// the member d and private is wanted.
func FromJWK(member func(name string) (string, bool), private bool) (*Key, error) {
	bytes := func(name string) []byte {
		text, ok := member(name)
		if !ok {
			return nil
		}
		p, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil {
			return nil
		}
		return p
	}
	number := func(name string) *big.Int { return new(big.Int).SetBytes(bytes(name)) }
	kty, _ := member("kty")
	name, _ := member("crv")
	switch kty {
	case "RSA":
		n, e := number("n"), number("e")
		if n.Sign() == 0 || e.Sign() == 0 || !e.IsInt64() || e.Int64() > 1<<31-1 {
			return nil, ErrInvalidJWK
		}
		public := rsa.PublicKey{N: n, E: int(e.Int64())}
		if !private {
			return NewPublic(&public), nil
		}
		key := &rsa.PrivateKey{PublicKey: public, D: number("d"), Primes: []*big.Int{number("p"), number("q")}}
		if key.Validate() != nil {
			return nil, ErrInvalidJWK
		}
		key.Precompute()
		return NewPrivate(key), nil
	case "EC":
		curve, ok := CurveByName(name)
		size := 0
		if ok {
			size = (curve.Params().BitSize + 7) / 8
		}
		x, y := number("x"), number("y")
		if !ok || x.BitLen() > 8*size || y.BitLen() > 8*size {
			return nil, ErrInvalidJWK
		}
		point := Point(curve, append(append([]byte{4}, x.FillBytes(make([]byte, size))...), y.FillBytes(make([]byte, size))...))
		if point == nil {
			return nil, ErrInvalidJWK
		}
		if !private {
			return NewPublic(point), nil
		}
		k, err := ECPrivate(curve, bytes("d"))
		if err != nil || !point.Equal(k.Public) {
			return nil, ErrInvalidJWK
		}
		return k, nil
	case "OKP":
		var k *Key
		var err error
		if ed := name == "Ed25519"; private {
			k, err = OKPPrivate(ed, bytes("d"))
		} else {
			k, err = OKPPublic(ed, bytes("x"))
		}
		if err != nil {
			return nil, ErrInvalidJWK
		}
		return k, nil
	}
	return nil, ErrInvalidJWK
}
