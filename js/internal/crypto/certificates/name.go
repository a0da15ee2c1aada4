package certificates

import (
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Attribute is one attribute of a name.
type Attribute struct {
	Name  string // the short name, or the number of one that has none
	Value string
	first bool // of those that belong together
}

// Attributes are those of a name as it stands in a certificate, RawSubject or RawIssuer.
func Attributes(der []byte) (list []Attribute) {
	var sequence []asn1.RawValue
	if _, err := asn1.Unmarshal(der, &sequence); err != nil {
		return nil
	}
	for _, set := range sequence {
		first := true
		for rest := set.Bytes; len(rest) > 0; {
			var pair struct {
				OID   asn1.ObjectIdentifier
				Value asn1.RawValue
			}
			var err error
			if rest, err = asn1.Unmarshal(rest, &pair); err != nil {
				return list
			}
			name := shortNames[pair.OID.String()]
			if name == "" {
				name = pair.OID.String()
			}
			list = append(list, Attribute{name, text(pair.Value), first})
			first = false
		}
	}
	return list
}

// Lines writes a name as Node's subject and issuer: one line for each attribute.
func Lines(der []byte) string { return join(Attributes(der), "\n", " + ") }

// join writes attributes with RFC 2253's escapes.
func join(list []Attribute, separator, plus string) string {
	var b strings.Builder
	for i, a := range list {
		switch {
		case i == 0:
		case a.first:
			b.WriteString(separator)
		default:
			b.WriteString(plus)
		}
		b.WriteString(a.Name + "=" + escape(a.Value))
	}
	return b.String()
}

// reversed is a name from its end, as RFC 2253 has it.
func reversed(list []Attribute) []Attribute {
	var groups [][]Attribute
	for _, a := range list {
		if a.first {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], a)
	}
	out := make([]Attribute, 0, len(list))
	for i := len(groups) - 1; i >= 0; i-- {
		out = append(out, groups[i]...)
	}
	return out
}

func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune(`,+"\<>;`, r), i == 0 && (r == ' ' || r == '#'), r == ' ' && i == len(s)-1:
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\%02X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// text is the value of an attribute, of whatever kind of string it is.
func text(v asn1.RawValue) string {
	switch v.Tag {
	case asn1.TagT61String: // taken for Latin 1, as OpenSSL does
		return latin1(v.Bytes)
	case asn1.TagBMPString:
		units := make([]uint16, len(v.Bytes)/2)
		for i := range units {
			units[i] = uint16(v.Bytes[2*i])<<8 | uint16(v.Bytes[2*i+1])
		}
		return string(utf16.Decode(units))
	case asn1.TagUTF8String, asn1.TagPrintableString, asn1.TagIA5String, asn1.TagNumericString, asn1.TagGeneralString, 26:
		if utf8.Valid(v.Bytes) {
			return string(v.Bytes)
		}
		return latin1(v.Bytes)
	}
	return "#" + strings.ToUpper(hex.EncodeToString(v.FullBytes))
}

func latin1(p []byte) string {
	runes := make([]rune, len(p))
	for i, c := range p {
		runes[i] = rune(c)
	}
	return string(runes)
}

var shortNames = map[string]string{
	"2.5.4.3":                    "CN",
	"2.5.4.4":                    "SN",
	"2.5.4.5":                    "serialNumber",
	"2.5.4.6":                    "C",
	"2.5.4.7":                    "L",
	"2.5.4.8":                    "ST",
	"2.5.4.9":                    "street",
	"2.5.4.10":                   "O",
	"2.5.4.11":                   "OU",
	"2.5.4.12":                   "title",
	"2.5.4.13":                   "description",
	"2.5.4.15":                   "businessCategory",
	"2.5.4.16":                   "postalAddress",
	"2.5.4.17":                   "postalCode",
	"2.5.4.18":                   "postOfficeBox",
	"2.5.4.20":                   "telephoneNumber",
	"2.5.4.41":                   "name",
	"2.5.4.42":                   "GN",
	"2.5.4.43":                   "initials",
	"2.5.4.44":                   "generationQualifier",
	"2.5.4.45":                   "x500UniqueIdentifier",
	"2.5.4.46":                   "dnQualifier",
	"2.5.4.65":                   "pseudonym",
	"2.5.4.72":                   "role",
	"2.5.4.97":                   "organizationIdentifier",
	"1.2.840.113549.1.9.1":       "emailAddress",
	"1.2.840.113549.1.9.2":       "unstructuredName",
	"1.2.840.113549.1.9.8":       "unstructuredAddress",
	"0.9.2342.19200300.100.1.1":  "UID",
	"0.9.2342.19200300.100.1.25": "DC",
	"1.3.6.1.4.1.311.60.2.1.1":   "jurisdictionL",
	"1.3.6.1.4.1.311.60.2.1.2":   "jurisdictionST",
	"1.3.6.1.4.1.311.60.2.1.3":   "jurisdictionC",
}
