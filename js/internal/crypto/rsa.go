package crypto

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"hash"
	"math/big"
	"strings"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
)

var errKeyTooSmall = &keys.Error{Number: "1C8000AB", Library: "Provider routines", Reason: "key size too small"}

// errRSATooLarge is said of a public key that somebody may have made so large that its
// operation takes hours.
var errRSATooLarge = &keys.Error{Number: "02000069", Library: "rsa routines", Reason: "modulus too large"}

// rsaError words what Go says about RSA.
func rsaError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, rsa.ErrMessageTooLong):
		return errDataTooLarge
	case strings.Contains(err.Error(), "key size"), strings.Contains(err.Error(), "bit keys are insecure"):
		return errKeyTooSmall // shorter than Go takes
	}
	return errPaddingMode
}

// raw is the operation of the private key without any padding. It is blinded: math/big
// takes a time that depends on the numbers.
func raw(key *rsa.PrivateKey, data []byte) ([]byte, error) {
	c := new(big.Int).SetBytes(data)
	if c.Cmp(key.N) >= 0 {
		return nil, errDataGreater
	}
	for {
		r, err := rand.Int(rand.Reader, key.N)
		if err != nil {
			return nil, err
		}
		inverse := new(big.Int).ModInverse(r, key.N)
		if inverse == nil {
			continue
		}
		c.Mul(c, new(big.Int).Exp(r, big.NewInt(int64(key.E)), key.N))
		c.Exp(c.Mod(c, key.N), key.D, key.N)
		c.Mul(c, inverse)
		return c.Mod(c, key.N).FillBytes(make([]byte, key.Size())), nil
	}
}

// rawPublic is the operation of the public key without any padding.
func rawPublic(key *rsa.PublicKey, data []byte) ([]byte, error) {
	if keys.TooLarge(key) {
		return nil, errRSATooLarge
	}
	c := new(big.Int).SetBytes(data)
	if c.Cmp(key.N) >= 0 {
		return nil, errDataGreater
	}
	return c.Exp(c, big.NewInt(int64(key.E)), key.N).FillBytes(make([]byte, key.Size())), nil
}

// wholeBlock checks data that is encrypted without padding.
func wholeBlock(data []byte, size int) error {
	switch {
	case len(data) < size:
		return errDataTooSmall
	case len(data) > size:
		return errDataTooLarge
	}
	return nil
}

// encryption is how RSA encrypts.
type encryption struct {
	padding int
	hash    crypto.Hash
	label   []byte
}

func (x *encryption) encrypt(key *rsa.PublicKey, data []byte) (out []byte, err error) {
	if keys.TooLarge(key) {
		return nil, errRSATooLarge
	}
	switch x.padding {
	case paddingNone:
		if err := wholeBlock(data, key.Size()); err != nil {
			return nil, err
		}
		return rawPublic(key, data)
	case paddingPKCS1:
		//lint:ignore SA1019 it is what the script asks for
		out, err = rsa.EncryptPKCS1v15(rand.Reader, key, data)
	case paddingOAEP:
		out, err = rsa.EncryptOAEP(x.hash.New(), rand.Reader, key, data, x.label)
	default:
		return nil, errUnknownPadding
	}
	return out, rsaError(err)
}

func (x *encryption) decrypt(key *rsa.PrivateKey, data []byte) ([]byte, error) {
	switch x.padding {
	case paddingNone:
		if len(data) > key.Size() {
			return nil, errDataLonger
		}
		return raw(key, data)
	case paddingPKCS1:
		if len(data) > key.Size() {
			return nil, errDataLonger
		}
		if new(big.Int).SetBytes(data).Cmp(key.N) >= 0 {
			return nil, errDataGreater
		}
		//lint:ignore SA1019 whether it fails is told to nobody
		out, err := rsa.DecryptPKCS1v15(nil, key, data)
		if err != nil {
			return rejected(key, data), nil
		}
		return out, nil
	case paddingOAEP:
		out, err := rsa.DecryptOAEP(x.hash.New(), nil, key, data, x.label)
		if err != nil {
			return nil, errOAEP
		}
		return out, nil
	}
	return nil, errUnknownPadding
}

// rejected is what comes of data that was not encrypted with PKCS #1: something that looks
// like a message and is always the same for the same data, so that nobody can tell by
// asking. OpenSSL makes the same of it.
func rejected(key *rsa.PrivateKey, data []byte) []byte {
	size := key.Size()
	secret := sha256.Sum256(key.D.FillBytes(make([]byte, size)))
	mac := hmac.New(sha256.New, secret[:])
	mac.Write(make([]byte, size-min(size, len(data))))
	mac.Write(data)
	derivation := mac.Sum(nil)
	lengths := expand(derivation, "length", 256)
	most := size - 2 - 8 - 1
	mask := uint16(1)
	for int(mask) <= most && mask != 0xffff {
		mask = mask<<1 | 1
	}
	length := 0
	for i := 0; i < len(lengths); i += 2 {
		if n := int(binary.BigEndian.Uint16(lengths[i:]) & mask); n < most+1 {
			length = n
		}
	}
	message := expand(derivation, "message", size)
	return message[size-length:]
}

// expand makes bytes of a key and a label.
func expand(key []byte, label string, size int) (out []byte) {
	for i := 0; len(out) < size; i++ {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte{byte(i >> 8), byte(i)})
		mac.Write([]byte(label))
		mac.Write([]byte{byte(8 * size >> 8), byte(8 * size)})
		out = mac.Sum(out)
	}
	return out[:size]
}

// privateEncrypt signs data as it is.
func (x *encryption) privateEncrypt(key *rsa.PrivateKey, data []byte) ([]byte, error) {
	switch x.padding {
	case paddingNone:
		if err := wholeBlock(data, key.Size()); err != nil {
			return nil, err
		}
		return raw(key, data)
	case paddingPKCS1:
		out, err := rsa.SignPKCS1v15(nil, key, 0, data)
		return out, rsaError(err)
	}
	return nil, errPaddingMode
}

// publicDecrypt gets back what privateEncrypt was given.
func (x *encryption) publicDecrypt(key *rsa.PublicKey, data []byte) ([]byte, error) {
	if x.padding != paddingNone && x.padding != paddingPKCS1 {
		return nil, errPaddingMode
	}
	if len(data) > key.Size() {
		return nil, errDataLonger
	}
	out, err := rawPublic(key, data)
	if err != nil || x.padding == paddingNone {
		return out, err
	}
	if len(out) < 11 || out[0] != 0 || out[1] != 1 {
		return nil, errBlockType
	}
	end := bytes.IndexByte(out[2:], 0)
	if end < 8 || bytes.Count(out[2:2+end], []byte{0xff}) != end {
		return nil, errBlockType
	}
	return out[2+end+1:], nil
}

// What follows is PSS without a salt, which to Go's 0 is a salt of any length.

func unsalted(h hash.Hash, digest []byte, bits int) []byte {
	size := (bits + 7) / 8
	h.Write(make([]byte, 8))
	h.Write(digest)
	check := h.Sum(nil)
	block := make([]byte, size)
	masked := block[:size-len(check)-1]
	masked[len(masked)-1] = 1
	mask := make([]byte, 0, len(masked)+h.Size())
	for i := uint32(0); len(mask) < len(masked); i++ {
		h.Reset()
		h.Write(check)
		h.Write(binary.BigEndian.AppendUint32(nil, i))
		mask = h.Sum(mask)
	}
	subtle.XORBytes(masked, masked, mask)
	block[0] &= 0xff >> (8*size - bits)
	copy(block[len(masked):], check)
	block[size-1] = 0xbc
	return block
}

func signUnsalted(key *rsa.PrivateKey, hash crypto.Hash, digest []byte) ([]byte, error) {
	return raw(key, unsalted(hash.New(), digest, key.N.BitLen()-1))
}

func verifyUnsalted(key *rsa.PublicKey, hash crypto.Hash, digest, signature []byte) bool {
	if bits := key.N.BitLen() - 1; len(signature) == key.Size() && (bits+7)/8 >= hash.Size()+2 {
		out, err := rawPublic(key, signature)
		want := unsalted(hash.New(), digest, bits)
		return err == nil && bytes.Equal(out[len(out)-len(want):], want)
	}
	return false
}
