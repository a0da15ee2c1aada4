package crypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/base64"
	"encoding/pem"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func encodeURL(p []byte) string { return base64.RawURLEncoding.EncodeToString(p) }

// keyEncoding is how a key is read or written.
type keyEncoding struct {
	format     string // pem, der, jwk, or one that begins with raw
	kind       string // pkcs1, pkcs8, spki or sec1; "" where PEM says it
	cipher     string
	passphrase []byte // nil for none
	point      string // of a raw public key: compressed or uncompressed
}

// optional is a property of options, undefined where there is none.
func optional(o *goja.Object, name string) goja.Value { return engine.OrUndefined(o.Get(name)) }

// property is a property of what may be options, undefined where there are none.
func property(v goja.Value, name string) goja.Value {
	if o, ok := v.(*goja.Object); ok {
		return optional(o, name)
	}
	return goja.Undefined()
}

// encodingType checks the option type of a key that is read (keyType "") or written.
func (m *module) encodingType(v goja.Value, name, keyType string, required, public, private bool) string {
	if engine.IsUndefined(v) && !required {
		return ""
	}
	kind := v.String()
	switch {
	case kind == "pkcs1":
		if keyType != "" && keyType != "rsa" {
			panic(m.incompatible(kind, "can only be used for RSA keys"))
		}
	case kind == "spki" && public, kind == "pkcs8" && private:
	case kind == "sec1" && private:
		if keyType != "" && keyType != "ec" {
			panic(m.incompatible(kind, "can only be used for EC keys"))
		}
	default:
		panic(m.e.InvalidArgValue(name+".type", v, ""))
	}
	return kind
}

// writeEncoding reads the options of a key that is to be written.
func (m *module) writeEncoding(o *goja.Object, name, keyType string, private bool) keyEncoding {
	e := m.e
	format, passphrase, cipher := optional(o, "format"), optional(o, "passphrase"), optional(o, "cipher")
	enc := keyEncoding{format: format.String()}
	raw := strings.HasPrefix(enc.format, "raw")
	if private && (enc.format == "jwk" || raw) && (!engine.IsNullish(passphrase) || !engine.IsNullish(cipher)) {
		panic(m.incompatible(strings.TrimSuffix(strings.TrimSuffix(enc.format, "-private"), "-seed"), "does not support encryption"))
	}
	switch {
	case enc.format == "jwk":
		return enc
	case enc.format == "raw-public" && !private:
		enc.point = m.pointType(optional(o, "type"), name)
		return enc
	case enc.format == "raw-private" && private, enc.format == "raw-seed" && private:
		return enc
	case enc.format != "pem" && enc.format != "der":
		panic(e.InvalidArgValue(name+".format", format, ""))
	}
	enc.kind = m.encodingType(optional(o, "type"), name, keyType, true, !private, private)
	if !private {
		return enc
	}
	if !engine.IsNullish(cipher) {
		if _, ok := cipher.(goja.String); !ok {
			panic(e.InvalidArgValue(name+".cipher", cipher, ""))
		}
		enc.cipher = cipher.String()
		if enc.format == "der" && enc.kind != "pkcs8" {
			panic(m.incompatible(enc.kind, "does not support encryption"))
		}
		p, ok := m.bytesOrText(passphrase, optional(o, "encoding"))
		if !ok {
			panic(e.InvalidArgValue(name+".passphrase", passphrase, ""))
		}
		if !keys.CanEncrypt(enc.cipher) {
			panic(e.Error("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher"))
		}
		enc.passphrase = p
	} else if !engine.IsUndefined(passphrase) {
		panic(e.InvalidArgValue(name+".cipher", cipher, "is required when a passphrase is specified"))
	}
	return enc
}

func (m *module) pointType(v goja.Value, name string) string {
	if engine.IsUndefined(v) {
		return "uncompressed"
	}
	if s := v.String(); s == "compressed" || s == "uncompressed" {
		return s
	}
	panic(m.e.InvalidArgValue(name+".type", v, "must be one of: 'compressed', 'uncompressed'"))
}

// exportKey writes an asymmetric key as options say.
func (m *module) exportKey(k *keys.Key, options goja.Value, name string) goja.Value {
	o := m.e.NeedObject(name, options)
	return m.writeKey(k, m.writeEncoding(o, name, k.Type, k.Kind == keys.Private))
}

// writeKey writes an asymmetric key.
func (m *module) writeKey(k *keys.Key, enc keyEncoding) goja.Value {
	e := m.e
	if enc.format == "jwk" {
		return m.exportJWK(k)
	}
	if strings.HasPrefix(enc.format, "raw") {
		return buffer.Wrap(e, m.rawKey(k, enc))
	}
	var der []byte
	var err error
	block := &pem.Block{}
	switch enc.kind {
	case "spki":
		block.Type = "PUBLIC KEY"
		der, err = k.SPKI()
	case "pkcs8":
		block.Type = "PRIVATE KEY"
		der, err = k.PKCS8()
	case "sec1":
		block.Type = "EC PRIVATE KEY"
		der, err = k.SEC1()
	case "pkcs1":
		block.Type = "RSA " + strings.ToUpper(string(k.Kind)) + " KEY"
		der = k.PKCS1()
	}
	m.must(err)
	if enc.passphrase != nil && enc.kind == "pkcs8" {
		block.Type = "ENCRYPTED PRIVATE KEY"
		der, err = keys.Encrypt(der, enc.cipher, enc.passphrase)
		m.must(err)
	}
	if enc.format == "der" {
		return buffer.Wrap(e, der)
	}
	block.Bytes = der
	if enc.passphrase != nil && enc.kind != "pkcs8" {
		m.must(keys.EncryptLegacy(block, enc.cipher, enc.passphrase))
	}
	return e.Text(string(pem.EncodeToMemory(block)))
}

func (m *module) exportJWK(k *keys.Key) *goja.Object {
	members := k.JWK()
	if members == nil {
		if curve, ok := keys.CurveOf(k.Public); ok {
			panic(m.e.Error("ERR_CRYPTO_JWK_UNSUPPORTED_CURVE", "Unsupported JWK EC curve: "+curve.Name+"."))
		}
		panic(m.e.Error("ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE", "Unsupported JWK Key Type."))
	}
	o := m.e.VM.NewObject()
	for _, member := range members {
		engine.Must(o.Set(member.Name, member.Value))
	}
	return o
}

func (m *module) rawKey(k *keys.Key, enc keyEncoding) []byte {
	data := k.Raw()
	if data == nil || enc.format == "raw-seed" {
		panic(m.wrongForm())
	}
	if public, ok := k.Public.(*ecdsa.PublicKey); ok && enc.point == "compressed" {
		return compressed(public.Curve, data)
	}
	return data
}

// compressed makes the short form of a point of the long one.
func compressed(curve elliptic.Curve, point []byte) []byte {
	size := (curve.Params().BitSize + 7) / 8
	return append([]byte{2 | point[len(point)-1]&1}, point[1:1+size]...)
}
