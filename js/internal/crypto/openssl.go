package crypto

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// The errors of OpenSSL that using a key can end with.
var (
	errKeyOperation   = &keys.Error{Number: "03000096", Library: "digital envelope routines", Reason: "operation not supported for this keytype"}
	errDataTooLarge   = &keys.Error{Number: "0200006E", Library: "rsa routines", Reason: "data too large for key size"}
	errDataTooSmall   = &keys.Error{Number: "0200007A", Library: "rsa routines", Reason: "data too small for key size"}
	errDataGreater    = &keys.Error{Number: "02000084", Library: "rsa routines", Reason: "data too large for modulus"}
	errDataLonger     = &keys.Error{Number: "0200006C", Library: "rsa routines", Reason: "data greater than mod len"}
	errUnknownPadding = &keys.Error{Number: "02000076", Library: "rsa routines", Reason: "unknown padding type"}
	errPaddingMode    = &keys.Error{Number: "1C8000A5", Library: "Provider routines", Reason: "illegal or unsupported padding mode"}
	errOAEP           = &keys.Error{Number: "02000079", Library: "rsa routines", Reason: "oaep decoding error"}
	errBlockType      = &keys.Error{Number: "0200006A", Library: "rsa routines", Reason: "block type is not 01"}
	errSaltLength     = &keys.Error{Number: "1C800070", Library: "Provider routines", Reason: "invalid salt length"}
	errSaltTooSmall   = &keys.Error{Number: "1C8000AC", Library: "Provider routines", Reason: "pss saltlen too small"}
	errDigestRefused  = &keys.Error{Number: "1C8000AE", Library: "Provider routines", Reason: "digest not allowed"}
	errInvalidDigest  = &keys.Error{Number: "1C80007A", Library: "Provider routines", Reason: "invalid digest"}
	errProviderKey    = &keys.Error{Number: "1C8000B2", Library: "Provider routines", Reason: "operation not supported for this keytype"}
	errX931Digest     = &keys.Error{Number: "1C8000AA", Library: "Provider routines", Reason: "invalid x931 digest"}
)

// opensslError makes the error that scripts get of one of Go's. Where a message is given
// it stands for OpenSSL's. The list opensslErrorStack is not there.
func (m *module) opensslError(err error, message string) *goja.Object {
	var known *keys.Error
	if !errors.As(err, &known) {
		if message == "" {
			message = err.Error()
		}
		return m.e.Error("ERR_CRYPTO_OPERATION_FAILED", message)
	}
	if message == "" {
		message = known.Error()
	}
	o := m.e.PlainError(message)
	for _, pair := range [][2]string{{"library", known.Library}, {"reason", known.Reason}, {"code", known.Code()}} {
		engine.Must(o.Set(pair[0], pair[1]))
	}
	return o
}

// must throws what OpenSSL would have to say.
func (m *module) must(err error) {
	if err != nil {
		panic(m.opensslError(err, ""))
	}
}

func (m *module) incompatible(encoding, reason string) *goja.Object {
	return m.e.Error("ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", "The selected key encoding "+encoding+" "+reason+".")
}

// wrongForm says that a key has no such form.
func (m *module) wrongForm() *goja.Object {
	return m.e.Error("ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", "The selected key encoding is incompatible with the key type")
}

func (m *module) invalidJWK(message string) *goja.Object {
	return m.e.TypeError("ERR_CRYPTO_INVALID_JWK", message)
}
