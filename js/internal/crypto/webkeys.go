package crypto

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// keyForms are the formats of keys.
var keyForms = []string{"raw", "raw-secret", "raw-public", "raw-seed", "raw-private", "pkcs8", "spki", "jwk"}

func (m *module) webFormat(method string, v goja.Value) string {
	if format := v.String(); slices.Contains(keyForms, format) {
		return format
	}
	panic(m.e.TypeError("ERR_INVALID_ARG_VALUE", "Failed to execute '"+method+"' on 'SubtleCrypto': 1st argument '"+v.String()+
		"' is not a valid enum value of type KeyFormat."))
}

// keyAlgorithms are those that keys are of.
var keyAlgorithms = strings.Fields("AES-CBC AES-CTR AES-GCM AES-KW HMAC PBKDF2 HKDF ECDSA ECDH Ed25519 X25519 RSASSA-PKCS1-v1_5 RSA-PSS RSA-OAEP")

// isSecret reports whether an algorithm has secret keys, not pairs.
func isSecret(name string) bool {
	return strings.HasPrefix(name, "AES") || name == "HMAC" || name == "PBKDF2" || name == "HKDF"
}

// webKeys adds importKey, exportKey and generateKey.
func (m *module) webKeys(class *engine.Class) {
	e := m.e
	m.promised(class, "importKey", 5, func(args []goja.Value) task {
		format := m.webFormat("importKey", args[0])
		data := args[1]
		if _, isObject := data.(*goja.Object); format != "jwk" || !isObject {
			data = e.VM.ToValue(e.VM.NewArrayBuffer(m.source("importKey", "2nd", data)))
		}
		usages := m.readUsages("importKey", "5th", args[4])
		p := m.params(args[2], keyAlgorithms...)
		k := m.importWebKey(format, data, p, args[3].ToBoolean(), usages)
		return task{result: func() any { return m.cryptoKeyObject(k) }}
	})
	m.promised(class, "exportKey", 2, func(args []goja.Value) task {
		format, k := m.webFormat("exportKey", args[0]), m.anyWebKey("exportKey", "2nd", args[1])
		return task{result: func() any { return m.exportWebKey(format, k) }}
	})
	m.promised(class, "generateKey", 3, func(args []goja.Value) task {
		p := m.params(args[0], keyAlgorithms...)
		usages := m.readUsages("generateKey", "3rd", args[2])
		if isSecret(p.name) {
			k := m.generateSecret(p, args[1].ToBoolean(), usages)
			return task{result: func() any { return m.cryptoKeyObject(k) }}
		}
		return m.generatePair(p, args[1].ToBoolean(), usages)
	})
}

// newWebKey makes a key of an algorithm, when it is one of that kind and may be used so.
func (m *module) newWebKey(k *keys.Key, p params, extractable bool, usages []string) *cryptoKey {
	made := &cryptoKey{m: m, key: k, name: p.name, extractable: extractable, usages: usages}
	m.checkUsages(p.name, usages, allowed(p.name, k.Kind)...)
	if len(usages) == 0 && k.Kind != keys.Public {
		m.fail("SyntaxError", "Usages cannot be empty when importing a "+string(k.Kind)+" key.")
	}
	switch {
	case p.name == "PBKDF2" || p.name == "HKDF":
		if extractable {
			m.fail("SyntaxError", p.name+" keys are not extractable")
		}
	case p.name == "HMAC":
		made.hash = p.hash("HmacImportParams")
		made.bits = 8 * len(k.Data)
		if made.bits == 0 {
			m.fail("DataError", "Zero-length key is not supported")
		}
		if v := p.get("length"); !engine.IsUndefined(v) {
			n := p.number("HmacImportParams", "length", 1<<32-1)
			if n > made.bits || n <= made.bits-8 {
				m.fail("DataError", "Invalid key length")
			}
			made.bits = n
		}
	case isSecret(p.name):
		made.bits = 8 * len(k.Data)
		if made.bits != 128 && made.bits != 192 && made.bits != 256 {
			m.fail("DataError", "Invalid key length")
		}
	case k.IsRSA():
		made.hash = p.hash("RsaHashedImportParams")
	case k.Type == "ec":
		name := p.required("EcKeyImportParams", "namedCurve").String()
		if curve, _ := keys.CurveOf(k.Public); curve.NIST != name {
			m.fail("DataError", "Named curve mismatch")
		}
	}
	if keyType(p.name) != k.Type {
		m.fail("DataError", "Invalid key type")
	}
	return made
}

// keyType is the type of the keys of an algorithm.
func keyType(name string) string {
	switch name {
	case "ECDSA", "ECDH":
		return "ec"
	case "Ed25519", "X25519":
		return strings.ToLower(name)
	case "RSASSA-PKCS1-v1_5", "RSA-PSS", "RSA-OAEP":
		return "rsa"
	}
	return ""
}

// prepared checks what an import needs before the data is looked at.
func (m *module) prepared(p params) {
	switch {
	case p.name == "HMAC":
		p.hash("HmacImportParams")
	case keyType(p.name) == "rsa":
		p.hash("RsaHashedImportParams")
	case keyType(p.name) == "ec":
		switch p.required("EcKeyImportParams", "namedCurve").String() {
		case "P-256", "P-384", "P-521":
		default:
			m.fail("NotSupportedError", "Unrecognized namedCurve")
		}
	}
}

// importWebKey reads a key of one of the formats.
func (m *module) importWebKey(format string, v goja.Value, p params, extractable bool, usages []string) *cryptoKey {
	m.prepared(p)
	unable := func() { m.fail("NotSupportedError", "Unable to import "+p.name+" using "+format+" format") }
	data, _ := memory(v)
	var k *keys.Key
	var err error
	switch {
	case format == "jwk":
		o, ok := v.(*goja.Object)
		if _, isBuffer := memory(v); !ok || isBuffer {
			m.fail("DataError", "Invalid keyData")
		}
		k = m.importWebJWK(o, p, extractable, usages)
	case isSecret(p.name):
		if format != "raw" && format != "raw-secret" {
			unable()
		}
		k = keys.NewSecret(append([]byte{}, data...))
	case format == "spki":
		k, err = keys.ParseSPKI(data)
	case format == "pkcs8":
		k, err = keys.ParsePKCS8(data)
	case format == "raw" || format == "raw-public":
		switch keyType(p.name) {
		case "ec":
			curve, _ := keys.CurveByName(p.get("namedCurve").String())
			k, err = keys.ECPublic(curve, data)
		case "rsa":
			unable()
		default:
			k, err = keys.OKPPublic(p.name == "Ed25519", data)
		}
	default:
		unable()
	}
	if err != nil {
		m.fail("DataError", "Invalid keyData")
	}
	return m.newWebKey(k, p, extractable, usages)
}

// webAlg is the member alg of a JWK; "" where there is none.
func webAlg(name, hash string, bits int) string {
	number := strings.TrimPrefix(strings.TrimPrefix(hash, "SHA-"), "SHA3-")
	switch name {
	case "HMAC":
		return "HS" + number
	case "RSASSA-PKCS1-v1_5":
		return "RS" + number
	case "RSA-PSS":
		return "PS" + number
	case "RSA-OAEP":
		if number == "1" {
			return name
		}
		return name + "-" + number
	case "Ed25519":
		return name
	}
	if strings.HasPrefix(name, "AES") {
		return "A" + strconv.Itoa(bits) + name[4:]
	}
	return ""
}

func (m *module) importWebJWK(o *goja.Object, p params, extractable bool, usages []string) *keys.Key {
	kty := optional(o, "kty")
	want := map[string]string{"": "oct", "ec": "EC", "rsa": "RSA", "ed25519": "OKP", "x25519": "OKP"}[keyType(p.name)]
	if engine.IsUndefined(kty) {
		m.fail("DataError", "Invalid keyData")
	}
	if kty.String() != want {
		m.fail("DataError", `Invalid JWK "kty" Parameter`)
	}
	if ext := optional(o, "ext"); !engine.IsUndefined(ext) && !ext.ToBoolean() && extractable {
		m.fail("DataError", `JWK "ext" Parameter and extractable mismatch`)
	}
	if ops, ok := optional(o, "key_ops").(*goja.Object); ok {
		var list []string
		engine.Must(m.e.VM.ExportTo(ops, &list))
		for _, usage := range usages {
			if !slices.Contains(list, usage) {
				m.fail("DataError", "Key operations and usage mismatch")
			}
		}
	}
	var k *keys.Key
	if want == "oct" {
		text, _ := optional(o, "k").(goja.String)
		if text == nil {
			m.fail("DataError", "Invalid keyData")
		}
		data, err := base64.RawURLEncoding.DecodeString(text.String())
		if err != nil {
			m.fail("DataError", "Invalid keyData")
		}
		k = keys.NewSecret(data)
	} else {
		if crv := optional(o, "crv"); want == "OKP" && crv.String() != p.name || want == "EC" && crv.String() != p.get("namedCurve").String() {
			m.fail("DataError", `JWK "crv" does not match the requested algorithm`)
		}
		_, private := optional(o, "d").(goja.String)
		if thrown := m.e.VM.Try(func() { k = m.importJWK(o, private) }); thrown != nil {
			m.fail("DataError", "Invalid keyData")
		}
	}
	hash := ""
	if p.name == "HMAC" || want == "RSA" {
		hash = m.webDigest(p.get("hash"))
	}
	if alg := optional(o, "alg"); !engine.IsUndefined(alg) && (want != "EC") {
		known := webAlg(p.name, hash, 8*len(k.Data))
		if known != "" && alg.String() != known && !(p.name == "Ed25519" && alg.String() == "EdDSA") {
			m.fail("DataError", `JWK "alg" does not match the requested algorithm`)
		}
	}
	return k
}

// exportWebKey writes a key in one of the formats.
func (m *module) exportWebKey(format string, k *cryptoKey) any {
	e := m.e
	if !k.extractable {
		m.fail("InvalidAccessError", "key is not extractable")
	}
	if format == "jwk" {
		return m.exportWebJWK(k)
	}
	var data []byte
	var err error
	switch kind := k.key.Kind; {
	case kind == keys.Secret && (format == "raw" || format == "raw-secret"):
		data = append([]byte{}, k.key.Data...)
	case kind == keys.Public && format == "spki":
		data, err = k.key.SPKI()
	case kind == keys.Private && format == "pkcs8":
		data, err = k.key.PKCS8()
	case kind == keys.Public && (format == "raw" || format == "raw-public") && !k.key.IsRSA():
		data = k.key.Raw()
	default:
		m.fail("NotSupportedError", "Unable to export "+k.name+" "+string(kind)+" key using "+format+" format")
	}
	if err != nil {
		m.fail("OperationError", "The operation failed for an operation-specific reason")
	}
	return e.VM.NewArrayBuffer(data)
}

func (m *module) exportWebJWK(k *cryptoKey) *goja.Object {
	usages := make([]any, len(k.usages))
	for i, usage := range k.usages {
		usages[i] = usage
	}
	o := m.e.Object("key_ops", m.e.VM.NewArray(usages...), "ext", true)
	if alg := webAlg(k.name, k.hash, k.bits); alg != "" {
		engine.Must(o.Set("alg", alg))
	}
	if k.key.Kind == keys.Secret {
		engine.Must(o.Set("kty", "oct"))
		engine.Must(o.Set("k", encodeURL(k.key.Data)))
		return o
	}
	for _, member := range k.key.JWK() {
		engine.Must(o.Set(member.Name, member.Value))
	}
	return o
}

// secretBits is how long a new secret key is to be.
func (m *module) secretBits(p params, kind string) int {
	if p.name == "HMAC" {
		hash := digest(p.hash(kind))
		if v := p.get("length"); engine.IsUndefined(v) {
			return 8 * hash().BlockSize()
		}
		n := p.number(kind, "length", 1<<31-1)
		if n == 0 {
			m.fail("OperationError", "Zero-length key is not supported")
		}
		return n
	}
	n := p.number(kind, "length", 65535)
	if n != 128 && n != 192 && n != 256 {
		m.fail("OperationError", "AES key length must be 128, 192, or 256 bits")
	}
	return n
}

func (m *module) generateSecret(p params, extractable bool, usages []string) *cryptoKey {
	kind := "AesKeyGenParams"
	switch p.name {
	case "HMAC":
		kind = "HmacKeyGenParams"
	case "PBKDF2", "HKDF":
		m.fail("NotSupportedError", "Unrecognized algorithm name")
	}
	bits := m.secretBits(p, kind)
	m.checkUsages(p.name, usages, allowed(p.name, keys.Secret)...)
	if len(usages) == 0 {
		m.fail("SyntaxError", "Usages cannot be empty when creating a key.")
	}
	data := make([]byte, (bits+7)/8)
	rand.Read(data)
	k := &cryptoKey{key: keys.NewSecret(data), name: p.name, bits: bits, extractable: extractable, usages: usages}
	if p.name == "HMAC" {
		k.hash = p.hash(kind)
	}
	return k
}

// generatePair makes both halves; each has of the usages what it can be used for.
func (m *module) generatePair(p params, extractable bool, usages []string) task {
	e, hash := m.e, ""
	var make func() (*keys.Key, error)
	switch keyType(p.name) {
	case "rsa":
		bits := p.number("RsaHashedKeyGenParams", "modulusLength", 1<<32-1)
		exponent := new(big.Int).SetBytes(p.bytes("RsaHashedKeyGenParams", "publicExponent"))
		hash = p.hash("RsaHashedKeyGenParams")
		if bits < 512 {
			m.fail("OperationError", "algorithm.modulusLength must be at least 512")
		}
		make = func() (*keys.Key, error) {
			if !exponent.IsInt64() {
				return nil, errExponent
			}
			return privateKey[*rsa.PrivateKey](generateRSA(bits, exponent.Int64()))
		}
	case "ec":
		m.prepared(p)
		make = m.keyMaker("ec", e.Object("namedCurve", p.get("namedCurve")))
	default:
		make = m.keyMaker(keyType(p.name), nil)
	}
	public, private := allowed(p.name, keys.Public), allowed(p.name, keys.Private)
	m.checkUsages(p.name, usages, append(slices.Clone(public), private...)...)
	of := func(allowed []string) (list []string) {
		for _, usage := range usages {
			if slices.Contains(allowed, usage) {
				list = append(list, usage)
			}
		}
		return list
	}
	if len(of(private)) == 0 {
		m.fail("SyntaxError", "Usages cannot be empty when creating a key.")
	}
	var k *keys.Key
	return task{func() (err error) {
		k, err = make()
		return err
	}, func() any {
		return e.Object(
			"publicKey", m.cryptoKeyObject(&cryptoKey{key: k.ToPublic(), name: p.name, hash: hash, extractable: true, usages: of(public)}),
			"privateKey", m.cryptoKeyObject(&cryptoKey{key: k, name: p.name, hash: hash, extractable: extractable, usages: of(private)}))
	}}
}

// toCryptoKey is that of KeyObject.
func (m *module) toCryptoKey(k *keys.Key, call goja.FunctionCall) goja.Value {
	p := m.params(call.Argument(0), keyAlgorithms...)
	m.prepared(p)
	return m.cryptoKeyObject(m.newWebKey(k, p, call.Argument(1).ToBoolean(), m.readUsages("toCryptoKey", "3rd", call.Argument(2))))
}
