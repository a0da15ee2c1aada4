package url

import "testing"

// FuzzURL: every text is a URL or none, and what a URL is written as is that URL again.
func FuzzURL(f *testing.F) {
	for _, s := range []string{"http://a/b?c#d", "file:///C:/x", "http://[::1%25]:80/", "http://0x7f.1/", "//xn--ls8h.la/..", "a:b", "http://\u00df.com",
		"javascript:1", "https://user:pw@h:99999/%zz", "file:\\\\h\\..\\c|/", "http://xn--/", "http://1.2.3.4.5.0x", "http://\xe2\x82/"} {
		f.Add(s, "http://b/c/d")
		f.Add("x", s)
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		if len(s)+len(other) > 10_000 {
			return
		}
		base := parse(other, nil)
		if r := parse(s, base); r != nil {
			href := r.href()
			_ = r.origin()
			if again := parse(href, nil); again == nil || again.href() != href {
				t.Errorf("%q on %q is %q, which is read as another", s, other, href)
			}
			setHost(r, other, true)
			setPort(r, s)
			setPathname(r, other)
			setSearch(r, other)
			setProtocol(r, other)
			_ = r.href()
		}
		if u, ok := legacyParse(s, true); ok {
			_ = u.format()
		}
		ToUnicode(s)
		ToASCII(s)
		PercentDecode(s)
		parseForm(s)
	})
}
