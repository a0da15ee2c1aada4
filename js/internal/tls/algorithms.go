package tls

import (
	"crypto/tls"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// suite is a cipher suite with its names.
type suite struct {
	id       uint16
	name     string // OpenSSL's
	standard string // of the RFCs
	version  string
}

// suites are those that crypto/tls has, in OpenSSL's order.
var suites = []suite{
	{tls.TLS_AES_256_GCM_SHA384, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", "TLSv1.3"},
	{tls.TLS_CHACHA20_POLY1305_SHA256, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", "TLSv1.3"},
	{tls.TLS_AES_128_GCM_SHA256, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", "TLSv1.3"},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, "ECDHE-ECDSA-AES256-GCM-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLSv1.2"},
	{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, "ECDHE-RSA-AES256-GCM-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLSv1.2"},
	{tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, "ECDHE-ECDSA-CHACHA20-POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2"},
	{tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, "ECDHE-RSA-CHACHA20-POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2"},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "ECDHE-ECDSA-AES128-GCM-SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLSv1.2"},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2"},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, "ECDHE-ECDSA-AES128-SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLSv1.2"},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, "ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLSv1.2"},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, "ECDHE-ECDSA-AES256-SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "TLSv1.0"},
	{tls.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, "ECDHE-RSA-AES256-SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "TLSv1.0"},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, "ECDHE-ECDSA-AES128-SHA", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLSv1.0"},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "ECDHE-RSA-AES128-SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLSv1.0"},
	{tls.TLS_RSA_WITH_AES_256_GCM_SHA384, "AES256-GCM-SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384", "TLSv1.2"},
	{tls.TLS_RSA_WITH_AES_128_GCM_SHA256, "AES128-GCM-SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2"},
	{tls.TLS_RSA_WITH_AES_128_CBC_SHA256, "AES128-SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA256", "TLSv1.2"},
	{tls.TLS_RSA_WITH_AES_256_CBC_SHA, "AES256-SHA", "TLS_RSA_WITH_AES_256_CBC_SHA", "SSLv3"},
	{tls.TLS_RSA_WITH_AES_128_CBC_SHA, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA", "SSLv3"},
}

func suiteByID(id uint16) (suite, bool) {
	for _, s := range suites {
		if s.id == id {
			return s, true
		}
	}
	return suite{}, false
}

var errNoCipher = &opensslError{"0A0000B9", "no cipher match"}

// foreign are the suites that OpenSSL has and crypto/tls has not. They may be named, but
// no connection comes to have one.
var foreign = strings.Fields(`DHE-RSA-AES256-GCM-SHA384 DHE-RSA-CHACHA20-POLY1305 DHE-RSA-AES128-GCM-SHA256 DHE-RSA-AES256-SHA256 DHE-RSA-AES128-SHA256
	DHE-RSA-AES256-SHA DHE-RSA-AES128-SHA DHE-DSS-AES256-GCM-SHA384 DHE-DSS-AES128-GCM-SHA256 DHE-DSS-AES256-SHA DHE-DSS-AES128-SHA
	ECDHE-ECDSA-AES256-SHA384 ECDHE-RSA-AES256-SHA384 AES256-SHA256 AES256-CCM AES128-CCM AES256-CCM8 AES128-CCM8
	ECDHE-ECDSA-AES256-CCM ECDHE-ECDSA-AES128-CCM ECDHE-ECDSA-AES256-CCM8 ECDHE-ECDSA-AES128-CCM8 DHE-RSA-AES256-CCM DHE-RSA-AES128-CCM
	ARIA256-GCM-SHA384 ARIA128-GCM-SHA256 ECDHE-ARIA256-GCM-SHA384 ECDHE-ARIA128-GCM-SHA256 DHE-RSA-ARIA256-GCM-SHA384 DHE-RSA-ARIA128-GCM-SHA256
	CAMELLIA256-SHA CAMELLIA128-SHA CAMELLIA256-SHA256 CAMELLIA128-SHA256 DHE-RSA-CAMELLIA256-SHA DHE-RSA-CAMELLIA128-SHA
	ECDHE-RSA-CAMELLIA256-SHA384 ECDHE-RSA-CAMELLIA128-SHA256 ECDHE-ECDSA-CAMELLIA256-SHA384 ECDHE-ECDSA-CAMELLIA128-SHA256
	ADH-AES256-GCM-SHA384 ADH-AES128-GCM-SHA256 ADH-AES256-SHA256 ADH-AES128-SHA256 ADH-AES256-SHA ADH-AES128-SHA AECDH-AES256-SHA AECDH-AES128-SHA
	NULL-SHA256 NULL-SHA NULL-MD5 ECDHE-RSA-NULL-SHA ECDHE-ECDSA-NULL-SHA AECDH-NULL-SHA
	PSK-AES256-GCM-SHA384 PSK-AES128-GCM-SHA256 PSK-CHACHA20-POLY1305 PSK-AES256-CBC-SHA384 PSK-AES128-CBC-SHA256 PSK-AES256-CBC-SHA PSK-AES128-CBC-SHA
	DHE-PSK-AES256-GCM-SHA384 DHE-PSK-AES128-GCM-SHA256 ECDHE-PSK-CHACHA20-POLY1305 ECDHE-PSK-AES128-CBC-SHA256 RSA-PSK-AES128-GCM-SHA256
	SRP-AES-256-CBC-SHA SRP-AES-128-CBC-SHA SRP-RSA-AES-256-CBC-SHA SRP-RSA-AES-128-CBC-SHA`)

// algorithms reads ciphers and ecdhCurve.
func (m *module) algorithms(c *secureContext, get func(string) goja.Value) {
	if v := get("ciphers"); !engine.IsNullish(v) {
		list, err := parseCiphers(m.e.NeedString("options.ciphers", v))
		if err != nil {
			panic(m.sslError(err))
		}
		c.suites, c.suites13, c.level = list.older, list.newest, list.level
		if list.newest != nil && list.older == nil {
			c.min = max(c.min, tls.VersionTLS13)
		}
	}
	if v := get("ecdhCurve"); !engine.IsUndefined(v) {
		name := m.e.NeedString("options.ecdhCurve", v)
		if name == "auto" || name == "" {
			return
		}
		for _, name := range strings.Split(name, ":") {
			id, ok := curveNamed(strings.TrimLeft(name, "?*"))
			if !ok {
				panic(m.e.Error("ERR_CRYPTO_OPERATION_FAILED", "Failed to set ECDH curve"))
			}
			if id != 0 {
				c.curves = append(c.curves, id)
			}
		}
	}
}

// curveNamed finds a group. Of those that OpenSSL has and crypto/tls has not the id is 0.
func curveNamed(name string) (id tls.CurveID, ok bool) {
	switch strings.ToLower(name) {
	case "p-256", "prime256v1", "secp256r1":
		return tls.CurveP256, true
	case "p-384", "secp384r1":
		return tls.CurveP384, true
	case "p-521", "secp521r1":
		return tls.CurveP521, true
	case "x25519":
		return tls.X25519, true
	case "x25519mlkem768":
		return tls.X25519MLKEM768, true
	case "secp256r1mlkem768":
		return tls.SecP256r1MLKEM768, true
	case "secp384r1mlkem1024":
		return tls.SecP384r1MLKEM1024, true
	case "x448", "p-224", "secp224r1", "secp256k1", "ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192",
		"brainpoolp256r1", "brainpoolp384r1", "brainpoolp512r1":
		return 0, true
	}
	return 0, false
}

// ciphers are suites in the order in which they were named; nil for none named.
type ciphers struct {
	newest []uint16 // of TLS 1.3
	older  []uint16
	banned []uint16
	level  int
}

// parseCiphers reads a list of OpenSSL's: names, groups of them, and "!", "-" and "+".
func parseCiphers(list string) (c ciphers, err *opensslError) {
	c.level = defaultLevel
	if list == "" {
		return c, nil
	}
	rest := ""
	for _, word := range strings.Split(list, ":") {
		switch {
		case strings.HasPrefix(word, "TLS_"):
			i := slices.IndexFunc(suites, func(s suite) bool { return s.name == word && s.version == "TLSv1.3" })
			switch {
			case i >= 0:
				c.newest = append(c.newest, suites[i].id)
			case !strings.HasPrefix(word, "TLS_AES_128_CCM_") && !strings.HasPrefix(word, "TLS_SHA"):
				return c, errNoCipher
			case c.newest == nil:
				c.newest = []uint16{}
			}
		case strings.HasPrefix(word, "!TLS_"):
		case word != "":
			rest += ":" + word
		}
	}
	if rest == "" {
		return c, nil
	}
	c.older = []uint16{}
	named := false
	for i, word := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(":, ;", r) }) {
		word, command, commands := strings.Cut(word, "@")
		if commands && !c.command(command) {
			return c, errInvalidCommand
		}
		if word != "" && (word != "DEFAULT" || i == 0) { // elsewhere it has no meaning
			named = c.word(word) || named
		}
	}
	if len(c.older) == 0 && !named {
		return c, errNoCipher
	}
	return c, nil
}

// word does what one word of a list says, and reports whether it names a suite that is not
// here.
func (c *ciphers) word(word string) (named bool) {
	operator := byte(0)
	if strings.IndexByte("!-+", word[0]) >= 0 {
		operator, word = word[0], word[1:]
	}
	for _, s := range suites {
		if s.version == "TLSv1.3" || !s.is(word) {
			continue
		}
		switch operator {
		case '!':
			c.banned = append(c.banned, s.id)
			fallthrough
		case '-':
			c.older = slices.DeleteFunc(c.older, func(id uint16) bool { return id == s.id })
		case '+':
			if i := slices.Index(c.older, s.id); i >= 0 {
				c.older = append(slices.Delete(c.older, i, i+1), s.id)
			}
		default:
			if !slices.Contains(c.older, s.id) && !slices.Contains(c.banned, s.id) {
				c.older = append(c.older, s.id)
			}
		}
	}
	if operator != 0 {
		return false
	}
	word, _, _ = strings.Cut(word, "+")
	switch word {
	case "NULL", "eNULL", "aNULL", "PSK", "kPSK", "aPSK", "SRP", "DHE", "kDHE", "EDH", "kEDH", "ADH", "AECDH", "CAMELLIA", "CAMELLIA128", "CAMELLIA256",
		"ARIA", "ARIA128", "ARIA256", "ARIAGCM", "AESCCM", "AESCCM8", "COMPLEMENTOFALL":
		return true
	}
	return slices.Contains(foreign, word)
}

// is reports whether a name, or names joined by "+", means the suite among others.
func (s suite) is(word string) bool {
	for _, part := range strings.Split(word, "+") {
		if !s.isOne(part) {
			return false
		}
	}
	return true
}

func (s suite) isOne(word string) bool {
	has := func(part string) bool { return strings.Contains(s.name, part) }
	ephemeral := has("ECDHE")
	switch word {
	case "ALL", "DEFAULT", "COMPLEMENTOFALL":
		return word != "COMPLEMENTOFALL"
	case "HIGH", "AES":
		return word == "HIGH" || has("AES")
	case "AES128", "AES256", "CHACHA20", "SHA256", "SHA384":
		return has(word)
	case "AESGCM":
		return has("GCM")
	case "SHA", "SHA1":
		return strings.HasSuffix(s.name, "-SHA")
	case "ECDHE", "EECDH", "kECDHE", "kEECDH", "ECDH":
		return ephemeral
	case "kRSA":
		return !ephemeral
	case "RSA", "aRSA":
		return !has("ECDSA") && (word == "aRSA" || !ephemeral)
	case "ECDSA", "aECDSA":
		return has("ECDSA")
	case "TLSv1.2":
		return s.version == word
	case "TLSv1", "TLSv1.0", "SSLv3":
		return s.version != "TLSv1.2"
	}
	return s.name == word
}

// cipher is getCipher().
func (m *module) cipher(id uint16) goja.Value {
	s, ok := suiteByID(id)
	if !ok {
		s = suite{name: tls.CipherSuiteName(id), standard: tls.CipherSuiteName(id), version: "TLSv1.2"}
	}
	return m.e.Object("name", s.name, "standardName", s.standard, "version", s.version)
}

// names lists getCiphers().
func cipherNames() (list []any) {
	names := make([]string, 0, len(suites))
	for _, s := range suites {
		names = append(names, strings.ToLower(s.name))
	}
	slices.Sort(names)
	for _, n := range names {
		list = append(list, n)
	}
	return list
}
