package keys

import (
	"crypto/md5"
	"crypto/rand"
	"encoding/hex"
	"encoding/pem"
	"strings"
)

// blockParser reads what is in a block of PEM.
type blockParser = func(der []byte) (*Key, error)

// find returns the first block of PEM of one of these types.
func find(data []byte, parsers map[string]blockParser) (*pem.Block, blockParser) {
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			return nil, nil
		}
		if parse := parsers[block.Type]; parse != nil {
			return block, parse
		}
	}
}

var privateBlocks = map[string]blockParser{
	"PRIVATE KEY":           ParsePKCS8,
	"ENCRYPTED PRIVATE KEY": ParsePKCS8, // once it is decrypted
	"RSA PRIVATE KEY":       ParsePKCS1,
	"EC PRIVATE KEY":        ParseSEC1,
}

var publicBlocks = map[string]blockParser{
	"PUBLIC KEY":     ParseSPKI,
	"RSA PUBLIC KEY": ParsePKCS1Public,
	"CERTIFICATE":    CertificateKey,
}

// ParsePrivatePEM reads the first private key in PEM. The passphrase is nil where none is
// given.
func ParsePrivatePEM(data, passphrase []byte) (*Key, error) {
	block, parse := find(data, privateBlocks)
	if block == nil {
		return nil, ErrUnsupported
	}
	der := block.Bytes
	var err error
	switch {
	case block.Type == "ENCRYPTED PRIVATE KEY":
		if !usable(passphrase) {
			return nil, ErrNoPassphrase
		}
		der, err = Decrypt(der, passphrase)
	case block.Headers["DEK-Info"] != "":
		if !usable(passphrase) {
			return nil, ErrNoPassphrase
		}
		der, err = decryptLegacy(block, passphrase)
	}
	if err != nil {
		return nil, err
	}
	k, err := parse(der)
	if err != nil {
		return nil, ErrUnsupported
	}
	return k, nil
}

// usable reports whether OpenSSL takes a passphrase.
func usable(passphrase []byte) bool { return passphrase != nil && len(passphrase) <= 1024 }

// ParsePublicPEM reads the first public key in PEM; of a certificate and a private key it
// takes the public key.
func ParsePublicPEM(data, passphrase []byte) (*Key, error) {
	if block, parse := find(data, publicBlocks); block != nil {
		k, err := parse(block.Bytes)
		if err != nil && block.Type == "RSA PUBLIC KEY" {
			return nil, ErrUnsupported
		}
		return k, err
	}
	k, err := ParsePrivatePEM(data, passphrase)
	if err != nil {
		return nil, err
	}
	return k.ToPublic(), nil
}

// decryptLegacy opens a block that says in its headers how it is encrypted.
func decryptLegacy(block *pem.Block, passphrase []byte) ([]byte, error) {
	name, text, _ := strings.Cut(block.Headers["DEK-Info"], ",")
	iv, err := hex.DecodeString(strings.TrimSpace(text))
	b := boxNamed(name)
	if b == nil || err != nil || len(iv) < 8 {
		return nil, ErrUnsupported
	}
	return b.open(stretch(passphrase, iv[:8], b.size), iv, block.Bytes)
}

// stretch makes a key of a passphrase as OpenSSL always did for such blocks.
func stretch(passphrase, salt []byte, size int) (key []byte) {
	var last []byte
	for len(key) < size {
		h := md5.New()
		h.Write(last)
		h.Write(passphrase)
		h.Write(salt)
		last = h.Sum(nil)
		key = append(key, last...)
	}
	return key[:size]
}

// EncryptLegacy encrypts a block, and says so in its headers.
func EncryptLegacy(block *pem.Block, cipherName string, passphrase []byte) error {
	b := boxNamed(cipherName)
	if b == nil {
		return ErrUnsupported
	}
	size := 16
	if strings.HasPrefix(b.name, "DES") {
		size = 8
	}
	iv := make([]byte, size)
	rand.Read(iv)
	data, err := b.seal(stretch(passphrase, iv[:8], b.size), iv, block.Bytes)
	if err != nil {
		return err
	}
	block.Headers = map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": b.name + "," + strings.ToUpper(hex.EncodeToString(iv))}
	block.Bytes = data
	return nil
}
