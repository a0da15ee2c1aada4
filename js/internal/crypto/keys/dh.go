package keys

import (
	"crypto"
	"crypto/subtle"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

// MaxDHBits bounds the primes of Diffie-Hellman, as OpenSSL does.
const MaxDHBits = 10000

// DHPublic is a public key of Diffie-Hellman.
type DHPublic struct{ P, G, Y *big.Int }

// DHPrivate is a private key of Diffie-Hellman.
type DHPrivate struct {
	DHPublic
	X *big.Int
}

// Public is the public half.
func (k *DHPrivate) Public() crypto.PublicKey { return &k.DHPublic }

// Equal reports whether two keys are the same.
func (k *DHPublic) Equal(other crypto.PublicKey) bool {
	o, ok := other.(*DHPublic)
	return ok && k.P.Cmp(o.P) == 0 && k.G.Cmp(o.G) == 0 && k.Y.Cmp(o.Y) == 0
}

// Equal reports whether two keys are the same.
func (k *DHPrivate) Equal(other crypto.PrivateKey) bool {
	o, ok := other.(*DHPrivate)
	return ok && subtle.ConstantTimeCompare(k.X.Bytes(), o.X.Bytes()) == 1
}

type dhParameters struct {
	P, G   *big.Int
	Length int `asn1:"optional"`
}

func parseDHParameters(algorithm pkix.AlgorithmIdentifier) (p dhParameters, err error) {
	if unmarshal(algorithm.Parameters.FullBytes, &p) != nil || p.P.Sign() <= 0 || p.G.Sign() <= 0 || p.P.BitLen() > MaxDHBits || p.P.Bit(0) == 0 {
		return p, ErrUnsupported
	}
	return p, nil
}

func parseDHPublic(algorithm pkix.AlgorithmIdentifier, data []byte) (*Key, error) {
	p, err := parseDHParameters(algorithm)
	if err != nil {
		return nil, err
	}
	var y *big.Int
	if unmarshal(data, &y) != nil || y.Sign() <= 0 || y.Cmp(p.P) >= 0 {
		return nil, ErrUnsupported
	}
	return NewPublic(&DHPublic{p.P, p.G, y}), nil
}

func parseDHPrivate(algorithm pkix.AlgorithmIdentifier, data []byte) (*Key, error) {
	p, err := parseDHParameters(algorithm)
	if err != nil {
		return nil, err
	}
	var x *big.Int
	if unmarshal(data, &x) != nil || x.Sign() <= 0 || x.Cmp(p.P) >= 0 {
		return nil, ErrUnsupported
	}
	return NewPrivate(&DHPrivate{DHPublic{p.P, p.G, new(big.Int).Exp(p.G, x, p.P)}, x}), nil
}

func algorithmDH(k *DHPublic) (pkix.AlgorithmIdentifier, error) {
	der, err := asn1.Marshal(dhParameters{P: k.P, G: k.G})
	return pkix.AlgorithmIdentifier{Algorithm: oidDH, Parameters: asn1.RawValue{FullBytes: der}}, err
}

func marshalDHPublic(k *DHPublic) ([]byte, error) {
	algorithm, err := algorithmDH(k)
	if err != nil {
		return nil, err
	}
	data, err := asn1.Marshal(k.Y)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(subjectPublicKeyInfo{algorithm, asn1.BitString{Bytes: data, BitLength: 8 * len(data)}})
}

func marshalDHPrivate(k *DHPrivate) ([]byte, error) {
	algorithm, err := algorithmDH(&k.DHPublic)
	if err != nil {
		return nil, err
	}
	data, err := asn1.Marshal(k.X)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(privateKeyInfo{Algorithm: algorithm, Key: data})
}
