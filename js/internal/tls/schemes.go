package tls

import (
	"crypto/tls"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// scheme is a way to sign with its names: OpenSSL's pair of key and digest, and the
// standard's.
type scheme struct {
	id       tls.SignatureScheme
	name     string
	standard string
}

// schemes are those of TLS. Of two with one name the first is for keys of the plain kind.
var schemes = []scheme{
	{tls.ECDSAWithP256AndSHA256, "ECDSA+SHA256", "ecdsa_secp256r1_sha256"},
	{tls.ECDSAWithP384AndSHA384, "ECDSA+SHA384", "ecdsa_secp384r1_sha384"},
	{tls.ECDSAWithP521AndSHA512, "ECDSA+SHA512", "ecdsa_secp521r1_sha512"},
	{tls.Ed25519, "Ed25519+UNDEF", "ed25519"},
	{0x0808, "Ed448+UNDEF", "ed448"},
	{0x081a, "ECDSA+SHA256", "ecdsa_brainpoolP256r1tls13_sha256"},
	{0x081b, "ECDSA+SHA384", "ecdsa_brainpoolP384r1tls13_sha384"},
	{0x081c, "ECDSA+SHA512", "ecdsa_brainpoolP512r1tls13_sha512"},
	{0x0904, "id-ml-dsa-44+UNDEF", "mldsa44"},
	{0x0905, "id-ml-dsa-65+UNDEF", "mldsa65"},
	{0x0906, "id-ml-dsa-87+UNDEF", "mldsa87"},
	{tls.PSSWithSHA256, "RSA-PSS+SHA256", "rsa_pss_rsae_sha256"},
	{tls.PSSWithSHA384, "RSA-PSS+SHA384", "rsa_pss_rsae_sha384"},
	{tls.PSSWithSHA512, "RSA-PSS+SHA512", "rsa_pss_rsae_sha512"},
	{0x0809, "RSA-PSS+SHA256", "rsa_pss_pss_sha256"},
	{0x080a, "RSA-PSS+SHA384", "rsa_pss_pss_sha384"},
	{0x080b, "RSA-PSS+SHA512", "rsa_pss_pss_sha512"},
	{tls.PKCS1WithSHA256, "RSA+SHA256", "rsa_pkcs1_sha256"},
	{tls.PKCS1WithSHA384, "RSA+SHA384", "rsa_pkcs1_sha384"},
	{tls.PKCS1WithSHA512, "RSA+SHA512", "rsa_pkcs1_sha512"},
	{0x0303, "ECDSA+SHA224", "ecdsa_sha224"},
	{tls.ECDSAWithSHA1, "ECDSA+SHA1", "ecdsa_sha1"},
	{0x0301, "RSA+SHA224", "rsa_pkcs1_sha224"},
	{tls.PKCS1WithSHA1, "RSA+SHA1", "rsa_pkcs1_sha1"},
	{0x0302, "DSA+SHA224", "dsa_sha224"},
	{0x0202, "DSA+SHA1", "dsa_sha1"},
	{0x0402, "DSA+SHA256", "dsa_sha256"},
	{0x0502, "DSA+SHA384", "dsa_sha384"},
	{0x0602, "DSA+SHA512", "dsa_sha512"},
}

// sigalgs reads the option sigalgs into a context, and reports whether it is a list.
func (m *module) sigalgs(call goja.FunctionCall) goja.Value {
	c := contextOf(call.Argument(0))
	list, ok := parseSchemes(call.Argument(1).String())
	if c == nil || !ok {
		return m.e.Bool(false)
	}
	c.schemes = list
	for i := range c.identities {
		c.identities[i].SupportedSignatureAlgorithms = list
	}
	return m.e.Bool(true)
}

func parseSchemes(list string) (found []tls.SignatureScheme, ok bool) {
	for _, name := range strings.Split(list, ":") {
		i := slices.IndexFunc(schemes, func(s scheme) bool { return name == s.standard || strings.EqualFold(name, s.name) })
		if i < 0 {
			return nil, false
		}
		found = append(found, schemes[i].id)
	}
	return found, true
}

// sharedSchemes is getSharedSigalgs() of a server: what the client has offered and the
// server takes.
func (c *secureContext) sharedSchemes(offered []tls.SignatureScheme) (names []any) {
	for _, id := range offered {
		if c.schemes != nil && !slices.Contains(c.schemes, id) {
			continue
		}
		if i := slices.IndexFunc(schemes, func(s scheme) bool { return s.id == id }); i >= 0 {
			names = append(names, schemes[i].name)
		}
	}
	return names
}
