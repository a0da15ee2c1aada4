package language

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// numberStyle says how a number is written in English.
type numberStyle struct {
	style, currency  string
	least, most      int // digits after the point
	whole            int // digits before it, at least
	grouping, signed bool
}

// numberOptions reads the options of toLocaleString and Intl.NumberFormat that
// are known here.
func numberOptions(e *engine.Engine, v goja.Value) numberStyle {
	s := numberStyle{style: "decimal", least: 0, most: 3, whole: 1, grouping: true}
	o, ok := v.(*goja.Object)
	if !ok {
		return s
	}
	if text := o.Get("style"); !engine.IsUndefined(text) {
		s.style = text.String()
	}
	switch s.style {
	case "percent":
		s.most = 0
	case "currency":
		if c := o.Get("currency"); !engine.IsUndefined(c) {
			s.currency = strings.ToUpper(c.String())
		} else {
			panic(e.VM.NewTypeError("Currency code is required with currency style."))
		}
		s.least, s.most = 2, 2
		if s.currency == "JPY" || s.currency == "KRW" {
			s.least, s.most = 0, 0
		}
	}
	least, hasLeast := digits(e, o, "minimumFractionDigits", 0, 100)
	most, hasMost := digits(e, o, "maximumFractionDigits", 0, 100)
	switch {
	case hasLeast && hasMost:
		if least > most {
			panic(e.Construct(e.Intrinsic("RangeError"), e.Text("maximumFractionDigits value is out of range.")))
		}
		s.least, s.most = least, most
	case hasLeast:
		s.least, s.most = least, max(least, s.most)
	case hasMost:
		s.least, s.most = min(s.least, most), most
	}
	if n, ok := digits(e, o, "minimumIntegerDigits", 1, 21); ok {
		s.whole = n
	}
	if g := o.Get("useGrouping"); !engine.IsUndefined(g) {
		s.grouping = g.ToBoolean() && g.String() != "false"
	}
	if d := o.Get("signDisplay"); d != nil && d.String() == "always" {
		s.signed = true
	}
	return s
}

func digits(e *engine.Engine, o *goja.Object, name string, low, high float64) (int, bool) {
	v := o.Get(name)
	if engine.IsUndefined(v) {
		return 0, false
	}
	n := v.ToFloat()
	if !(n >= low && n <= high) {
		panic(e.Construct(e.Intrinsic("RangeError"), e.Text(name+" value is out of range.")))
	}
	return int(n), true
}

var currencySigns = map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CNY": "CN¥", "KRW": "₩"}

func (s numberStyle) format(n float64) string {
	sign := ""
	if math.Signbit(n) && !math.IsNaN(n) {
		sign, n = "-", -n
	} else if s.signed && !math.IsNaN(n) {
		sign = "+"
	}
	text := "NaN"
	switch {
	case math.IsInf(n, 0):
		text = "∞"
	case !math.IsNaN(n):
		if s.style == "percent" {
			n *= 100
		}
		text = s.decimal(strconv.FormatFloat(n, 'f', -1, 64))
	}
	switch s.style {
	case "percent":
		text += "%"
	case "currency":
		unit := s.currency + "\u00a0"
		if known, ok := currencySigns[s.currency]; ok {
			unit = known
		}
		text = unit + text
	}
	return sign + text
}

// decimal rounds a number that is written in digits, and groups it by thousands.
func (s numberStyle) decimal(text string) string {
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) > s.most {
		up := fraction[s.most] >= '5'
		all := []byte(whole + fraction[:s.most])
		for i := len(all) - 1; up && i >= 0; i-- {
			if all[i]++; all[i] <= '9' {
				up = false
			} else {
				all[i] = '0'
			}
		}
		if up {
			all = append([]byte{'1'}, all...)
		}
		whole, fraction = string(all[:len(all)-s.most]), string(all[len(all)-s.most:])
	}
	for len(fraction) > s.least && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	for len(fraction) < s.least {
		fraction += "0"
	}
	for len(whole) < s.whole {
		whole = "0" + whole
	}
	if s.grouping {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if fraction != "" {
		return whole + "." + fraction
	}
	return whole
}
