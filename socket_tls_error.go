package nodenet

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"reflect"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// tlsError is an error of a connection with TLS, with the code that Node has for it where
// there is one.
func tlsError(operation string, err error, server bool) *Error {
	var errno syscall.Errno
	switch {
	case errors.Is(err, transport.ErrHandshakeTimeout):
		return &Error{Code: "ERR_TLS_HANDSHAKE_TIMEOUT", Message: err.Error(), cause: os.ErrDeadlineExceeded}
	case errors.As(err, &errno):
		return systemError(operation, err)
	case operation == "handshake" && (err == io.EOF || err == io.ErrUnexpectedEOF):
		return errHandshakeEnded(server)
	}
	return &Error{Code: tlsCode(err), Message: err.Error(), cause: err}
}

// errHandshakeEnded is a peer that has gone in the handshake.
func errHandshakeEnded(server bool) *Error {
	e := systemError("read", syscall.ECONNRESET)
	e.Syscall, e.Message = "", "Client network socket disconnected before secure TLS connection was established"
	if server {
		e.Message = "socket hang up"
	}
	return e
}

func tlsCode(err error) string {
	var (
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		unknown x509.UnknownAuthorityError
		header  tls.RecordHeaderError
		op      *net.OpError
	)
	switch {
	case errors.As(err, &name):
		return "ERR_TLS_CERT_ALTNAME_INVALID"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "CERT_HAS_EXPIRED"
	case errors.As(err, &unknown):
		if c := unknown.Cert; c != nil && c.CheckSignatureFrom(c) == nil {
			return "DEPTH_ZERO_SELF_SIGNED_CERT"
		}
		return "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
	case errors.As(err, &header):
		return "ERR_SSL_WRONG_VERSION_NUMBER"
	case errors.As(err, &op) && op.Op == "remote error":
		// An alert is a number whose type crypto/tls keeps to itself.
		if number := reflect.ValueOf(op.Err); number.Kind() == reflect.Uint8 {
			if code := alertCodes[number.Uint()]; code != "" {
				return code
			}
		}
	}
	return "EPROTO"
}

// alertCodes are Node's names for the alerts that a peer sends when it refuses.
var alertCodes = map[uint64]string{
	20:  "ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC",
	40:  "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
	42:  "ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE",
	43:  "ERR_SSL_SSL/TLS_ALERT_UNSUPPORTED_CERTIFICATE",
	44:  "ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_REVOKED",
	45:  "ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED",
	46:  "ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN",
	47:  "ERR_SSL_SSL/TLS_ALERT_ILLEGAL_PARAMETER",
	48:  "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
	50:  "ERR_SSL_TLSV1_ALERT_DECODE_ERROR",
	51:  "ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR",
	70:  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
	80:  "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
	112: "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
	116: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
	120: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
}
