// Package keys is what Node's KeyObject holds, as Go has it: secret, public and private
// keys, and how they are read and written as PEM, DER and JWK.
package keys

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/subtle"
)

// Kind is what a key is for: the type of a KeyObject.
type Kind string

// The kinds of keys.
const (
	Secret  Kind = "secret"
	Public  Kind = "public"
	Private Kind = "private"
)

// Key is one key. It never changes once it is made, so that goroutines can share it.
type Key struct {
	Kind Kind
	// Type is asymmetricKeyType: rsa, rsa-pss, ec, ed25519, x25519 or dh; "" for a
	// secret.
	Type string
	// Data is a secret's bytes.
	Data []byte
	// Public is an *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey, the *ecdh.PublicKey
	// of X25519, or *DHPublic; private keys have it too.
	Public crypto.PublicKey
	// Private is an *rsa.PrivateKey, *ecdsa.PrivateKey, ed25519.PrivateKey, the
	// *ecdh.PrivateKey of X25519, or *DHPrivate.
	Private crypto.PrivateKey
	// PSS is what a key of type rsa-pss may only be used with; nil for no limits.
	PSS *PSS
}

// PSS is what an RSA-PSS key binds its signatures to.
type PSS struct {
	Hash       crypto.Hash
	MGF1Hash   crypto.Hash
	SaltLength int
}

// NewSecret makes a secret key of bytes, which it keeps.
func NewSecret(data []byte) *Key { return &Key{Kind: Secret, Data: data} }

// NewPublic makes a key of a public key of Go's; nil for one that is not known.
func NewPublic(public crypto.PublicKey) *Key {
	t := typeOf(public)
	if t == "" {
		return nil
	}
	return &Key{Kind: Public, Type: t, Public: public}
}

// NewPrivate makes a key of a private key of Go's; nil for one that is not known.
func NewPrivate(private crypto.PrivateKey) *Key {
	owner, ok := private.(interface{ Public() crypto.PublicKey })
	if !ok {
		return nil
	}
	public := owner.Public()
	t := typeOf(public)
	if t == "" {
		return nil
	}
	return &Key{Kind: Private, Type: t, Public: public, Private: private}
}

func typeOf(public crypto.PublicKey) string {
	switch public := public.(type) {
	case *rsa.PublicKey:
		return "rsa"
	case *ecdsa.PublicKey:
		return "ec"
	case ed25519.PublicKey:
		return "ed25519"
	case *ecdh.PublicKey:
		if public.Curve() == ecdh.X25519() {
			return "x25519"
		}
	case *DHPublic:
		return "dh"
	}
	return ""
}

// ToPublic is the public half of a private key; a public key is its own.
func (k *Key) ToPublic() *Key {
	if k.Kind != Private {
		return k
	}
	return &Key{Kind: Public, Type: k.Type, Public: k.Public, PSS: k.PSS}
}

// IsRSA reports whether a key is of RSA, for one way of signing or for all.
func (k *Key) IsRSA() bool { return k.Type == "rsa" || k.Type == "rsa-pss" }

// Equal reports whether two keys are the same.
func (k *Key) Equal(other *Key) bool {
	if k.Kind != other.Kind || k.Type != other.Type {
		return false
	}
	if k.Kind == Secret {
		return subtle.ConstantTimeCompare(k.Data, other.Data) == 1
	}
	public, ok := k.Public.(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !public.Equal(other.Public) {
		return false
	}
	if k.Kind == Public {
		return true
	}
	private, ok := k.Private.(interface{ Equal(crypto.PrivateKey) bool })
	return ok && private.Equal(other.Private)
}

// Curve is a curve of NIST with the names that it has.
type Curve struct {
	elliptic.Curve
	Name string // OpenSSL's
	NIST string // NIST's and JWK's
}

// Curves are those that keys can be of.
var Curves = []Curve{
	{elliptic.P224(), "secp224r1", "P-224"},
	{elliptic.P256(), "prime256v1", "P-256"},
	{elliptic.P384(), "secp384r1", "P-384"},
	{elliptic.P521(), "secp521r1", "P-521"},
}

// CurveByName finds a curve by a name that OpenSSL knows it by.
func CurveByName(name string) (Curve, bool) {
	for _, c := range Curves {
		if name == c.Name || name == c.NIST {
			return c, true
		}
	}
	return Curve{}, false
}

// CurveOf is the curve of a key of type ec.
func CurveOf(public crypto.PublicKey) (Curve, bool) {
	if key, ok := public.(*ecdsa.PublicKey); ok {
		for _, c := range Curves {
			if c.Curve == key.Curve {
				return c, true
			}
		}
	}
	return Curve{}, false
}
