package crypto

import (
	"crypto"
	"net/netip"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto/certificates"
	"github.com/nodenet-go/nodenet/js/internal/crypto/keys"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// certificate is one as it hides in an X509Certificate.
type certificate struct {
	goja.Value
	*certificates.Certificate
	m      *module
	public *goja.Object // its key, once it was asked for
}

// Clone is the X509Certificate that structuredClone and messages make of another.
func (c *certificate) Clone() *goja.Object {
	o := c.m.e.VM.CreateObject(c.m.x509Class().Prototype)
	c.m.hideCertificate(o, c.Certificate)
	return o
}

func (m *module) hideCertificate(o *goja.Object, c *certificates.Certificate) {
	value := &certificate{goja.Undefined(), c, m, nil}
	engine.Hide(o, "X509Certificate", value)
	engine.Hide(o, engine.Cloneable, value)
}

func certificateOf(v goja.Value) *certificate {
	return engine.Held[*certificate](v, "X509Certificate")
}

// shownProperties are those that util.inspect shows.
var shownProperties = strings.Fields("subject subjectAltName issuer infoAccess validFrom validTo validFromDate validToDate fingerprint fingerprint256 " +
	"fingerprint512 keyUsage serialNumber signatureAlgorithm signatureAlgorithmOid")

// x509Class makes the class X509Certificate when it is first asked for.
func (m *module) x509Class() *engine.Class {
	if m.x509 != nil {
		return m.x509
	}
	e := m.e
	m.x509 = e.NewClass("X509Certificate", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		data, ok := m.bytesOrText(call.Argument(0), nil)
		if _, isBuffer := buffer.ArrayBufferBytes(call.Argument(0)); !ok || isBuffer {
			panic(e.InvalidArgType("buffer", call.Argument(0), views...))
		}
		c, err := certificates.Parse(data)
		m.must(err)
		m.hideCertificate(call.This, c)
		return nil
	})
	this := func(v goja.Value) *certificate {
		if c := certificateOf(v); c != nil {
			return c
		}
		panic(e.InvalidThis("X509Certificate"))
	}
	getter := func(name string, get func(c *certificate) goja.Value) {
		m.x509.Getter(name, func(o *goja.Object) goja.Value { return get(this(o)) }, nil)
	}
	method := func(name string, length int, f func(c *certificate, call goja.FunctionCall) goja.Value) {
		m.x509.Method(name, length, func(call goja.FunctionCall) goja.Value { return f(this(call.This), call) })
	}
	m.x509Properties(getter)
	method("toString", 0, func(c *certificate, _ goja.FunctionCall) goja.Value { return e.Text(c.PEM()) })
	method("toJSON", 0, func(c *certificate, _ goja.FunctionCall) goja.Value { return e.Text(c.PEM()) })
	getter("ca", func(c *certificate) goja.Value { return e.Bool(c.IsAuthority()) })
	m.x509Checks(method)
	method("toLegacyObject", 0, func(c *certificate, _ goja.FunctionCall) goja.Value { return LegacyObject(e, c.Certificate) })
	m.x509.Inspector(func(o *goja.Object, depth float64, inspect func(v goja.Value) string) goja.Value {
		if depth < 0 {
			return o
		}
		shown := e.VM.NewObject()
		for _, name := range shownProperties {
			engine.Must(shown.Set(name, o.Get(name)))
		}
		return e.Text("X509Certificate " + inspect(shown))
	})
	return m.x509
}

// orUndefined is undefined for "".
func orUndefined(e *engine.Engine, s string) goja.Value {
	if s == "" {
		return goja.Undefined()
	}
	return e.Text(s)
}

func textsOrUndefined(e *engine.Engine, list []string) goja.Value {
	if list == nil {
		return goja.Undefined()
	}
	items := make([]any, len(list))
	for i, s := range list {
		items[i] = s
	}
	return e.VM.NewArray(items...)
}

func (m *module) x509Properties(getter func(name string, get func(c *certificate) goja.Value)) {
	e := m.e
	date := func(ms int64) goja.Value { return e.Construct(e.VM.Get("Date"), e.VM.ToValue(ms)) }
	getter("subject", func(c *certificate) goja.Value { return orUndefined(e, certificates.Lines(c.RawSubject)) })
	getter("subjectAltName", func(c *certificate) goja.Value { return orUndefined(e, c.SubjectAltName()) })
	getter("issuer", func(c *certificate) goja.Value { return orUndefined(e, certificates.Lines(c.RawIssuer)) })
	getter("issuerCertificate", func(*certificate) goja.Value { return goja.Undefined() })
	getter("infoAccess", func(c *certificate) goja.Value {
		var lines []string
		for _, access := range c.InfoAccess() {
			lines = append(lines, access.Method+" - "+access.Location)
		}
		return orUndefined(e, strings.Join(lines, "\n"))
	})
	getter("validFrom", func(c *certificate) goja.Value { return e.Text(certificates.Time(c.NotBefore)) })
	getter("validTo", func(c *certificate) goja.Value { return e.Text(certificates.Time(c.NotAfter)) })
	getter("validFromDate", func(c *certificate) goja.Value { return date(c.NotBefore.UnixMilli()) })
	getter("validToDate", func(c *certificate) goja.Value { return date(c.NotAfter.UnixMilli()) })
	getter("fingerprint", func(c *certificate) goja.Value { return e.Text(c.Fingerprint(crypto.SHA1)) })
	getter("fingerprint256", func(c *certificate) goja.Value { return e.Text(c.Fingerprint(crypto.SHA256)) })
	getter("fingerprint512", func(c *certificate) goja.Value { return e.Text(c.Fingerprint(crypto.SHA512)) })
	getter("keyUsage", func(c *certificate) goja.Value { return textsOrUndefined(e, c.ExtendedKeyUsage()) })
	getter("serialNumber", func(c *certificate) goja.Value { return e.Text(c.Serial()) })
	getter("signatureAlgorithm", func(c *certificate) goja.Value { return orUndefined(e, c.SignatureName()) })
	getter("signatureAlgorithmOid", func(c *certificate) goja.Value { return e.Text(c.SignatureOID()) })
	getter("raw", func(c *certificate) goja.Value { return buffer.Wrap(e, append([]byte{}, c.Raw...)) })
	getter("publicKey", func(c *certificate) goja.Value {
		if c.public == nil {
			k, err := keys.ParseSPKI(c.RawSubjectPublicKeyInfo)
			m.must(err)
			c.public = m.keyObject(k)
		}
		return c.public
	})
}

func (m *module) x509Checks(method func(name string, length int, f func(c *certificate, call goja.FunctionCall) goja.Value)) {
	e := m.e
	invalidName := func() *goja.Object { return e.TypeError("ERR_INVALID_ARG_VALUE", "Invalid name") }
	method("checkHost", 2, func(c *certificate, call goja.FunctionCall) goja.Value {
		name := e.NeedString("name", call.Argument(0))
		match := m.matchOptions(call.Argument(1))
		if strings.IndexByte(name, 0) >= 0 {
			panic(invalidName())
		}
		if found, ok := c.Host(name, match); ok {
			return e.Text(found)
		}
		return nil
	})
	method("checkEmail", 2, func(c *certificate, call goja.FunctionCall) goja.Value {
		address := e.NeedString("email", call.Argument(0))
		match := m.matchOptions(call.Argument(1))
		if strings.IndexByte(address, 0) >= 0 {
			panic(invalidName())
		}
		if c.Email(address, match) {
			return call.Argument(0)
		}
		return nil
	})
	method("checkIP", 2, func(c *certificate, call goja.FunctionCall) goja.Value {
		text := e.NeedString("ip", call.Argument(0))
		m.matchOptions(call.Argument(1))
		a, err := netip.ParseAddr(text)
		if err != nil || a.Zone() != "" {
			panic(invalidName())
		}
		if c.IP(a) {
			return call.Argument(0)
		}
		return nil
	})
	method("checkIssued", 1, func(c *certificate, call goja.FunctionCall) goja.Value {
		other := certificateOf(call.Argument(0))
		if other == nil {
			panic(e.InvalidArgType("otherCert", call.Argument(0), "X509Certificate"))
		}
		return e.Bool(c.IssuedBy(other.Certificate))
	})
	key := func(v goja.Value, kind keys.Kind) *keys.Key {
		k := keyOf(v)
		if k == nil {
			panic(e.InvalidArgType("pkey", v, "KeyObject"))
		}
		if k.Kind != kind {
			panic(e.InvalidArgValue("pkey", v, ""))
		}
		return k
	}
	method("checkPrivateKey", 1, func(c *certificate, call goja.FunctionCall) goja.Value {
		private, public := key(call.Argument(0), keys.Private), c.Key()
		return e.Bool(public != nil && public.Equal(private.ToPublic()))
	})
	method("verify", 1, func(c *certificate, call goja.FunctionCall) goja.Value {
		return e.Bool(c.Verify(key(call.Argument(0), keys.Public)))
	})
}

// matchOptions reads the options of checkHost and its like.
func (m *module) matchOptions(v goja.Value) (match certificates.Match) {
	e := m.e
	if engine.IsUndefined(v) {
		return match
	}
	o := e.NeedObject("options", v)
	subject := optional(o, "subject")
	switch {
	case engine.IsUndefined(subject), subject.String() == "default":
	case subject.String() == "always":
		match.AlwaysSubject = true
	case subject.String() == "never":
		match.NeverSubject = true
	default:
		e.NeedString("options.subject", subject)
		panic(e.InvalidArgValue("options.subject", subject, ""))
	}
	flag := func(name string, otherwise bool) bool {
		if v := optional(o, name); !engine.IsUndefined(v) {
			return e.NeedBoolean("options."+name, v)
		}
		return otherwise
	}
	match.NoWildcards = !flag("wildcards", true)
	match.NoPartialWildcards = !flag("partialWildcards", true)
	match.MultiLabelWildcards = flag("multiLabelWildcards", false)
	match.SingleLabelSubdomains = flag("singleLabelSubdomains", false)
	return match
}
