package keys

import "crypto/x509"

// CertificateKey is the public key of a certificate.
func CertificateKey(der []byte) (*Key, error) {
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, malformed(der)
	}
	return ParseSPKI(certificate.RawSubjectPublicKeyInfo)
}
