package tls

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	socket "github.com/nodenet-go/nodenet/js/internal/net"
)

// opensslError is an error of "SSL routines".
type opensslError struct{ number, reason string }

func (e *opensslError) Error() string { return e.reason }

// sslError is it as Node shows it.
func (m *module) sslError(e *opensslError) *goja.Object { return m.sslErrorAt(e, "", "") }

// sslErrorAt names the function of OpenSSL's, and what it says more.
func (m *module) sslErrorAt(e *opensslError, function, more string) *goja.Object {
	o := m.e.PlainError("error:" + e.number + ":SSL routines:" + function + ":" + e.reason + more)
	engine.Must(o.Set("library", "SSL routines"))
	engine.Must(o.Set("reason", e.reason))
	engine.Must(o.Set("code", "ERR_SSL_"+strings.ToUpper(strings.ReplaceAll(e.reason, " ", "_"))))
	return o
}

// failure is the error of a connection as a script gets it; nil for a peer that has gone
// before the handshake was done.
func (m *module) failure(err *node.Error) goja.Value {
	var alert *net.OpError
	var header tls.RecordHeaderError
	var own *opensslError
	switch cause := err.Cause; {
	case errors.As(cause, &own):
		return m.sslError(own)
	case err.Errno != 0:
		return socket.SystemError(m.e, err)
	case err.Syscall == "handshake" && (cause == io.EOF || cause == io.ErrUnexpectedEOF):
		return nil
	case errors.As(cause, &header):
		return m.sslError(headerError(header.RecordHeader))
	case errors.As(cause, &alert) && alert.Op == "remote error":
		// An alert is a number whose type crypto/tls keeps to itself; its text is that
		// of an AlertError.
		for number := range uint64(256) {
			if tls.AlertError(number).Error() == alert.Err.Error() {
				return m.sslErrorAt(alertError(number), "ssl3_read_bytes", fmt.Sprintf(":SSL alert number %d\n", number))
			}
		}
	case errors.As(cause, &alert):
		return m.sslError(localError(alert.Err.Error()))
	}
	if err.Syscall == "read" && (err.Cause == io.ErrUnexpectedEOF) {
		return m.sslError(&opensslError{"0A000126", "unexpected eof while reading"})
	}
	return m.sslError(textError(err.Cause))
}

// localError is what this end has found wrong with a record, by the text of the alert
// that it has sent.
func localError(text string) *opensslError {
	switch text {
	case tls.AlertError(10).Error():
		return errUnexpected
	case tls.AlertError(22).Error():
		return &opensslError{"0A000092", "data length too long"}
	case tls.AlertError(50).Error():
		return &opensslError{"0A0000A0", "length too short"}
	case tls.AlertError(70).Error():
		return &opensslError{"0A00010B", "wrong version number"}
	}
	return &opensslError{"0A000119", "decryption failed or bad record mac"}
}

// headerError is what comes of bytes that are no record.
func headerError(p [5]byte) *opensslError {
	switch text := string(p[:]); {
	case strings.HasPrefix(text, "GET ") || strings.HasPrefix(text, "POST ") || strings.HasPrefix(text, "HEAD ") || strings.HasPrefix(text, "PUT "):
		return &opensslError{"0A00009C", "http request"}
	case strings.HasPrefix(text, "CONNE"):
		return &opensslError{"0A00009B", "https proxy request"}
	case p[1] == 3 && (p[0] == 20 || p[0] == 23):
		return errUnexpected
	case p[1] == 3:
		return &opensslError{"0A000092", "data length too long"}
	}
	return &opensslError{"0A00010B", "wrong version number"}
}

var errUnexpected = &opensslError{"0A0000F4", "unexpected message"}

// alertError is what the peer says by an alert.
func alertError(number uint64) *opensslError {
	name := alerts[number]
	if name == "" {
		name = "unknown alert type"
	}
	return &opensslError{fmt.Sprintf("%08X", 0x0A000000+1000+number), name}
}

// alerts are OpenSSL's reasons for those that a peer sends.
var alerts = map[uint64]string{
	10: "ssl/tls alert unexpected message", 20: "ssl/tls alert bad record mac", 22: "tlsv1 alert record overflow",
	40: "ssl/tls alert handshake failure", 42: "ssl/tls alert bad certificate", 43: "ssl/tls alert unsupported certificate",
	44: "ssl/tls alert certificate revoked", 45: "ssl/tls alert certificate expired", 46: "ssl/tls alert certificate unknown",
	47: "ssl/tls alert illegal parameter", 48: "tlsv1 alert unknown ca", 49: "tlsv1 alert access denied", 50: "tlsv1 alert decode error",
	51: "tlsv1 alert decrypt error", 70: "tlsv1 alert protocol version", 71: "tlsv1 alert insufficient security",
	80: "tlsv1 alert internal error", 86: "tlsv1 alert inappropriate fallback", 90: "tlsv1 alert user cancelled", 100: "tlsv1 alert no renegotiation",
	109: "tlsv13 alert missing extension", 110: "tlsv1 unsupported extension", 112: "tlsv1 unrecognized name",
	113: "tlsv1 bad certificate status response", 115: "tlsv1 alert unknown psk identity", 116: "tlsv13 alert certificate required",
	120: "tlsv1 alert no application protocol",
}

// textError is a handshake that this end has given up. crypto/tls tells such errors apart
// by their text only.
func textError(err error) *opensslError {
	text := err.Error()
	for _, known := range []struct{ text, number, reason string }{
		{"unsupported versions", "0A000102", "unsupported protocol"},
		{"unsupported protocol version", "0A000102", "unsupported protocol"},
		{"no supported versions", "0A0000BF", "no protocols available"},
		{"no cipher suite supported", "0A0000C1", "no shared cipher"},
		{"no mutually supported", "0A0000C1", "no shared cipher"},
		{"certificate cannot be used with", "0A0000C1", "no shared cipher"},
		{"unsupported certificate", "0A000076", "no suitable signature algorithm"},
		{"key size too small for", "0A000076", "no suitable signature algorithm"},
		{"unsupported application protocols", "0A0000EB", "no application protocol"},
		{"didn't provide a certificate", "0A0000C7", "peer did not return a certificate"},
		{"does not implement crypto.Signer", "0A000076", "no suitable signature algorithm"},
		{"no supported elliptic curves", "0A000065", "no suitable key share"},
		{"no key exchanges supported", "0A000065", "no suitable key share"},
		{"peer doesn't support any", "0A000076", "no suitable signature algorithm"},
		{"unsupported SSLv2", "0A000102", "unsupported protocol"},
		{"oversized", "0A000092", "data length too long"},
		{"bad record MAC", "0A000119", "decryption failed or bad record mac"},
		{"unexpected message", "0A0000F4", "unexpected message"},
		{"failed to parse certificate", "0A000180", "bad certificate"},
		{"cipher suite", "0A0000F8", "unknown cipher returned"},
	} {
		if strings.Contains(text, known.text) {
			return &opensslError{known.number, known.reason}
		}
	}
	return errUnexpected
}
