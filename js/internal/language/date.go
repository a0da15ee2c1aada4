package language

import (
	"math"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones are known where the system has no files of them

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// dateStyle says how a time is written in English.
type dateStyle struct {
	zone      *time.Location
	zoneName  string
	dates     string // dateStyle
	times     string // timeStyle
	fields    map[string]string
	hour24    bool
	hourCycle string
}

var dateFields = []string{"weekday", "era", "year", "month", "day", "hour", "minute", "second", "fractionalSecondDigits", "timeZoneName"}

// dateOptions reads the options of toLocaleString and Intl.DateTimeFormat.
// needed is what is shown when no field is asked for: "date", "time" or both,
// which is "any".
func dateOptions(e *engine.Engine, v goja.Value, needed string) dateStyle {
	s := dateStyle{zone: time.Local, fields: map[string]string{}}
	s.zoneName = localZone()
	o, ok := v.(*goja.Object)
	get := func(name string) (string, bool) {
		if !ok {
			return "", false
		}
		v := o.Get(name)
		if engine.IsUndefined(v) {
			return "", false
		}
		return v.String(), true
	}
	if name, ok := get("timeZone"); ok {
		zone, err := time.LoadLocation(name)
		if err != nil {
			panic(e.Construct(e.Intrinsic("RangeError"), e.Text("Invalid time zone specified: "+name)))
		}
		s.zone, s.zoneName = zone, zone.String()
	}
	s.dates, _ = get("dateStyle")
	s.times, _ = get("timeStyle")
	if h, ok := get("hour12"); ok {
		s.hour24 = h == "false"
	} else if cycle, ok := get("hourCycle"); ok {
		s.hour24, s.hourCycle = cycle == "h23" || cycle == "h24", cycle
	}
	for _, name := range dateFields {
		if v, ok := get(name); ok {
			s.fields[name] = v
		}
	}
	s.defaults(needed)
	return s
}

func (s *dateStyle) has(names ...string) bool {
	for _, name := range names {
		if s.fields[name] != "" {
			return true
		}
	}
	return false
}

func (s *dateStyle) defaults(needed string) {
	if s.dates != "" || s.times != "" {
		return
	}
	date, clock := s.has("weekday", "year", "month", "day"), s.has("hour", "minute", "second", "fractionalSecondDigits")
	add := func(names ...string) {
		for _, name := range names {
			s.fields[name] = "numeric"
		}
	}
	if needed == "date" && !date || needed == "all" && !date && !clock || needed == "any" && !date && !clock {
		add("year", "month", "day")
	}
	if needed == "time" && !clock || needed == "all" && !date && !clock {
		add("hour", "minute", "second")
	}
}

// localZone is the name of the system's time zone.
func localZone() string {
	if name := time.Local.String(); name != "Local" && name != "" {
		return name
	}
	if name, ok := zoneOfSystem(); ok {
		return name
	}
	return "UTC"
}

func (s *dateStyle) format(t time.Time) string {
	t = t.In(s.zone)
	if s.dates != "" || s.times != "" {
		return s.styled(t)
	}
	date, clock := s.date(t), s.clock(t)
	if date == "" || clock == "" {
		return date + clock
	}
	if s.fields["month"] == "long" {
		return date + " at " + clock
	}
	return date + ", " + clock
}

func (s *dateStyle) styled(t time.Time) string {
	date := map[string]string{"short": "1/2/06", "medium": "Jan 2, 2006", "long": "January 2, 2006", "full": "Monday, January 2, 2006"}[s.dates]
	parts := []string{}
	if date != "" {
		parts = append(parts, t.Format(date))
	}
	if s.times != "" {
		seconds := "numeric"
		if s.times == "short" {
			seconds = ""
		}
		clock := &dateStyle{zone: s.zone, hour24: s.hour24, fields: map[string]string{"hour": "numeric", "minute": "numeric", "second": seconds}}
		text := clock.clock(t)
		if s.times == "long" || s.times == "full" {
			text += " " + zoneShort(t)
		}
		parts = append(parts, text)
	}
	if s.dates == "long" || s.dates == "full" {
		return strings.Join(parts, " at ")
	}
	return strings.Join(parts, ", ")
}

func padded(n int, style string) string {
	text := strconv.Itoa(n)
	if style == "2-digit" && len(text) < 2 {
		text = "0" + text
	}
	return text
}

func (s *dateStyle) date(t time.Time) string {
	year, month, day := "", "", ""
	if f := s.fields["year"]; f != "" {
		year = strconv.Itoa(t.Year())
		if f == "2-digit" {
			year = padded(t.Year()%100, f)
		}
	}
	if f := s.fields["day"]; f != "" {
		day = padded(t.Day(), f)
	}
	words := true
	switch f := s.fields["month"]; f {
	case "long":
		month = t.Month().String()
	case "short":
		month = t.Month().String()[:3]
	case "narrow":
		month = t.Month().String()[:1]
	case "":
		words = false
	default:
		month, words = padded(int(t.Month()), f), false
	}
	var text string
	if words {
		text = strings.TrimSpace(month + " " + day)
		if year != "" {
			if day != "" {
				text += ","
			}
			text += " " + year
		}
	} else {
		var parts []string
		for _, part := range []string{month, day, year} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		text = strings.Join(parts, "/")
	}
	switch s.fields["weekday"] {
	case "":
		return text
	case "long":
		return join(t.Weekday().String(), text)
	case "narrow":
		return join(t.Weekday().String()[:1], text)
	}
	return join(t.Weekday().String()[:3], text)
}

func join(weekday, rest string) string {
	if rest == "" {
		return weekday
	}
	return weekday + ", " + rest
}

func (s *dateStyle) clock(t time.Time) string {
	var parts []string
	if f := s.fields["hour"]; f != "" {
		hour := t.Hour()
		if s.hour24 {
			if hour == 0 && s.hourCycle != "h23" {
				hour = 24 // as en-US has it with hour12: false
			}
			parts = append(parts, padded(hour, "2-digit"))
		} else {
			parts = append(parts, padded((hour+11)%12+1, f))
		}
	}
	if s.fields["minute"] != "" {
		style := "2-digit"
		if s.fields["hour"] == "" && s.fields["second"] == "" {
			style = s.fields["minute"]
			if style == "2-digit" {
				style = "numeric"
			}
		}
		parts = append(parts, padded(t.Minute(), style))
	}
	if s.fields["second"] != "" {
		style := "2-digit"
		if len(parts) == 0 {
			style = "numeric"
		}
		parts = append(parts, padded(t.Second(), style))
	}
	text := strings.Join(parts, ":")
	if n, err := strconv.Atoi(s.fields["fractionalSecondDigits"]); err == nil && n > 0 && n <= 3 {
		text += "." + padded3(t.Nanosecond() / 1e6)[:n]
	}
	if s.fields["hour"] != "" && !s.hour24 {
		text += " " + t.Format("PM")
	}
	if s.fields["timeZoneName"] != "" {
		text += " " + zoneShort(t)
	}
	return text
}

func padded3(n int) string { return strconv.Itoa(n + 1000)[1:] }

// timeOf reads a Date or a number of milliseconds; false for an invalid one.
func timeOf(v goja.Value) (time.Time, bool) {
	if engine.IsUndefined(v) {
		return time.Now(), true
	}
	n := v.ToFloat()
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(n)), true
}

// zoneShort is the short name of a zone as English in America has it: letters
// for those of its own, the distance from Greenwich for others.
func zoneShort(t time.Time) string {
	name, offset := t.Zone()
	switch name {
	case "UTC", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST":
		if offset <= 0 { // CST is China's as well
			return name
		}
	}
	if offset == 0 {
		return "GMT"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	text := "GMT" + sign + strconv.Itoa(offset/3600)
	if minutes := offset / 60 % 60; minutes != 0 {
		text += ":" + padded(minutes, "2-digit")
	}
	return text
}
