package certificates

import (
	"encoding/asn1"
	"fmt"
	"net/netip"
	"strings"
)

var (
	oidAltName          = asn1.ObjectIdentifier{2, 5, 29, 17}
	oidExtendedKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}
	oidInfoAccess       = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 1}
)

// The tags of the kinds of general names.
const (
	otherName = iota
	emailName
	dnsName
	x400Name
	directoryName
	ediPartyName
	uriName
	ipName
	registeredName
)

// altNames are the general names of subjectAltName.
func (c *Certificate) altNames() (list []asn1.RawValue) {
	value := c.extension(oidAltName)
	if value == nil {
		return nil
	}
	if _, err := asn1.Unmarshal(value, &list); err != nil {
		return nil
	}
	return list
}

// SubjectAltName is the text of that extension; "" when there is none.
func (c *Certificate) SubjectAltName() string {
	names := c.altNames()
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = generalName(name)
	}
	return strings.Join(texts, ", ")
}

// Access is one place where an authority says more.
type Access struct{ Method, Location string }

// InfoAccess lists what the extension authorityInfoAccess says.
func (c *Certificate) InfoAccess() (list []Access) {
	var descriptions []struct {
		Method   asn1.ObjectIdentifier
		Location asn1.RawValue
	}
	value := c.extension(oidInfoAccess)
	if value == nil {
		return nil
	}
	if _, err := asn1.Unmarshal(value, &descriptions); err != nil {
		return nil
	}
	for _, d := range descriptions {
		method := d.Method.String()
		switch method {
		case "1.3.6.1.5.5.7.48.1":
			method = "OCSP"
		case "1.3.6.1.5.5.7.48.2":
			method = "CA Issuers"
		}
		list = append(list, Access{method, generalName(d.Location)})
	}
	return list
}

func generalName(v asn1.RawValue) string {
	switch v.Tag {
	case otherName:
		return "othername:" + otherNameText(v)
	case emailName:
		return "email:" + quoted(string(v.Bytes), false)
	case dnsName:
		return "DNS:" + quoted(string(v.Bytes), false)
	case x400Name:
		return "X400Name:<unsupported>"
	case ediPartyName:
		return "EdiPartyName:<unsupported>"
	case directoryName:
		return "DirName:" + quoted(join(reversed(Attributes(v.Bytes)), ",", "+"), true)
	case uriName:
		return "URI:" + quoted(string(v.Bytes), false)
	case ipName:
		return "IP Address:" + address(v.Bytes)
	case registeredName:
		var oid asn1.ObjectIdentifier
		whole := append([]byte{asn1.TagOID, byte(len(v.Bytes))}, v.Bytes...)
		if len(v.Bytes) < 128 {
			if _, err := asn1.Unmarshal(whole, &oid); err == nil {
				return "Registered ID:" + oid.String()
			}
		}
	}
	return "<unsupported>"
}

// otherNames are those whose values are known.
var otherNames = map[string]string{
	"1.3.6.1.4.1.311.20.2.3": "UPN",
	"1.3.6.1.5.5.7.8.9":      "SmtpUTF8Mailbox",
	"1.3.6.1.5.5.7.8.5":      "XmppAddr",
	"1.3.6.1.5.5.7.8.7":      "SRVName",
	"1.3.6.1.5.5.7.8.8":      "NAIRealm",
}

func otherNameText(v asn1.RawValue) string {
	var oid asn1.ObjectIdentifier
	var wrapped, value asn1.RawValue
	rest, err := asn1.Unmarshal(v.Bytes, &oid)
	if err == nil {
		_, err = asn1.Unmarshal(rest, &wrapped)
	}
	if err == nil {
		_, err = asn1.Unmarshal(wrapped.Bytes, &value)
	}
	name := otherNames[oid.String()]
	if err != nil || name == "" {
		return "<unsupported>"
	}
	utf8Only := name != "SRVName"
	if utf8Only && value.Tag != asn1.TagUTF8String || !utf8Only && value.Tag != asn1.TagIA5String {
		return "<unsupported>"
	}
	return name + ":" + quoted(string(value.Bytes), utf8Only)
}

// quoted puts a name between quotes, as JSON does, when it could be taken for several.
// What is not ASCII is so, unless the name is UTF-8.
func quoted(s string, utf8 bool) string {
	unsafe := func(c byte) bool { return c < ' ' || c > '~' && !utf8 || c == 0x7f }
	safe := true
	for i := range len(s) {
		if c := s[i]; unsafe(c) || strings.IndexByte(`",\'`, c) >= 0 {
			safe = false
		}
	}
	if safe {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\\' || c == '"':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == ',' || unsafe(c):
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// address writes one of IPv6 in full.
func address(p []byte) string {
	a, ok := netip.AddrFromSlice(p)
	if !ok {
		return "<invalid length=" + fmt.Sprint(len(p)) + ">"
	}
	if a.Is4() {
		return a.String()
	}
	parts := make([]string, 8)
	for i := range parts {
		parts[i] = fmt.Sprintf("%X", int(p[2*i])<<8|int(p[2*i+1]))
	}
	return strings.Join(parts, ":")
}
