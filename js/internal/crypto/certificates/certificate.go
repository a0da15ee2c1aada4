// Package certificates reads certificates and says what is in them as OpenSSL and Node's
// X509Certificate do.
package certificates

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"time"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
)

// Certificate is one certificate.
type Certificate struct {
	*x509.Certificate
}

// types are those of PEM that have a certificate.
var types = []string{"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"}

// Parse reads one certificate: the first in PEM, or DER.
func Parse(data []byte) (*Certificate, error) {
	der, _, err := keys.NextPEM(data, types...)
	if err == nil {
		return fromDER(der)
	}
	c, failed := x509.ParseCertificate(data)
	if failed != nil {
		return nil, err
	}
	return &Certificate{c}, nil
}

func fromDER(der []byte) (*Certificate, error) {
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, keys.MalformedDER(der)
	}
	return &Certificate{c}, nil
}

// PEM writes the certificate as PEM.
func (c *Certificate) PEM() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
}

// Key is the public key; nil for one of a kind that is not known.
func (c *Certificate) Key() *keys.Key {
	k, err := keys.ParseSPKI(c.RawSubjectPublicKeyInfo)
	if err != nil {
		return nil
	}
	return k
}

// Time writes a time as OpenSSL does.
func Time(t time.Time) string { return t.UTC().Format("Jan _2 15:04:05 2006 GMT") }

// Fingerprint is a digest of the certificate, in capital letters with colons.
func (c *Certificate) Fingerprint(hash crypto.Hash) string {
	h := hash.New()
	h.Write(c.Raw)
	text := strings.ToUpper(hex.EncodeToString(h.Sum(nil)))
	var b strings.Builder
	for i := 0; i < len(text); i += 2 {
		if i > 0 {
			b.WriteByte(':')
		}
		b.WriteString(text[i : i+2])
	}
	return b.String()
}

// Serial is the serial number in hexadecimal, with an even number of digits.
func (c *Certificate) Serial() string { return Hex(c.SerialNumber) }

// Hex writes a number as OpenSSL does: capital letters, an even number of digits.
func Hex(n *big.Int) string {
	sign := ""
	if n.Sign() < 0 {
		sign = "-"
	}
	text := strings.ToUpper(new(big.Int).Abs(n).Text(16))
	if len(text)%2 == 1 && text != "0" {
		text = "0" + text
	}
	return sign + text
}

// IsAuthority reports whether it may sign certificates of others.
func (c *Certificate) IsAuthority() bool {
	return c.BasicConstraintsValid && c.IsCA && (c.KeyUsage == 0 || c.KeyUsage&x509.KeyUsageCertSign != 0)
}

// ExtendedKeyUsage lists what it is for as numbers of objects; nil when it does not say.
func (c *Certificate) ExtendedKeyUsage() (list []string) {
	var oids []asn1.ObjectIdentifier
	if value := c.extension(oidExtendedKeyUsage); value != nil {
		if _, err := asn1.Unmarshal(value, &oids); err != nil {
			return nil
		}
	}
	for _, oid := range oids {
		list = append(list, oid.String())
	}
	return list
}

func (c *Certificate) extension(oid asn1.ObjectIdentifier) []byte {
	for _, e := range c.Extensions {
		if e.Id.Equal(oid) {
			return e.Value
		}
	}
	return nil
}

// IssuedBy reports whether its issuer may be another certificate, by their names; it
// verifies no signature.
func (c *Certificate) IssuedBy(issuer *Certificate) bool {
	if !bytes.Equal(c.RawIssuer, issuer.RawSubject) {
		return false
	}
	if c.AuthorityKeyId != nil && issuer.SubjectKeyId != nil && !bytes.Equal(c.AuthorityKeyId, issuer.SubjectKeyId) {
		return false
	}
	return issuer.KeyUsage == 0 || issuer.KeyUsage&x509.KeyUsageCertSign != 0
}

// SignatureOID is the number of the algorithm that it is signed with.
func (c *Certificate) SignatureOID() string {
	var whole struct {
		TBS       asn1.RawValue
		Algorithm struct {
			OID        asn1.ObjectIdentifier
			Parameters asn1.RawValue `asn1:"optional"`
		}
		Signature asn1.BitString
	}
	if _, err := asn1.Unmarshal(c.Raw, &whole); err != nil {
		return ""
	}
	return whole.Algorithm.OID.String()
}

// SignatureName is the name of the algorithm that it is signed with; "" for one that is
// not known.
func (c *Certificate) SignatureName() string { return signatureNames[c.SignatureOID()] }

var signatureNames = map[string]string{
	"1.2.840.113549.1.1.2":   "md2WithRSAEncryption",
	"1.2.840.113549.1.1.4":   "md5WithRSAEncryption",
	"1.2.840.113549.1.1.5":   "sha1WithRSAEncryption",
	"1.2.840.113549.1.1.10":  "rsassaPss",
	"1.2.840.113549.1.1.11":  "sha256WithRSAEncryption",
	"1.2.840.113549.1.1.12":  "sha384WithRSAEncryption",
	"1.2.840.113549.1.1.13":  "sha512WithRSAEncryption",
	"1.2.840.113549.1.1.14":  "sha224WithRSAEncryption",
	"1.2.840.10045.4.1":      "ecdsa-with-SHA1",
	"1.2.840.10045.4.3.1":    "ecdsa-with-SHA224",
	"1.2.840.10045.4.3.2":    "ecdsa-with-SHA256",
	"1.2.840.10045.4.3.3":    "ecdsa-with-SHA384",
	"1.2.840.10045.4.3.4":    "ecdsa-with-SHA512",
	"1.2.840.10040.4.3":      "dsaWithSHA1",
	"2.16.840.1.101.3.4.3.1": "dsa_with_SHA224",
	"2.16.840.1.101.3.4.3.2": "dsa_with_SHA256",
	"1.3.101.112":            "ED25519",
	"1.3.101.113":            "ED448",
}

// signatureHashes are those of the algorithms that have one.
var signatureHashes = map[x509.SignatureAlgorithm]crypto.Hash{
	x509.MD5WithRSA:       crypto.MD5,
	x509.SHA1WithRSA:      crypto.SHA1,
	x509.SHA256WithRSA:    crypto.SHA256,
	x509.SHA384WithRSA:    crypto.SHA384,
	x509.SHA512WithRSA:    crypto.SHA512,
	x509.SHA256WithRSAPSS: crypto.SHA256,
	x509.SHA384WithRSAPSS: crypto.SHA384,
	x509.SHA512WithRSAPSS: crypto.SHA512,
	x509.ECDSAWithSHA1:    crypto.SHA1,
	x509.ECDSAWithSHA256:  crypto.SHA256,
	x509.ECDSAWithSHA384:  crypto.SHA384,
	x509.ECDSAWithSHA512:  crypto.SHA512,
}

// Verify reports whether it is signed with the private key that belongs to a public one.
// x509 would refuse old digests, which Node takes.
func (c *Certificate) Verify(key *keys.Key) bool {
	digest := c.RawTBSCertificate
	hash, hashed := signatureHashes[c.SignatureAlgorithm]
	if hashed {
		h := hash.New()
		h.Write(digest)
		digest = h.Sum(nil)
	}
	switch public := key.Public.(type) {
	case *rsa.PublicKey:
		if keys.TooLarge(public) {
			return false
		}
		switch c.SignatureAlgorithm {
		case x509.SHA256WithRSAPSS, x509.SHA384WithRSAPSS, x509.SHA512WithRSAPSS:
			return rsa.VerifyPSS(public, hash, digest, c.Signature, nil) == nil
		}
		return hashed && rsa.VerifyPKCS1v15(public, hash, digest, c.Signature) == nil
	case *ecdsa.PublicKey:
		return hashed && ecdsa.VerifyASN1(public, digest, c.Signature)
	case ed25519.PublicKey:
		return c.SignatureAlgorithm == x509.PureEd25519 && ed25519.Verify(public, digest, c.Signature)
	}
	return false
}
