package keys

import (
	"bytes"
	"encoding/base64"
	"slices"
)

// NextPEM reads the next block of one of these types, and returns what comes after it. It
// passes over nothing that OpenSSL does not: a block that is cut short, or that is no
// base64, is an error, and text without a block is ErrNoStartLine.
func NextPEM(data []byte, types ...string) (der, rest []byte, err error) {
	for {
		name, rest, found := beginning(data)
		if !found {
			return nil, nil, ErrNoStartLine
		}
		text, rest, err := content(rest, name)
		if err != nil {
			return nil, nil, err
		}
		der, err := decode(text)
		if err != nil {
			return nil, nil, ErrBadBase64
		}
		if slices.Contains(types, name) {
			return der, rest, nil
		}
		data = rest
	}
}

// beginning finds the line that a block begins with.
func beginning(data []byte) (name string, rest []byte, found bool) {
	for len(data) > 0 {
		var line []byte
		line, data = nextLine(data)
		if name, ok := marked(line, "-----BEGIN "); ok {
			return name, data, true
		}
	}
	return "", nil, false
}

// content is the base64 up to the line that ends the block. What stands before an empty
// line is a header, which only encrypted keys have.
func content(data []byte, name string) (text []byte, rest []byte, err error) {
	var lines []byte
	header := false
	for len(data) > 0 {
		var line []byte
		line, data = nextLine(data)
		switch end, isEnd := marked(line, "-----END "); {
		case isEnd && end != name:
			return nil, nil, ErrBadEndLine
		case isEnd && header:
			return nil, nil, ErrNotProcType
		case isEnd:
			return lines, data, nil
		case len(line) == 0 && len(lines) > 0:
			header = true
		}
		lines = append(lines, line...)
	}
	return nil, nil, ErrBadEndLine
}

// decode reads base64 with spaces in it, up to a dash.
func decode(text []byte) ([]byte, error) {
	text = bytes.Join(bytes.Fields(text), nil)
	if i := bytes.IndexByte(text, '-'); i >= 0 {
		text = text[:i/4*4]
	}
	return base64.StdEncoding.AppendDecode(nil, text)
}

func nextLine(data []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(data, []byte("\n"))
	return bytes.TrimRight(line, " \t\r\v\f"), rest
}

func marked(line []byte, mark string) (name string, ok bool) {
	between, begins := bytes.CutPrefix(line, []byte(mark))
	between, ends := bytes.CutSuffix(between, []byte("-----"))
	return string(between), begins && ends && !bytes.Contains(between, []byte("-----"))
}

// MalformedDER says how OpenSSL finds bytes that are no certificate.
func MalformedDER(der []byte) error {
	if len(der) == 1 {
		return ErrHeaderTooLong
	}
	if len(der) < 2 {
		return ErrWrongTag
	}
	length, n := int(der[1]), 0
	if length >= 0x80 {
		if n = length & 0x7f; n > 4 || len(der) < 2+n {
			return ErrHeaderTooLong
		}
		length = 0
		for _, b := range der[2 : 2+n] {
			length = length<<8 | int(b)
		}
	}
	if length < 0 || length > len(der)-2-n {
		return ErrTooLong
	}
	return ErrWrongTag
}
