package crypto

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/certificates"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// LegacyObject is what toLegacyObject, and getPeerCertificate of TLS, give of a
// certificate.
func LegacyObject(e *engine.Engine, c *certificates.Certificate) *goja.Object {
	o := e.Object("subject", nameObject(e, c.RawSubject), "issuer", nameObject(e, c.RawIssuer), "subjectaltname", orUndefined(e, c.SubjectAltName()),
		"infoAccess", accessObject(e, c), "ca", c.IsAuthority())
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	for _, name := range []string{"modulus", "exponent", "pubkey", "bits"} {
		set(name, goja.Undefined())
	}
	var asn1Curve, nistCurve goja.Value = goja.Undefined(), goja.Undefined()
	if k := c.Key(); k != nil {
		switch public := k.Public.(type) {
		case *rsa.PublicKey:
			set("modulus", certificates.Hex(public.N))
			set("exponent", fmt.Sprintf("0x%x", public.E))
			set("bits", public.N.BitLen())
			set("pubkey", buffer.Wrap(e, c.RawSubjectPublicKeyInfo))
		case *ecdsa.PublicKey:
			curve, _ := keys.CurveOf(public)
			asn1Curve, nistCurve = e.Text(curve.Name), orUndefined(e, curve.NIST)
			set("bits", curve.Params().N.BitLen())
			set("pubkey", buffer.Wrap(e, k.Raw()))
		}
	}
	set("valid_from", certificates.Time(c.NotBefore))
	set("valid_to", certificates.Time(c.NotAfter))
	set("fingerprint", c.Fingerprint(crypto.SHA1))
	set("fingerprint256", c.Fingerprint(crypto.SHA256))
	set("fingerprint512", c.Fingerprint(crypto.SHA512))
	set("ext_key_usage", textsOrUndefined(e, c.ExtendedKeyUsage()))
	set("serialNumber", c.Serial())
	set("raw", buffer.Wrap(e, append([]byte{}, c.Raw...)))
	set("asn1Curve", asn1Curve)
	set("nistCurve", nistCurve)
	return o
}

// nameObject has the attributes of a name as properties, several of one name as an array.
func nameObject(e *engine.Engine, der []byte) *goja.Object {
	o := e.VM.CreateObject(nil)
	for _, a := range certificates.Attributes(der) {
		add(e, o, a.Name, a.Value, false)
	}
	return o
}

func accessObject(e *engine.Engine, c *certificates.Certificate) goja.Value {
	list := c.InfoAccess()
	if list == nil {
		return goja.Undefined()
	}
	o := e.VM.CreateObject(nil)
	for _, access := range list {
		kind, place, _ := strings.Cut(access.Location, ":")
		add(e, o, access.Method+" - "+kind, place, true)
	}
	return o
}

// add sets a property, or makes it an array with one item more.
func add(e *engine.Engine, o *goja.Object, name, value string, always bool) {
	before := o.Get(name)
	switch list, ok := before.(*goja.Object); {
	case ok:
		engine.Must(list.Set(list.Get("length").String(), value))
	case before != nil:
		engine.Must(o.Set(name, e.VM.NewArray(before, value)))
	case always:
		engine.Must(o.Set(name, e.VM.NewArray(value)))
	default:
		engine.Must(o.Set(name, value))
	}
}
