package url

import (
	"testing"

	"golang.org/x/net/idna"
)

// The tables of Unicode 15, which idna has with Go 1.26, lack what Unicode 15.1 to
// 17 brought, and Node 26 has. With newer tables we have to give Node's answer.
func TestHostsOfNewerUnicode(t *testing.T) {
	for host, node := range map[string]string{
		"\U0001FAE9.com":  "xn--b39h.com", // an emoji of Unicode 16
		"\U0002EBF0.com":  "xn--8g0n.com", // an ideograph of Unicode 15.1
		"\U000105C0.com":  "xn--4u8c.com", // a letter of Unicode 16
		"\uA7DC.com":      "xn--dia.com",  // a capital letter of Unicode 16
		"\U00016EA0.com":  "xn--zs0f.com", // a capital letter of Unicode 17
		"\u10A0.com":      "xn--rkj.com",  // these were forbidden: an old Georgian capital
		"\u04C0.com":      "xn--s5a.com",
		"a\u180Eb.com":    "ab.com",
		"\u3164.com":      ".com",
		"\U0002F868.com":  "xn--snl.com",
		"stra\u1E9Ee.com": "xn--strae-oqa.com", // ours already
	} {
		want := node
		if idna.UnicodeVersion < "17" && host != "stra\u1E9Ee.com" {
			want = ""
		}
		if got := ToASCII(host); got != want {
			t.Errorf("%+q is %q, want %q", host, got, want)
		}
	}
}

// Node's rules for joiners and for text from right to left have older tables than
// its mapping, and it forgets the second where it has looked at the first. We go by
// the standard.
func TestHostsThatNodeGetsWrong(t *testing.T) {
	for _, host := range []string{
		"a\u0870.com",        // left to right, then an Arabic letter of Unicode 14
		"a\u0628\u200Cب.com", // the same, with a joiner
		"\u1820\u200Cب.com",
		"\u0898.com", // begins with a combining sign of Unicode 14
	} {
		if got := ToASCII(host); got != "" {
			t.Errorf("%+q is %q", host, got)
		}
	}
	for _, host := range []string{"\u0767\u200Cب.com", "א\u0898.com"} {
		if ToASCII(host) == "" {
			t.Errorf("%+q is refused", host)
		}
	}
}

// What is a host once is the same host the second time, and a URL is the same URL.
func FuzzHost(f *testing.F) {
	for _, host := range []string{"example.com", "Ünï.例え.テスト", "xn--", "xn--zz.ü", "xn--mnchen-3ya.de", "a\u200Cb", "א.a", "１.２.３.４", "0x7f.1", "1.2.3.4.", "256", "[::1.2.3.4]",
		"[fe80::1%25]", "%C3%BC", "%zz", "a..b", "\xff", "ẞ", "a b", "\u00AD", "xn--a-ecp.ru", "-ü-", "ab--cd"} {
		f.Add(host)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		host, ok := parseHost(text, true)
		if !ok {
			return
		}
		if again, ok := parseHost(host, true); !ok || again != host {
			t.Errorf("%q is %q, and that %q (%v)", text, host, again, ok)
		}
		if back := ToASCII(ToUnicode(host)); back != host {
			t.Errorf("%q is %q, for people %q, and back %q", text, host, ToUnicode(host), back)
		}
		r := parse("http://"+host+"/", nil)
		if r == nil || r.href() != "http://"+host+"/" {
			t.Errorf("%q is no host of a URL", host)
		}
	})
}
