package tls

import (
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"slices"
	"strings"

	"github.com/dop251/goja"
	"software.sslmate.com/src/go-pkcs12"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file reads what a script gives as key, cert, ca, crl and pfx.

// items are the parts of an option that may be an array; none when it is falsy.
func (m *module) items(v goja.Value) []goja.Value {
	if v == nil || !v.ToBoolean() {
		return nil
	}
	return m.parts(v)
}

// parts are the parts of an option that may be an array; none when it is not given.
func (m *module) parts(v goja.Value) []goja.Value {
	if engine.IsNullish(v) {
		return nil
	}
	if !isArray(v) {
		return []goja.Value{v}
	}
	o := v.(*goja.Object)
	var list []goja.Value
	for i := range int(o.Get("length").ToInteger()) {
		list = append(list, engine.OrUndefined(o.Get(itoa(i))))
	}
	return list
}

func isArray(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && o.ClassName() == "Array"
}

// data is a string or bytes; ok is false for anything else.
func data(v goja.Value) (p []byte, ok bool) {
	if text, ok := v.(goja.String); ok {
		return buffer.UTF8.Decode(text), true
	}
	return buffer.Bytes(v)
}

func (m *module) needData(name string, v goja.Value) []byte {
	p, ok := data(v)
	if !ok {
		panic(m.e.InvalidArgType("options."+name, v, "string", "Buffer", "TypedArray", "DataView"))
	}
	return p
}

// material is what an identity is made of: one certificate and one key of each kind, as
// in OpenSSL.
type material struct {
	chain map[string][][]byte // leaf first
	key   map[string]crypto.PrivateKey
}

func kindOf(public crypto.PublicKey) string {
	if k := keys.NewPublic(public); k != nil {
		return strings.TrimSuffix(k.Type, "-pss")
	}
	return ""
}

// certificate adds a certificate with those that come after it in the same text.
func (p *material) certificate(text []byte) error {
	var chain [][]byte
	for {
		der, rest, err := keys.NextPEM(text, "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")
		if err == keys.ErrNoStartLine && len(chain) > 0 {
			break
		}
		if err == nil {
			if _, failed := x509.ParseCertificate(der); failed != nil {
				err = keys.MalformedDER(der)
			}
		}
		if err != nil {
			return err
		}
		chain, text = append(chain, der), rest
	}
	leaf, err := x509.ParseCertificate(chain[0])
	if err != nil {
		return keys.ErrWrongTag
	}
	kind := kindOf(leaf.PublicKey)
	p.chain[kind] = chain
	if key := p.key[kind]; key != nil && !belongs(leaf, key) {
		delete(p.key, kind)
	}
	return nil
}

func (p *material) privateKey(key crypto.PrivateKey) error {
	signer, ok := key.(crypto.Signer)
	if !ok {
		return keys.ErrUnsupported
	}
	kind := kindOf(signer.Public())
	if chain := p.chain[kind]; chain != nil {
		if leaf, err := x509.ParseCertificate(chain[0]); err != nil || !belongs(leaf, key) {
			return errKeyMismatch
		}
	}
	p.key[kind] = key
	return nil
}

var errKeyMismatch = &keys.Error{Number: "05800074", Library: "x509 certificate routines", Reason: "key values mismatch"}

func belongs(leaf *x509.Certificate, key crypto.PrivateKey) bool {
	public, ok := leaf.PublicKey.(interface{ Equal(crypto.PublicKey) bool })
	return ok && public.Equal(key.(crypto.Signer).Public())
}

// identities are what is complete, those first that OpenSSL prefers. A certificate that
// is alone gets the certificates of its issuers that are among the authorities.
func (p *material) identities(authorities []*x509.Certificate) (list []tls.Certificate) {
	for _, kind := range []string{"ec", "ed25519", "rsa"} {
		chain, key := p.chain[kind], p.key[kind]
		if chain == nil || key == nil {
			continue
		}
		leaf, err := x509.ParseCertificate(chain[0])
		if err != nil {
			continue
		}
		if len(chain) == 1 {
			for _, c := range issuersOf(leaf, authorities) {
				chain = append(slices.Clip(chain), c.Raw)
			}
		}
		list = append(list, tls.Certificate{Certificate: chain, PrivateKey: key, Leaf: leaf})
	}
	return list
}

// certificatesIn reads all certificates of a text; what is none is passed over.
func certificatesIn(text []byte) (list []*x509.Certificate) {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if strings.HasSuffix(block.Type, "CERTIFICATE") {
			if c, err := x509.ParseCertificate(block.Bytes); err == nil {
				list = append(list, c)
			}
		}
	}
	return list
}

// pfx adds what is in a PKCS #12, and returns the authorities in it.
func (p *material) pfx(der []byte, passphrase string) ([]*x509.Certificate, string) {
	key, leaf, more, err := pkcs12.DecodeChain(der, passphrase)
	switch {
	case err == pkcs12.ErrIncorrectPassword:
		return nil, "mac verify failure"
	case err != nil:
		return nil, notPKCS12(der)
	}
	kind := kindOf(leaf.PublicKey)
	p.chain[kind], p.key[kind] = [][]byte{leaf.Raw}, key
	for _, c := range more {
		p.chain[kind] = append(p.chain[kind], c.Raw)
	}
	return more, ""
}

// notPKCS12 is what OpenSSL says of bytes that are none.
func notPKCS12(der []byte) string {
	var length int
	switch {
	case len(der) < 2:
		return "not enough data"
	case der[1] < 0x80:
		length = int(der[1])
	default:
		n := int(der[1] & 0x7f)
		switch {
		case n > 8:
			return "too long"
		case len(der) < 2+n || n > 4:
			return "not enough data"
		}
		for _, b := range der[2 : 2+n] {
			length = length<<8 | int(b)
		}
		length += n
	}
	if length <= len(der)-2 && der[0] != 0x30 {
		return "wrong tag"
	}
	return "not enough data"
}
