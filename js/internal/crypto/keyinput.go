package crypto

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// purpose is what a key that a script gives is taken for.
type purpose int

const (
	createPrivate purpose = iota
	createPublic
	usePrivate
	usePublic
)

func (p purpose) private() bool { return p == createPrivate || p == usePrivate }

// types are what an argument for a key can be.
func (p purpose) types() []string {
	list := []string{"string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"}
	if p != createPrivate {
		list = append(list, "KeyObject", "CryptoKey")
	}
	if p.private() {
		list = append(list, "URL")
	}
	return list
}

// bytesOrText is the bytes of a view, of an ArrayBuffer, or of text in an encoding. They
// are a copy.
func (m *module) bytesOrText(v, encoding goja.Value) ([]byte, bool) {
	if text, ok := v.(goja.String); ok {
		known := buffer.UTF8
		if name, ok := encoding.(goja.String); ok {
			if enc, ok := buffer.ParseEncoding(name.String()); ok {
				known = enc
			}
		}
		return append([]byte{}, known.Decode(text)...), true
	}
	p, ok := memory(v)
	return append([]byte{}, p...), ok
}

// asymmetricKey reads a key that is given as text, bytes, KeyObject, CryptoKey, or as the
// property key of an object, which is returned too, nil where there is none.
func (m *module) asymmetricKey(v goja.Value, name string, p purpose) (*keys.Key, *goja.Object) {
	e := m.e
	if k := keyOf(v); k != nil && p != createPrivate {
		return m.suited(k, p), nil
	}
	if k := cryptoKeyOf(v); k != nil && p != createPrivate {
		return m.suited(k.key, p), nil
	}
	if data, ok := m.bytesOrText(v, nil); ok {
		return m.readKey(data, keyEncoding{format: "pem"}, p), nil
	}
	if v == goja.Null() {
		panic(e.VM.NewTypeError("Cannot destructure property 'key' of 'key' as it is null."))
	}
	o, ok := v.(*goja.Object)
	if !ok || engine.IsFunction(v) || keyOf(v) != nil || cryptoKeyOf(v) != nil {
		panic(e.InvalidArgType(name, v, p.types()...))
	}
	inner := optional(o, "key")
	if k := keyOf(inner); k != nil && p != createPrivate {
		return m.suited(k, p), o
	}
	if k := cryptoKeyOf(inner); k != nil && p != createPrivate {
		return m.suited(k.key, p), o
	}
	format := optional(o, "format")
	if format.String() == "jwk" {
		return m.importJWK(e.NeedObject(name+".key", inner), p.private()), o
	}
	data, ok := m.bytesOrText(inner, optional(o, "encoding"))
	if !ok {
		panic(e.InvalidArgType(name+".key", inner, p.types()...))
	}
	switch format.String() {
	case "raw-public", "raw-private":
		return m.importRaw(data, o, name, format.String() == "raw-private", p), o
	}
	return m.readKey(data, m.readEncoding(o, "key", p.private()), p), o
}

// suited checks what kind of key an existing one is.
func (m *module) suited(k *keys.Key, p purpose) *keys.Key {
	wanted := "private"
	if p == usePublic {
		wanted = "private or public"
	}
	if k.Kind == keys.Secret || k.Kind == keys.Public && p != usePublic {
		panic(m.e.TypeError("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", "Invalid key object type "+string(k.Kind)+", expected "+wanted+"."))
	}
	return k
}

// readEncoding reads the options of a key that is to be read.
func (m *module) readEncoding(o *goja.Object, name string, private bool) keyEncoding {
	e := m.e
	enc := keyEncoding{format: "pem"}
	if format := optional(o, "format"); !engine.IsUndefined(format) {
		enc.format = format.String()
		if enc.format != "pem" && enc.format != "der" {
			panic(e.InvalidArgValue(name+".format", format, ""))
		}
	}
	enc.kind = m.encodingType(optional(o, "type"), name, "", enc.format == "der", !private, true)
	if passphrase := optional(o, "passphrase"); !engine.IsUndefined(passphrase) {
		p, ok := m.bytesOrText(passphrase, optional(o, "encoding"))
		if !ok {
			panic(e.InvalidArgValue(name+".passphrase", passphrase, ""))
		}
		enc.passphrase = p
	}
	return enc
}

// readKey reads PEM or DER.
func (m *module) readKey(data []byte, enc keyEncoding, p purpose) *keys.Key {
	var k *keys.Key
	var err error
	switch {
	case enc.format == "pem" && p.private():
		k, err = keys.ParsePrivatePEM(data, enc.passphrase)
	case enc.format == "pem":
		k, err = keys.ParsePublicPEM(data, enc.passphrase)
	case p.private():
		k, err = m.readPrivateDER(data, enc)
	default:
		k, err = m.readPublicDER(data, enc)
		if err != nil {
			panic(m.opensslError(err, "Failed to read asymmetric key"))
		}
	}
	if err != nil && enc.format == "der" && len(data) == 0 {
		panic(m.e.PlainError("Failed to read private key"))
	}
	m.must(err)
	if p == createPublic {
		return k.ToPublic()
	}
	return k
}

func (m *module) readPrivateDER(data []byte, enc keyEncoding) (*keys.Key, error) {
	switch enc.kind {
	case "pkcs1":
		return keys.ParsePKCS1(data)
	case "sec1":
		return keys.ParseSEC1(data)
	}
	if keys.IsEncrypted(data) {
		if enc.passphrase == nil {
			panic(m.e.TypeError("ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key"))
		}
		plain, err := keys.Decrypt(data, enc.passphrase)
		if err != nil {
			return nil, err
		}
		data = plain
	}
	return keys.ParsePKCS8(data)
}

// readPublicDER takes private keys too, for their public half.
func (m *module) readPublicDER(data []byte, enc keyEncoding) (*keys.Key, error) {
	switch enc.kind {
	case "spki":
		return keys.ParseSPKI(data)
	case "pkcs1":
		if k, err := keys.ParsePKCS1Public(data); err == nil {
			return k, nil
		}
	}
	k, err := m.readPrivateDER(data, enc)
	if err != nil {
		return nil, err
	}
	return k.ToPublic(), nil
}

// importJWK makes a key of a JWK that is not of a secret.
func (m *module) importJWK(o *goja.Object, private bool) *keys.Key {
	member := func(name string) (string, bool) {
		text, ok := optional(o, name).(goja.String)
		if !ok {
			return "", false
		}
		return text.String(), true
	}
	kty, ok := member("kty")
	if !ok {
		panic(m.invalidJWK("Invalid JWK format"))
	}
	var required []string
	switch kty {
	case "RSA":
		required = []string{"n", "e"}
	case "EC":
		if name, _ := member("crv"); name != "" {
			if _, ok := keys.CurveByName(name); !ok {
				panic(m.e.TypeError("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
			}
		}
		required = []string{"crv", "x", "y"}
	case "OKP":
		required = []string{"crv", "x"}
		if name, _ := member("crv"); name != "Ed25519" && name != "X25519" {
			panic(m.invalidJWK("Invalid JWK OKP key"))
		}
	default:
		panic(m.invalidJWK(kty + " is not a supported JWK key type"))
	}
	for _, name := range required {
		if _, ok := member(name); !ok {
			panic(m.invalidJWK("Invalid JWK " + kty + " key"))
		}
	}
	if _, ok := member("d"); private && !ok {
		panic(m.invalidJWK("JWK does not contain private key material"))
	}
	k, err := keys.FromJWK(member, private)
	if err != nil {
		panic(m.invalidJWK("Invalid JWK " + kty + " key"))
	}
	return k
}

// importRaw makes a key of bytes that have nothing around them.
func (m *module) importRaw(data []byte, o *goja.Object, name string, private bool, p purpose) *keys.Key {
	e := m.e
	invalid := func() *goja.Object { return e.TypeError("ERR_INVALID_ARG_VALUE", "Invalid key data") }
	var k *keys.Key
	var err error
	switch t := e.NeedString(name+".asymmetricKeyType", optional(o, "asymmetricKeyType")); t {
	case "ec":
		curve, ok := keys.CurveByName(e.NeedString(name+".namedCurve", optional(o, "namedCurve")))
		if !ok {
			panic(e.TypeError("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
		}
		if private {
			k, err = keys.ECPrivate(curve, data)
		} else {
			k, err = keys.ECPublic(curve, data)
		}
	case "ed25519", "x25519":
		if private {
			k, err = keys.OKPPrivate(t == "ed25519", data)
		} else {
			k, err = keys.OKPPublic(t == "ed25519", data)
		}
	default:
		panic(m.wrongForm())
	}
	if err != nil || p.private() && !private {
		panic(invalid())
	}
	if p == createPublic {
		return k.ToPublic()
	}
	return k
}

// secretBytes are those of a secret KeyObject or CryptoKey, or of text or memory: what the
// error says that is expected.
func (m *module) secretBytes(name string, v, encoding goja.Value, expected ...string) []byte {
	k := keyOf(v)
	if c := cryptoKeyOf(v); c != nil {
		k = c.key
	}
	if k != nil {
		if k.Kind != keys.Secret {
			panic(m.e.TypeError("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", "Invalid key object type "+string(k.Kind)+", expected secret."))
		}
		return k.Data
	}
	p, ok := m.bytesOrText(v, encoding)
	if !ok {
		panic(m.e.InvalidArgType(name, v, expected...))
	}
	return p
}

// keyCreation adds createPrivateKey, createPublicKey and createSecretKey.
func (m *module) keyCreation() {
	e := m.e
	m.method("createPrivateKey", 1, func(call goja.FunctionCall) goja.Value {
		k, _ := m.asymmetricKey(call.Argument(0), "key", createPrivate)
		return m.keyObject(k)
	})
	m.method("createPublicKey", 1, func(call goja.FunctionCall) goja.Value {
		k, _ := m.asymmetricKey(call.Argument(0), "key", createPublic)
		return m.keyObject(k.ToPublic())
	})
	m.method("createSecretKey", 2, func(call goja.FunctionCall) goja.Value {
		v, encoding := call.Argument(0), call.Argument(1)
		if name, ok := encoding.(goja.String); ok && engine.TypeOf(v) == "string" {
			if _, known := buffer.ParseEncoding(name.String()); !known {
				panic(e.TypeError("ERR_UNKNOWN_ENCODING", "Unknown encoding: "+name.String()))
			}
		}
		data, ok := m.bytesOrText(v, encoding)
		if !ok {
			panic(e.InvalidArgType("key", v, "ArrayBuffer", "Buffer", "TypedArray", "DataView"))
		}
		return m.keyObject(keys.NewSecret(data))
	})
}
