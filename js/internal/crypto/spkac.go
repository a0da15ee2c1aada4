package crypto

import (
	"bytes"
	"crypto"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// spkac is a public key with a challenge, which the owner of the key has signed: what
// browsers sent for the element keygen.
type spkac struct {
	signed    signedContent
	key       *keys.Key
	challenge []byte
}

// signedContent is how one is written.
type signedContent struct {
	Content   asn1.RawValue
	Algorithm struct {
		OID        asn1.ObjectIdentifier
		Parameters asn1.RawValue `asn1:"optional"`
	}
	Signature asn1.BitString
}

// parseSpkac reads one in base64; nil when it is none.
func parseSpkac(text []byte) *spkac {
	der, err := base64.StdEncoding.DecodeString(string(bytes.TrimRight(text, "\n\r\t ")))
	if err != nil {
		return nil
	}
	s := &spkac{}
	var content struct {
		SPKI      asn1.RawValue
		Challenge asn1.RawValue
	}
	if _, err := asn1.Unmarshal(der, &s.signed); err != nil {
		return nil
	}
	if _, err := asn1.Unmarshal(s.signed.Content.FullBytes, &content); err != nil || content.Challenge.Tag != asn1.TagIA5String {
		return nil
	}
	if s.key, err = keys.ParseSPKI(content.SPKI.FullBytes); err != nil {
		return nil
	}
	s.challenge = content.Challenge.Bytes
	return s
}

// signatureHashes are those of the algorithms of signatures; 0 for one that hashes itself.
var signatureHashes = map[string]crypto.Hash{
	"1.2.840.113549.1.1.4": crypto.MD5, "1.2.840.113549.1.1.5": crypto.SHA1, "1.2.840.113549.1.1.14": crypto.SHA224,
	"1.2.840.113549.1.1.11": crypto.SHA256, "1.2.840.113549.1.1.12": crypto.SHA384, "1.2.840.113549.1.1.13": crypto.SHA512,
	"1.2.840.10045.4.1": crypto.SHA1, "1.2.840.10045.4.3.1": crypto.SHA224, "1.2.840.10045.4.3.2": crypto.SHA256,
	"1.2.840.10045.4.3.3": crypto.SHA384, "1.2.840.10045.4.3.4": crypto.SHA512, "1.3.101.112": 0,
}

func (s *spkac) verify() bool {
	hash, known := signatureHashes[s.signed.Algorithm.OID.String()]
	if !known {
		return false
	}
	checked := &signing{key: s.key, hash: hash}
	if checked.prepare() != nil {
		return false
	}
	return checked.verify(checked.digested(s.signed.Content.FullBytes), s.signed.Signature.RightAlign())
}

// certificateClass is the class Certificate, of which only the name has to do with
// certificates.
func (m *module) certificateClass() *engine.Class {
	e := m.e
	class := e.Class("Certificate", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	add := func(name string, answer func(text []byte) goja.Value) *goja.Object {
		return class.Assign(name, 2, func(call goja.FunctionCall) goja.Value {
			text, ok := m.bytesOrText(call.Argument(0), call.Argument(1))
			if !ok {
				panic(e.InvalidArgType("spkac", call.Argument(0), "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"))
			}
			if len(text) == 0 {
				return e.Text("")
			}
			return answer(text)
		})
	}
	verify := add("verifySpkac", func(text []byte) goja.Value {
		s := parseSpkac(text)
		return e.Bool(s != nil && s.verify())
	})
	publicKey := add("exportPublicKey", func(text []byte) goja.Value {
		if s := parseSpkac(text); s != nil {
			if der, err := s.key.SPKI(); err == nil {
				return buffer.Wrap(e, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
			}
		}
		return e.Text("")
	})
	challenge := add("exportChallenge", func(text []byte) goja.Value {
		if s := parseSpkac(text); s != nil {
			return buffer.Wrap(e, s.challenge)
		}
		return e.Text("")
	})
	engine.Must(class.Constructor.Set("exportChallenge", challenge))
	engine.Must(class.Constructor.Set("exportPublicKey", publicKey))
	engine.Must(class.Constructor.Set("verifySpkac", verify))
	return class
}
