package language

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// zoneNames are the names that V8 gives zones, by what goja ends the text of a date with:
// the difference to UTC, where several zones have the same letters, and the letters. Zones
// that are not here keep their letters.
var zoneNames = map[string]string{
	"UTC": "Coordinated Universal Time", "GMT": "Greenwich Mean Time", "BST": "British Summer Time", "+0100 IST": "Irish Standard Time",
	"WET": "Western European Standard Time", "WEST": "Western European Summer Time",
	"CET": "Central European Standard Time", "CEST": "Central European Summer Time",
	"EET": "Eastern European Standard Time", "EEST": "Eastern European Summer Time", "MSK": "Moscow Standard Time",
	"EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time", "-0600 CST": "Central Standard Time", "-0500 CDT": "Central Daylight Time",
	"MST": "Mountain Standard Time", "MDT": "Mountain Daylight Time", "-0800 PST": "Pacific Standard Time", "PDT": "Pacific Daylight Time",
	"AKST": "Alaska Standard Time", "AKDT": "Alaska Daylight Time", "-1000 HST": "Hawaii-Aleutian Standard Time",
	"-0400 AST": "Atlantic Standard Time", "ADT": "Atlantic Daylight Time", "NST": "Newfoundland Standard Time", "NDT": "Newfoundland Daylight Time",
	"JST": "Japan Standard Time", "KST": "Korean Standard Time", "+0800 CST": "China Standard Time", "HKT": "Hong Kong Standard Time",
	"+0800 PST": "Philippine Standard Time", "WIB": "Western Indonesia Time", "+0530 IST": "India Standard Time", "PKT": "Pakistan Standard Time",
	"+0200 IST": "Israel Standard Time", "IDT": "Israel Daylight Time",
	"AEST": "Australian Eastern Standard Time", "AEDT": "Australian Eastern Daylight Time", "ACST": "Australian Central Standard Time",
	"ACDT": "Australian Central Daylight Time", "AWST": "Australian Western Standard Time",
	"NZST": "New Zealand Standard Time", "NZDT": "New Zealand Daylight Time",
	"SAST": "South Africa Standard Time", "WAT": "West Africa Time", "CAT": "Central Africa Time", "EAT": "East Africa Time",
}

// nameZones has the texts of dates end with the name of the zone, as V8's do.
func nameZones(e *engine.Engine, date *goja.Object) {
	named := func(original gojax.Native, call goja.FunctionCall) goja.Value {
		v := original(call)
		if _, object := v.(*goja.Object); object {
			return v // new Date
		}
		text := v.String()
		open := strings.LastIndexByte(text, '(')
		if open < len("+0000 ") || !strings.HasSuffix(text, ")") {
			return v
		}
		letters := text[open+1 : len(text)-1]
		name := zoneNames[text[open-len("+0000 "):open]+letters]
		if name == "" {
			name = zoneNames[letters]
		}
		if name == "" {
			return v
		}
		return e.Text(text[:open+1] + name + ")")
	}
	for _, method := range []string{"toString", "toTimeString"} {
		gojax.Around(date.Get("prototype").(*goja.Object).Get(method).(*goja.Object), named)
	}
	gojax.Around(date, named)
}
