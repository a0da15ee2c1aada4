package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"
	"strings"

	"golang.org/x/crypto/scrypt"
)

var (
	oidPBES2      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidScrypt     = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11591, 4, 11}
	oidHMACSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
)

// A block cipher in the mode CBC, as keys are encrypted with it.
type box struct {
	name string // of the PEM header, and in small letters of Node's
	oid  asn1.ObjectIdentifier
	size int // of the key
	make func(key []byte) (cipher.Block, error)
}

var boxes = []box{
	{"AES-128-CBC", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 2}, 16, aes.NewCipher},
	{"AES-192-CBC", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 22}, 24, aes.NewCipher},
	{"AES-256-CBC", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}, 32, aes.NewCipher},
	{"DES-EDE3-CBC", asn1.ObjectIdentifier{1, 2, 840, 113549, 3, 7}, 24, des.NewTripleDESCipher},
	{"DES-CBC", asn1.ObjectIdentifier{1, 3, 14, 3, 2, 7}, 8, des.NewCipher},
}

func boxNamed(name string) *box {
	name = strings.ToUpper(name)
	switch name {
	case "AES128", "AES192", "AES256":
		name = "AES-" + name[3:] + "-CBC"
	case "DES3":
		name = "DES-EDE3-CBC"
	}
	for i := range boxes {
		if boxes[i].name == name {
			return &boxes[i]
		}
	}
	return nil
}

// CanEncrypt reports whether private keys can be encrypted with a cipher.
func CanEncrypt(cipher string) bool { return boxNamed(cipher) != nil }

// open decrypts and takes the padding away.
func (b *box) open(key, iv, data []byte) ([]byte, error) {
	block, err := b.make(key)
	if err != nil || len(iv) != block.BlockSize() || len(data) == 0 || len(data)%block.BlockSize() != 0 {
		return nil, ErrBadDecrypt
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	n := int(plain[len(plain)-1])
	if n == 0 || n > block.BlockSize() {
		return nil, ErrBadDecrypt
	}
	for _, c := range plain[len(plain)-n:] {
		if int(c) != n {
			return nil, ErrBadDecrypt
		}
	}
	return plain[:len(plain)-n], nil
}

// seal pads and encrypts.
func (b *box) seal(key, iv, data []byte) ([]byte, error) {
	block, err := b.make(key)
	if err != nil {
		return nil, err
	}
	n := block.BlockSize() - len(data)%block.BlockSize()
	padded := make([]byte, len(data)+n)
	copy(padded, data)
	for i := len(data); i < len(padded); i++ {
		padded[i] = byte(n)
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
	return padded, nil
}

type encryptedInfo struct {
	Algorithm pkix.AlgorithmIdentifier
	Data      []byte
}

type pbes2 struct{ KDF, Cipher pkix.AlgorithmIdentifier }

type pbkdf2Parameters struct {
	Salt       []byte
	Iterations int
	KeyLength  int                      `asn1:"optional"`
	PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
}

type scryptParameters struct {
	Salt      []byte
	N, R, P   int
	KeyLength int `asn1:"optional"`
}

// IsEncrypted reports whether DER is an EncryptedPrivateKeyInfo.
func IsEncrypted(der []byte) bool {
	var info encryptedInfo
	return unmarshal(der, &info) == nil
}

// mostIterations and mostMemory bound what a file can ask for.
const (
	mostIterations = 100_000_000
	mostMemory     = 1 << 30
)

// Decrypt opens an EncryptedPrivateKeyInfo of PBES2: what is in it is for [ParsePKCS8].
func Decrypt(der, passphrase []byte) ([]byte, error) {
	var info encryptedInfo
	var scheme pbes2
	if unmarshal(der, &info) != nil || !info.Algorithm.Algorithm.Equal(oidPBES2) || unmarshal(info.Algorithm.Parameters.FullBytes, &scheme) != nil {
		return nil, ErrUnsupported
	}
	var iv []byte
	for i := range boxes {
		if b := &boxes[i]; b.oid.Equal(scheme.Cipher.Algorithm) && unmarshal(scheme.Cipher.Parameters.FullBytes, &iv) == nil {
			key, err := derive(scheme.KDF, passphrase, b.size)
			if err != nil {
				return nil, err
			}
			return b.open(key, iv, info.Data)
		}
	}
	return nil, ErrUnsupported
}

func derive(kdf pkix.AlgorithmIdentifier, passphrase []byte, size int) ([]byte, error) {
	if kdf.Algorithm.Equal(oidScrypt) {
		var p scryptParameters
		if unmarshal(kdf.Parameters.FullBytes, &p) != nil || p.N <= 0 || p.R <= 0 || p.P <= 0 {
			return nil, ErrUnsupported
		}
		if p.N > mostMemory/128 || p.R > mostMemory/128/p.N || p.P > mostMemory/128/p.R {
			return nil, ErrMemoryExceeded
		}
		key, err := scrypt.Key(passphrase, p.Salt, p.N, p.R, p.P, size)
		if err != nil {
			return nil, ErrUnsupported
		}
		return key, nil
	}
	var p pbkdf2Parameters
	if !kdf.Algorithm.Equal(oidPBKDF2) || unmarshal(kdf.Parameters.FullBytes, &p) != nil || p.Iterations <= 0 || p.Iterations > mostIterations {
		return nil, ErrUnsupported
	}
	f := prf(p.PRF.Algorithm)
	if f == nil {
		return nil, ErrUnsupported
	}
	return pbkdf2.Key(f, string(passphrase), p.Salt, p.Iterations, size)
}

// prf is the hash of the HMAC that PBKDF2 goes by.
func prf(oid asn1.ObjectIdentifier) func() hash.Hash {
	if oid == nil {
		return sha1.New
	}
	if len(oid) == 6 && oid[:5].Equal(oidHMACSHA256[:5]) {
		switch oid[5] {
		case 7:
			return sha1.New
		case 8:
			return sha256.New224
		case 9:
			return sha256.New
		case 10:
			return sha512.New384
		case 11:
			return sha512.New
		}
	}
	return nil
}

// Encrypt makes an EncryptedPrivateKeyInfo of what [Key.PKCS8] gives, as OpenSSL does by
// itself: PBES2 with PBKDF2 of 2048 rounds of HMAC-SHA256.
func Encrypt(der []byte, cipherName string, passphrase []byte) ([]byte, error) {
	b := boxNamed(cipherName)
	if b == nil {
		return nil, ErrUnsupported
	}
	const rounds = 2048
	salt := make([]byte, 16)
	rand.Read(salt)
	key, err := pbkdf2.Key(sha256.New, string(passphrase), salt, rounds, b.size)
	if err != nil {
		return nil, err
	}
	block, err := b.make(key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, block.BlockSize())
	rand.Read(iv)
	data, err := b.seal(key, iv, der)
	if err != nil {
		return nil, err
	}
	kdf, err := algorithm(oidPBKDF2, pbkdf2Parameters{Salt: salt, Iterations: rounds,
		PRF: pkix.AlgorithmIdentifier{Algorithm: oidHMACSHA256, Parameters: asn1.NullRawValue}})
	if err != nil {
		return nil, err
	}
	sealed, err := algorithm(b.oid, iv)
	if err != nil {
		return nil, err
	}
	scheme, err := algorithm(oidPBES2, pbes2{kdf, sealed})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(encryptedInfo{scheme, data})
}

func algorithm(oid asn1.ObjectIdentifier, parameters any) (pkix.AlgorithmIdentifier, error) {
	der, err := asn1.Marshal(parameters)
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: der}}, err
}
