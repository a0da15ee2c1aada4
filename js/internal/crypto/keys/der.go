package keys

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

var (
	oidRSA    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidPSS    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidMGF1   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidEC     = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidX25519 = asn1.ObjectIdentifier{1, 3, 101, 110}
	oidEd     = asn1.ObjectIdentifier{1, 3, 101, 112}
	oidDH     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 3, 1}
)

var curveOIDs = map[string]asn1.ObjectIdentifier{
	"P-224": {1, 3, 132, 0, 33},
	"P-256": {1, 2, 840, 10045, 3, 1, 7},
	"P-384": {1, 3, 132, 0, 34},
	"P-521": {1, 3, 132, 0, 35},
}

type subjectPublicKeyInfo struct {
	Algorithm pkix.AlgorithmIdentifier
	Key       asn1.BitString
}

type privateKeyInfo struct {
	Version    int
	Algorithm  pkix.AlgorithmIdentifier
	Key        []byte
	Attributes asn1.RawValue `asn1:"optional,tag:0"`
	Public     asn1.RawValue `asn1:"optional,tag:1"`
}

type sec1 struct {
	Version int
	Key     []byte
	Curve   asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
	Public  asn1.BitString        `asn1:"optional,explicit,tag:1"`
}

// unmarshal reads DER that has nothing after it.
func unmarshal(der []byte, into any) error {
	rest, err := asn1.Unmarshal(der, into)
	if err == nil && len(rest) > 0 {
		return ErrUnsupported
	}
	return err
}

// ParseSPKI reads a SubjectPublicKeyInfo.
func ParseSPKI(der []byte) (*Key, error) {
	var info subjectPublicKeyInfo
	if err := unmarshal(der, &info); err != nil {
		return nil, malformed(der)
	}
	data := info.Key.RightAlign()
	switch oid := info.Algorithm.Algorithm; {
	case oid.Equal(oidRSA):
		return ParsePKCS1Public(data)
	case oid.Equal(oidPSS):
		return withPSS(info.Algorithm)(ParsePKCS1Public(data))
	case oid.Equal(oidEC):
		if curve, ok := curveOf(info.Algorithm.Parameters); ok {
			return ECPublic(curve, data)
		}
	case oid.Equal(oidEd) && len(data) == ed25519.PublicKeySize:
		return NewPublic(ed25519.PublicKey(data)), nil
	case oid.Equal(oidX25519):
		if key, err := ecdh.X25519().NewPublicKey(data); err == nil {
			return NewPublic(key), nil
		}
	case oid.Equal(oidDH):
		return parseDHPublic(info.Algorithm, data)
	}
	return nil, ErrUnsupported
}

// ParsePKCS1Public reads an RSAPublicKey.
func ParsePKCS1Public(der []byte) (*Key, error) {
	key, err := x509.ParsePKCS1PublicKey(der)
	if err != nil {
		return nil, malformed(der)
	}
	return NewPublic(key), nil
}

// ParsePKCS1 reads an RSAPrivateKey.
func ParsePKCS1(der []byte) (*Key, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, malformed(der)
	}
	return NewPrivate(key), nil
}

// ParseSEC1 reads an ECPrivateKey that names its curve.
func ParseSEC1(der []byte) (*Key, error) {
	return parseSEC1(der, Curve{})
}

func parseSEC1(der []byte, curve Curve) (*Key, error) {
	var info sec1
	if err := unmarshal(der, &info); err != nil {
		return nil, malformed(der)
	}
	if info.Curve != nil {
		curve = curveByOID(info.Curve)
	}
	if curve.Curve == nil {
		return nil, ErrUnsupported
	}
	return ECPrivate(curve, info.Key)
}

// ParsePKCS8 reads a PrivateKeyInfo that is not encrypted.
func ParsePKCS8(der []byte) (*Key, error) {
	var info privateKeyInfo
	if err := unmarshal(der, &info); err != nil {
		return nil, malformed(der)
	}
	switch oid := info.Algorithm.Algorithm; {
	case oid.Equal(oidRSA):
		return ParsePKCS1(info.Key)
	case oid.Equal(oidPSS):
		return withPSS(info.Algorithm)(ParsePKCS1(info.Key))
	case oid.Equal(oidEC):
		curve, _ := curveOf(info.Algorithm.Parameters)
		return parseSEC1(info.Key, curve)
	case oid.Equal(oidDH):
		return parseDHPrivate(info.Algorithm, info.Key)
	case oid.Equal(oidEd), oid.Equal(oidX25519):
		var seed []byte
		if err := unmarshal(info.Key, &seed); err != nil || len(seed) != 32 {
			return nil, ErrUnsupported
		}
		return OKPPrivate(oid.Equal(oidEd), seed)
	}
	return nil, ErrUnsupported
}

// OKPPrivate makes a private key of Ed25519 or X25519 of its 32 bytes.
func OKPPrivate(ed bool, seed []byte) (*Key, error) {
	if len(seed) != 32 {
		return nil, ErrUnsupported
	}
	if ed {
		return NewPrivate(ed25519.NewKeyFromSeed(seed)), nil
	}
	key, err := ecdh.X25519().NewPrivateKey(seed)
	if err != nil {
		return nil, ErrUnsupported
	}
	return NewPrivate(key), nil
}

// OKPPublic makes a public key of Ed25519 or X25519 of its 32 bytes.
func OKPPublic(ed bool, data []byte) (*Key, error) {
	if len(data) != 32 {
		return nil, ErrUnsupported
	}
	if ed {
		return NewPublic(ed25519.PublicKey(data)), nil
	}
	key, err := ecdh.X25519().NewPublicKey(data)
	if err != nil {
		return nil, ErrUnsupported
	}
	return NewPublic(key), nil
}

func curveOf(parameters asn1.RawValue) (Curve, bool) {
	var oid asn1.ObjectIdentifier
	if unmarshal(parameters.FullBytes, &oid) != nil {
		return Curve{}, false
	}
	c := curveByOID(oid)
	return c, c.Curve != nil
}

func curveByOID(oid asn1.ObjectIdentifier) Curve {
	for _, c := range Curves {
		if curveOIDs[c.NIST].Equal(oid) {
			return c
		}
	}
	return Curve{}
}

// Point reads a point of a curve, compressed or not; nil when it is not on the curve.
func Point(curve Curve, data []byte) *ecdsa.PublicKey {
	size := (curve.Params().BitSize + 7) / 8
	switch {
	case len(data) == 1+size && (data[0] == 2 || data[0] == 3):
		x, y := elliptic.UnmarshalCompressed(curve.Curve, data)
		if x == nil {
			return nil
		}
		data = append(append([]byte{4}, x.FillBytes(make([]byte, size))...), y.FillBytes(make([]byte, size))...)
	case len(data) == 1+2*size && (data[0] == 6 || data[0] == 7) && data[0]&1 == data[2*size]&1: // hybrid
		data = append([]byte{4}, data[1:]...)
	}
	key, err := ecdsa.ParseUncompressedPublicKey(curve.Curve, data)
	if err != nil {
		return nil
	}
	return key
}

// ECPublic makes a public key of a point.
func ECPublic(curve Curve, point []byte) (*Key, error) {
	if key := Point(curve, point); key != nil {
		return NewPublic(key), nil
	}
	return nil, ErrUnsupported
}

// ECPrivate makes a private key of a scalar, which may have zeros too many or too few.
func ECPrivate(curve Curve, scalar []byte) (*Key, error) {
	size := (curve.Params().N.BitLen() + 7) / 8
	d := new(big.Int).SetBytes(scalar)
	if d.BitLen() > 8*size {
		return nil, ErrUnsupported
	}
	key, err := ecdsa.ParseRawPrivateKey(curve.Curve, d.FillBytes(make([]byte, size)))
	if err != nil {
		return nil, ErrUnsupported
	}
	return NewPrivate(key), nil
}

// malformed says how OpenSSL finds DER that cannot be read.
func malformed(der []byte) error {
	if len(der) < 2 {
		return ErrNotEnoughData
	}
	return ErrWrongTag
}

// SPKI writes a public key as SubjectPublicKeyInfo.
func (k *Key) SPKI() ([]byte, error) {
	if k.Type == "dh" {
		return marshalDHPublic(k.Public.(*DHPublic))
	}
	if k.PSS == nil && k.Type != "rsa-pss" {
		return x509.MarshalPKIXPublicKey(k.Public)
	}
	algorithm, err := k.algorithmPSS()
	if err != nil {
		return nil, err
	}
	data := x509.MarshalPKCS1PublicKey(k.Public.(*rsa.PublicKey))
	return asn1.Marshal(subjectPublicKeyInfo{algorithm, asn1.BitString{Bytes: data, BitLength: 8 * len(data)}})
}

// PKCS8 writes a private key as PrivateKeyInfo.
func (k *Key) PKCS8() ([]byte, error) {
	if k.Type == "dh" {
		return marshalDHPrivate(k.Private.(*DHPrivate))
	}
	if k.Type != "rsa-pss" {
		return x509.MarshalPKCS8PrivateKey(k.Private)
	}
	algorithm, err := k.algorithmPSS()
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(privateKeyInfo{Algorithm: algorithm, Key: x509.MarshalPKCS1PrivateKey(k.Private.(*rsa.PrivateKey))})
}

// PKCS1 writes an RSA key as RSAPrivateKey or RSAPublicKey.
func (k *Key) PKCS1() []byte {
	if k.Kind == Private {
		return x509.MarshalPKCS1PrivateKey(k.Private.(*rsa.PrivateKey))
	}
	return x509.MarshalPKCS1PublicKey(k.Public.(*rsa.PublicKey))
}

// SEC1 writes a private key of a curve as ECPrivateKey.
func (k *Key) SEC1() ([]byte, error) { return x509.MarshalECPrivateKey(k.Private.(*ecdsa.PrivateKey)) }

// Raw is the bytes of a key of a curve, without anything around them; nil for others.
func (k *Key) Raw() []byte {
	var data []byte
	var err error
	var key crypto.PublicKey = k.Public
	if k.Kind == Private {
		key = k.Private
	}
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		data, err = key.Bytes()
	case *ecdsa.PrivateKey:
		data, err = key.Bytes()
	case ed25519.PublicKey:
		data = append(data, key...)
	case ed25519.PrivateKey:
		data = key.Seed()
	case *ecdh.PublicKey:
		data = key.Bytes()
	case *ecdh.PrivateKey:
		data = key.Bytes()
	}
	if err != nil {
		return nil
	}
	return data
}
