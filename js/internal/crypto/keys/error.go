package keys

import "strings"

// Error is an error as OpenSSL words it.
type Error struct {
	Number  string // of eight hexadecimal digits
	Library string
	Reason  string
}

func (e *Error) Error() string { return "error:" + e.Number + ":" + e.Library + "::" + e.Reason }

// prefixes are what a library adds to the codes of its errors in Node.
var prefixes = map[string]string{
	"asn1 encoding routines":      "ASN1_",
	"PEM routines":                "PEM_",
	"common libcrypto routines":   "CRYPTO_",
	"digital envelope routines":   "EVP_",
	"rsa routines":                "RSA_",
	"elliptic curve routines":     "EC_",
	"x509 certificate routines":   "X509_",
	"PKCS12 routines":             "PKCS12_",
	"Diffie-Hellman routines":     "DH_",
	"bignum routines":             "BN_",
	"SSL routines":                "SSL_",
	"Provider routines":           "",
	"DECODER routines":            "",
	"configuration file routines": "CONF_",
}

// Code is the error's code in Node.
func (e *Error) Code() string {
	return "ERR_OSSL_" + prefixes[e.Library] + strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(e.Reason))
}

// The errors of keys and certificates that cannot be read.
var (
	ErrUnsupported    = &Error{"1E08010C", "DECODER routines", "unsupported"}
	ErrBadDecrypt     = &Error{"1C800064", "Provider routines", "bad decrypt"}
	ErrNoPassphrase   = &Error{"07880109", "common libcrypto routines", "interrupted or cancelled"}
	ErrNoStartLine    = &Error{"0480006C", "PEM routines", "no start line"}
	ErrBadEndLine     = &Error{"04800066", "PEM routines", "bad end line"}
	ErrBadBase64      = &Error{"04800064", "PEM routines", "bad base64 decode"}
	ErrNotProcType    = &Error{"0480006B", "PEM routines", "not proc type"}
	ErrTooLong        = &Error{"0680009B", "asn1 encoding routines", "too long"}
	ErrNotEnoughData  = &Error{"0680008E", "asn1 encoding routines", "not enough data"}
	ErrHeaderTooLong  = &Error{"0680007B", "asn1 encoding routines", "header too long"}
	ErrWrongTag       = &Error{"068000A8", "asn1 encoding routines", "wrong tag"}
	ErrMemoryExceeded = &Error{"030000AC", "digital envelope routines", "memory limit exceeded"}
)
