package tls

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"slices"
	"strings"
)

// OpenSSL has levels of security, which a list of ciphers may set. They say how strong
// keys have to be, and from 1 on there is no TLS before 1.2.

const defaultLevel = 2

// strengths are the bits of security that a level asks for.
var strengths = [...]int{0, 80, 112, 128, 192, 256}

var (
	errInvalidCommand = &opensslError{"0A000118", "invalid command"}
	errKeyTooSmall    = &opensslError{"0A00018F", "ee key too small"}
	errDigestTooWeak  = &opensslError{"0A00018E", "ca md too weak"}
	errNoProtocols    = &opensslError{"0A0000BF", "no protocols available"}
	errWrongSide      = &opensslError{"0A0C0101", "called a function you should not call"}
	errWrongVersion   = &opensslError{"0A00010B", "wrong version number"}
)

// command does what a word of a list of ciphers says behind "@", and reports whether that
// is something.
func (c *ciphers) command(word string) bool {
	n, sets := strings.CutPrefix(word, "SECLEVEL=")
	if sets && len(n) == 1 && n[0] >= '0' && int(n[0]-'0') < len(strengths) {
		c.level = int(n[0] - '0')
		return true
	}
	return word == "STRENGTH"
}

// strength is the bits of security of a key.
func strength(public any) int {
	switch key := public.(type) {
	case *rsa.PublicKey:
		return rsaStrength(key.N.BitLen())
	case *ecdsa.PublicKey:
		return key.Curve.Params().BitSize / 2
	case ed25519.PublicKey:
		return 128
	}
	return strengths[len(strengths)-1] // nobody knows
}

func rsaStrength(bits int) int {
	for _, s := range []struct{ bits, strength int }{{15360, 256}, {7680, 192}, {3072, 128}, {2048, 112}, {1024, 80}} {
		if bits >= s.bits {
			return s.strength
		}
	}
	return 0
}

// weakDigest reports whether a certificate is signed with a digest that no level but 0
// allows.
func weakDigest(c *x509.Certificate) bool {
	switch c.SignatureAlgorithm {
	case x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1, x509.MD5WithRSA:
		return true
	}
	return false
}

// atLevel is what is wrong with an identity at the level of a context.
func (c *secureContext) atLevel(p *material) *opensslError {
	for _, chain := range p.chain {
		leaf, err := x509.ParseCertificate(chain[0])
		switch {
		case err != nil:
		case strength(leaf.PublicKey) < strengths[c.level]:
			return errKeyTooSmall
		case c.level > 0 && weakDigest(leaf) && !selfSigned(leaf):
			return errDigestTooWeak
		}
	}
	return nil
}

// strong checks the keys of a chain, and how its certificates are signed.
func (v *verification) strong(level int) {
	for i, c := range v.chain {
		switch weak := strength(c.PublicKey) < strengths[level]; {
		case weak && i == 0:
			v.code, v.reason = unspecified, "EE certificate key too weak"
		case weak:
			v.code, v.reason = unspecified, "CA certificate key too weak"
		case level > 0 && weakDigest(c) && i < len(v.chain)-1:
			v.code, v.reason = unspecified, "CA signature digest algorithm too weak"
		}
	}
}

// refusal is why a context can have no connection at all, and the alert that tells the
// peer; 0 for none.
func (c *secureContext) refusal(server bool) (alert uint8, err error) {
	switch {
	case c.side == "server" && !server, c.side == "client" && server:
		return 0, errWrongSide
	case c.min > c.max:
		return alertProtocolVersion, errNoProtocols
	}
	return 0, nil
}

const alertProtocolVersion = 70

// tooNew answers a client that has only versions later than ours as OpenSSL does, when it
// is one that does not know TLS 1.3: by a hello with the best of ours, which the client
// refuses.
func (c *secureContext) tooNew(hello *tls.ClientHelloInfo) error {
	versions := hello.SupportedVersions
	if len(versions) == 0 || slices.Max(versions) >= tls.VersionTLS13 || slices.Min(versions) <= c.max || len(hello.CipherSuites) == 0 {
		return nil
	}
	const size = 2 + 32 + 1 + 2 + 1 // version, random, no session, suite, no compression
	p := append([]byte{22, 3, 1, 0, 4 + size, 2, 0, 0, size, byte(c.max >> 8), byte(c.max)}, make([]byte, 32)...)
	p = append(p, 0, byte(hello.CipherSuites[0]>>8), byte(hello.CipherSuites[0]), 0)
	if _, err := hello.Conn.Write(p); err != nil {
		return err
	}
	return errWrongVersion
}

// dhSize is the bits of the prime of Diffie-Hellman in a PEM; 0 when there is none.
func dhSize(text []byte) int {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		var group struct{ P, G *big.Int }
		if block.Type != "DH PARAMETERS" {
			continue
		}
		if _, err := asn1.Unmarshal(block.Bytes, &group); err == nil {
			return group.P.BitLen()
		}
	}
	return 0
}
