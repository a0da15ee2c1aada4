package keys

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/pem"
	"testing"
)

func generated(t testing.TB) []*Key {
	t.Helper()
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return []*Key{NewPrivate(ec), NewPrivate(ed)}
}

func TestEncrypted(t *testing.T) {
	for _, k := range generated(t) {
		der, err := k.PKCS8()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range boxes {
			sealed, err := Encrypt(der, b.name, []byte("pass"))
			if err != nil {
				t.Fatal(err)
			}
			if !IsEncrypted(sealed) || IsEncrypted(der) {
				t.Errorf("%s: does not say whether it is encrypted", b.name)
			}
			if opened, err := Decrypt(sealed, []byte("pass")); err != nil || !bytes.Equal(opened, der) {
				t.Errorf("%s: %v", b.name, err)
			}
			text := pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: sealed})
			if other, err := ParsePrivatePEM(text, []byte("pass")); err != nil || !other.Equal(k) {
				t.Errorf("%s: %v", b.name, err)
			}
			if _, err := ParsePrivatePEM(text, nil); err != ErrNoPassphrase {
				t.Errorf("%s without a passphrase: %v", b.name, err)
			}
			if k, err := ParsePrivatePEM(text, []byte("other")); err == nil {
				t.Errorf("%s with another passphrase: %v", b.name, k)
			}
		}
	}
}

// A file cannot ask for more than a machine has.
func TestEncryptedBeyondMeasure(t *testing.T) {
	for name, kdf := range map[string]any{
		"scrypt": scryptParameters{Salt: []byte{1}, N: 1 << 30, R: 8, P: 1},
		"pbkdf2": pbkdf2Parameters{Salt: []byte{1}, Iterations: 1 << 30},
	} {
		oid := oidScrypt
		if name == "pbkdf2" {
			oid = oidPBKDF2
		}
		derivation, err := algorithm(oid, kdf)
		if err != nil {
			t.Fatal(err)
		}
		if key, err := derive(derivation, []byte("pass"), 16); err == nil {
			t.Errorf("%s: %x", name, key)
		}
	}
}

func FuzzKey(f *testing.F) {
	for _, k := range generated(f) {
		private, _ := k.PKCS8()
		public, _ := k.SPKI()
		f.Add(private)
		f.Add(public)
		f.Add(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ParsePrivatePEM(data, []byte("p"))
		ParsePublicPEM(data, nil)
		ParseSEC1(data)
		ParsePKCS1(data)
		ParsePKCS1Public(data)
		for _, parse := range []func([]byte) (*Key, error){ParsePKCS8, ParseSPKI} {
			k, err := parse(data)
			if err != nil {
				continue
			}
			k.JWK()
			k.Raw()
			if !k.Equal(k) || !k.ToPublic().Equal(k.ToPublic()) {
				t.Error("a key is not itself")
			}
			write, read := k.SPKI, ParseSPKI
			if k.Kind == Private {
				write, read = k.PKCS8, ParsePKCS8
			}
			der, err := write()
			if err != nil {
				t.Fatal(err)
			}
			if again, err := read(der); err != nil || !again.Equal(k) {
				t.Errorf("what is written is not read: %v", err)
			}
		}
	})
}
