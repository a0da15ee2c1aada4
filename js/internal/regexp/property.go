package regexp

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Go's tables have the categories, the scripts and the properties that others are made
// of. emoji.txt has what they lack, as spans of numbers in base 16, and scripts.txt the
// short names of scripts; both were asked of Node, property by property.

//go:embed emoji.txt
var emojiText string

//go:embed scripts.txt
var scriptText string

// lines is a text of names, each with what belongs to it.
func lines(text string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(text) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		m[name] = rest
	}
	return m
}

var (
	emoji      = sync.OnceValue(func() map[string]string { return lines(emojiText) })
	shortNames = sync.OnceValue(func() map[string]string { return lines(scriptText) })
	sets       sync.Map // of what is between the braces of \p{…} to its set
)

// property is the set that \p{text} stands for.
func property(text string) (set, bool) {
	if known, ok := sets.Load(text); ok {
		return known.(set), true
	}
	found, ok := lookUp(text)
	if ok {
		sets.Store(text, found)
	}
	return found, ok
}

func lookUp(text string) (set, bool) {
	name, value, assigned := strings.Cut(text, "=")
	if !assigned {
		if s, ok := category(name); ok {
			return s, true
		}
		return binary(name)
	}
	switch name {
	case "General_Category", "gc":
		return category(value)
	case "Script", "sc", "Script_Extensions", "scx":
		if long, ok := shortNames()[value]; ok {
			value = long
		}
		if t := unicode.Scripts[value]; t != nil {
			return ofTable(t), true
		}
	}
	return nil, false
}

// unassigned are the characters of no category of Go's.
func unassigned() set {
	all := set{{0xd800, 0xdfff}}
	for name, t := range unicode.Categories {
		if len(name) == 1 && name != "C" {
			all = append(all, ofTable(t)...)
		}
	}
	return tidy(append(all, ofTable(unicode.Cc, unicode.Cf, unicode.Co)...)).not()
}

func category(name string) (set, bool) {
	if short, ok := unicode.CategoryAliases[name]; ok {
		name = short
	}
	switch name {
	case "LC", "Cased_Letter":
		return ofTable(unicode.Lu, unicode.Ll, unicode.Lt), true
	case "Cn", "Unassigned":
		return unassigned(), true
	case "C", "Other":
		return ofTable(unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs).union(unassigned()), true
	}
	if t := unicode.Categories[name]; t != nil {
		return ofTable(t), true
	}
	return nil, false
}

// shortProperties are the short names of binary properties.
var shortProperties = map[string]string{
	"Alpha": "Alphabetic", "AHex": "ASCII_Hex_Digit", "Hex": "Hex_Digit", "Lower": "Lowercase", "Upper": "Uppercase", "space": "White_Space",
	"IDS": "ID_Start", "IDC": "ID_Continue", "XIDS": "XID_Start", "XIDC": "XID_Continue", "Dia": "Diacritic", "Ideo": "Ideographic",
	"EPres": "Emoji_Presentation", "EMod": "Emoji_Modifier", "EBase": "Emoji_Modifier_Base", "EComp": "Emoji_Component",
	"ExtPict": "Extended_Pictographic", "RI": "Regional_Indicator", "Ext": "Extender", "Join_C": "Join_Control", "QMark": "Quotation_Mark",
	"STerm": "Sentence_Terminal", "Term": "Terminal_Punctuation", "UIdeo": "Unified_Ideograph", "VS": "Variation_Selector",
	"Pat_Syn": "Pattern_Syntax", "Pat_WS": "Pattern_White_Space", "NChar": "Noncharacter_Code_Point", "Dep": "Deprecated",
	"LOE": "Logical_Order_Exception", "SD": "Soft_Dotted", "Bidi_C": "Bidi_Control",
}

func binary(name string) (set, bool) {
	if long, ok := shortProperties[name]; ok {
		name = long
	}
	other := func(name string) set { return ofTable(unicode.Properties["Other_"+name]) }
	switch name {
	case "Any":
		return set{{0, maxRune}}, true
	case "ASCII":
		return set{{0, 0x7f}}, true
	case "Assigned":
		return unassigned().not(), true
	case "Alphabetic":
		return ofTable(unicode.L, unicode.Nl).union(other(name)), true
	case "Lowercase":
		return ofTable(unicode.Ll).union(other(name)), true
	case "Uppercase":
		return ofTable(unicode.Lu).union(other(name)), true
	case "Cased":
		return ofTable(unicode.Lu, unicode.Ll, unicode.Lt).union(other("Lowercase")).union(other("Uppercase")), true
	case "Math":
		return ofTable(unicode.Sm).union(other(name)), true
	case "ID_Start", "XID_Start":
		return idStart(), true
	case "ID_Continue", "XID_Continue":
		return idStart().union(ofTable(unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc)).union(other("ID_Continue")).without(syntax()), true
	}
	if strings.HasPrefix(name, "Other_") {
		return nil, false
	}
	if t := unicode.Properties[name]; t != nil {
		return ofTable(t), true
	}
	if spans, ok := emoji()[name]; ok {
		return numbers(spans), true
	}
	return nil, false
}

func idStart() set {
	return ofTable(unicode.L, unicode.Nl, unicode.Other_ID_Start).without(syntax())
}

func syntax() set { return ofTable(unicode.Pattern_Syntax, unicode.Pattern_White_Space) }

// numbers reads spans as they are written in emoji.txt.
func numbers(text string) set {
	var out set
	for _, field := range strings.Fields(text) {
		from, to, isSpan := strings.Cut(field, "-")
		if !isSpan {
			to = from
		}
		low, _ := strconv.ParseInt(from, 16, 32)
		high, _ := strconv.ParseInt(to, 16, 32)
		out = append(out, span{rune(low), rune(high)})
	}
	return out
}
