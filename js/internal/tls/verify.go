package tls

import (
	"bytes"
	"crypto/x509"
	"slices"
	"time"
)

// A chain is verified as OpenSSL does it for Node: it is built, and what is wrong with it
// last gives the code.

const longestChain = 100

// verification is the chain of a peer, from its certificate upwards, and what is wrong
// with it.
type verification struct {
	chain  []*x509.Certificate
	code   string // "" when it is trusted
	reason string // what UNSPECIFIED means
}

// because says what is wrong, in OpenSSL's words.
func (v *verification) because() string {
	if v.code == unspecified {
		return v.reason
	}
	return reasons[v.code]
}

// unspecified is Node's code of what it has no name for.
const unspecified = "UNSPECIFIED"

// reasons are what codes say.
var reasons = map[string]string{
	"UNABLE_TO_GET_ISSUER_CERT":         "unable to get issuer certificate",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY": "unable to get local issuer certificate",
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE":   "unable to verify the first certificate",
	"DEPTH_ZERO_SELF_SIGNED_CERT":       "self-signed certificate",
	"SELF_SIGNED_CERT_IN_CHAIN":         "self-signed certificate in certificate chain",
	"CERT_SIGNATURE_FAILURE":            "certificate signature failure",
	"CERT_NOT_YET_VALID":                "certificate is not yet valid",
	"CERT_HAS_EXPIRED":                  "certificate has expired",
	"CERT_REVOKED":                      "certificate revoked",
	"UNABLE_TO_GET_CRL":                 "unable to get certificate CRL",
	"CRL_HAS_EXPIRED":                   "CRL has expired",
	"CRL_NOT_YET_VALID":                 "CRL is not yet valid",
	"CRL_SIGNATURE_FAILURE":             "CRL signature failure",
	"INVALID_CA":                        "invalid CA certificate",
	"INVALID_PURPOSE":                   "unsuitable certificate purpose",
	"PATH_LENGTH_EXCEEDED":              "path length constraint exceeded",
	"CERT_CHAIN_TOO_LONG":               "certificate chain too long",
	"CERT_REJECTED":                     "certificate rejected",
}

// verify builds and checks the chain of what a peer has sent.
func (c *secureContext) verify(sent, roots []*x509.Certificate, usage x509.ExtKeyUsage) (v verification) {
	leaf := sent[0]
	v.chain = []*x509.Certificate{leaf}
	trusted := contains(roots, leaf) && (selfSigned(leaf) || c.partial)
	for top := leaf; !trusted && len(v.chain) < longestChain; {
		if selfSigned(top) {
			break
		}
		next := issuerIn(top, roots)
		if next != nil {
			trusted = selfSigned(next) || c.partial
		} else if next = issuerIn(top, sent[1:]); next == nil || slices.Contains(v.chain, next) {
			break
		} else {
			trusted = contains(roots, next) && (selfSigned(next) || c.partial)
		}
		v.chain = append(v.chain, next)
		top = next
	}
	v.code = v.untrusted(trusted, roots)
	v.purpose(usage)
	v.strong(c.level)
	if len(c.revoked) > 0 {
		v.revoked(c.revoked)
	}
	v.signatures(c.partial)
	v.limits()
	return v
}

// untrusted is the code of a chain that does not end where it should.
func (v *verification) untrusted(trusted bool, roots []*x509.Certificate) string {
	top := v.chain[len(v.chain)-1]
	switch {
	case trusted:
		return ""
	case selfSigned(top) && len(v.chain) == 1:
		return "DEPTH_ZERO_SELF_SIGNED_CERT"
	case selfSigned(top):
		return "SELF_SIGNED_CERT_IN_CHAIN"
	case contains(roots, top) && len(v.chain) > 1:
		return "UNABLE_TO_GET_ISSUER_CERT"
	}
	return "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
}

// purpose checks what the certificates may be used for.
func (v *verification) purpose(usage x509.ExtKeyUsage) {
	for i, c := range v.chain {
		if i > 0 && !mayIssue(c) {
			v.code = "INVALID_CA"
		}
		extended := len(c.ExtKeyUsage)+len(c.UnknownExtKeyUsage) == 0 || slices.Contains(c.ExtKeyUsage, usage) || slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageAny)
		if !extended || i == 0 && c.KeyUsage != 0 && c.KeyUsage&keyUsages[usage] == 0 {
			v.code = "INVALID_PURPOSE"
		}
		if i > 0 && c.BasicConstraintsValid && (c.MaxPathLen > 0 || c.MaxPathLenZero) && i-1 > c.MaxPathLen {
			v.code = "PATH_LENGTH_EXCEEDED"
		}
	}
}

// keyUsages are what the key of a peer may be for, one of which it needs.
var keyUsages = map[x509.ExtKeyUsage]x509.KeyUsage{
	x509.ExtKeyUsageServerAuth: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment | x509.KeyUsageKeyAgreement,
	x509.ExtKeyUsageClientAuth: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyAgreement,
}

func mayIssue(c *x509.Certificate) bool {
	if c.KeyUsage != 0 && c.KeyUsage&x509.KeyUsageCertSign == 0 {
		return false
	}
	return c.IsCA || c.Version < 3 && selfSigned(c)
}

// revoked looks the certificates up in the lists.
func (v *verification) revoked(lists []*x509.RevocationList) {
	for i, c := range v.chain {
		issuer := v.chain[min(i+1, len(v.chain)-1)] // or itself, as in OpenSSL
		code := "UNABLE_TO_GET_CRL"
		for _, list := range lists {
			if !bytes.Equal(list.RawIssuer, c.RawIssuer) {
				continue
			}
			by := revokedBy(c, issuer, list)
			if by == certRevoked || code != "" && code != certRevoked { // of several lists one may be good
				code = by
			}
		}
		switch code {
		case "":
		case noCRLSign:
			v.code, v.reason = unspecified, noCRLSign
		default:
			v.code = code
		}
	}
}

const (
	certRevoked = "CERT_REVOKED"
	noCRLSign   = "key usage does not include CRL signing" // has no code
)

// revokedBy is what is wrong with a certificate by a list of its issuer, or with the list.
func revokedBy(c, issuer *x509.Certificate, list *x509.RevocationList) string {
	now := time.Now()
	switch {
	case slices.ContainsFunc(list.RevokedCertificateEntries, func(entry x509.RevocationListEntry) bool {
		return entry.SerialNumber.Cmp(c.SerialNumber) == 0
	}):
		return certRevoked
	case issuer.CheckSignature(list.SignatureAlgorithm, list.RawTBSRevocationList, list.Signature) != nil:
		return "CRL_SIGNATURE_FAILURE"
	case now.Before(list.ThisUpdate):
		return "CRL_NOT_YET_VALID"
	case !list.NextUpdate.IsZero() && now.After(list.NextUpdate):
		return "CRL_HAS_EXPIRED"
	case issuer.KeyUsage != 0 && issuer.KeyUsage&x509.KeyUsageCRLSign == 0:
		return noCRLSign
	}
	return ""
}

// signatures checks signatures and dates, from the top down.
func (v *verification) signatures(partial bool) {
	now := time.Now()
	last := len(v.chain) - 1
	if !selfSigned(v.chain[last]) && !partial {
		if last == 0 {
			v.code = "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
		} else {
			last-- // its issuer is not here
		}
	}
	for i := last; i >= 0; i-- {
		c := v.chain[i]
		if i+1 < len(v.chain) {
			issuer := v.chain[i+1]
			if issuer.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) != nil {
				v.code = "CERT_SIGNATURE_FAILURE"
			}
		}
		if now.Before(c.NotBefore) {
			v.code = "CERT_NOT_YET_VALID"
		}
		if now.After(c.NotAfter) {
			v.code = "CERT_HAS_EXPIRED"
		}
	}
}

// limits checks what crypto/x509 knows of a chain that is good otherwise: an authority may
// issue for some names only, and a certificate may need something that nobody here knows.
func (v *verification) limits() {
	if v.code != "" {
		return
	}
	limited := false
	for _, c := range v.chain {
		if len(c.UnhandledCriticalExtensions) > 0 {
			v.code, v.reason = unspecified, "unhandled critical extension"
			return
		}
		limited = limited || constrainsNames(c)
	}
	if !limited {
		return
	}
	top := len(v.chain) - 1
	_, err := v.chain[0].Verify(x509.VerifyOptions{
		Roots: pool(v.chain[top:]), Intermediates: pool(v.chain[:top]), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	// crypto/x509 does not look at the common name, which Node takes for a host's when
	// there are no other names.
	leaf := v.chain[0]
	nameless := len(leaf.DNSNames)+len(leaf.IPAddresses)+len(leaf.EmailAddresses)+len(leaf.URIs) == 0
	if err != nil || nameless && leaf.Subject.CommonName != "" {
		v.code, v.reason = unspecified, "permitted subtree violation"
	}
}

func constrainsNames(c *x509.Certificate) bool {
	return c.PermittedDNSDomainsCritical || len(c.PermittedDNSDomains)+len(c.ExcludedDNSDomains)+len(c.PermittedIPRanges)+len(c.ExcludedIPRanges)+
		len(c.PermittedEmailAddresses)+len(c.ExcludedEmailAddresses)+len(c.PermittedURIDomains)+len(c.ExcludedURIDomains) > 0
}

func selfSigned(c *x509.Certificate) bool {
	return bytes.Equal(c.RawSubject, c.RawIssuer) &&
		(len(c.AuthorityKeyId) == 0 || len(c.SubjectKeyId) == 0 || bytes.Equal(c.AuthorityKeyId, c.SubjectKeyId))
}

func contains(list []*x509.Certificate, c *x509.Certificate) bool {
	return slices.ContainsFunc(list, c.Equal)
}

// issuerIn finds the certificate of an issuer by its name: one that is valid now, if there
// is one.
func issuerIn(c *x509.Certificate, list []*x509.Certificate) (found *x509.Certificate) {
	for _, issuer := range list {
		if !bytes.Equal(issuer.RawSubject, c.RawIssuer) ||
			len(c.AuthorityKeyId) > 0 && len(issuer.SubjectKeyId) > 0 && !bytes.Equal(c.AuthorityKeyId, issuer.SubjectKeyId) {
			continue
		}
		if now := time.Now(); now.After(issuer.NotBefore) && now.Before(issuer.NotAfter) {
			return issuer
		}
		found = issuer
	}
	return found
}

// issuersOf is the chain above a certificate.
func issuersOf(c *x509.Certificate, list []*x509.Certificate) (chain []*x509.Certificate) {
	for !selfSigned(c) && len(chain) < longestChain {
		issuer := issuerIn(c, list)
		if issuer == nil || slices.Contains(chain, issuer) {
			break
		}
		chain = append(chain, issuer)
		c = issuer
	}
	return chain
}
