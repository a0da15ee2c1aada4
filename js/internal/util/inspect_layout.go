package util

import (
	"math"
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// What the entries of an object are: layout treats them differently.
type entries int

const (
	properties entries = iota
	indexed            // elements, without names
	elements           // elements and then properties
)

// ansi are the escape sequences of ECMA-48: control sequences, commands to the
// operating system, and those of two characters.
var ansi = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\x{9c}]*(?:\x07|\x1b\\|\x{9c})|\x1b[@-Z\\^_]`)
})

// StripColors takes escape sequences out of a text.
func StripColors(s string) string {
	if !strings.ContainsAny(s, "\x1b\u009b") {
		return s
	}
	return ansi().ReplaceAllString(s, "")
}

// units is the length of a text in UTF-16.
func units(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80, c >= 0xc0 && c < 0xf0:
			n++
		case c >= 0xf0:
			n += 2
		}
	}
	return n
}

func (in *inspector) shown(s string) int {
	if in.Colors {
		return units(StripColors(s))
	}
	return units(s)
}

// layout puts the entries of an object together, on one line when they fit.
func (in *inspector) layout(parts []string, base string, braces [2]string, what entries, depth int, of *goja.Object) string {
	before := ""
	if base != "" {
		before = base + " "
	}
	line := "\n" + strings.Repeat(" ", in.indent)
	if in.Compact == Tight {
		if in.fits(parts, 0, base) {
			after := braces[0]
			if base != "" {
				after += " " + base
			}
			return after + " " + strings.Join(parts, ", ") + " " + braces[1]
		}
		first := " "
		if base != "" || len(braces[0]) != 1 {
			if base != "" {
				first = " " + base
			} else {
				first = ""
			}
			first += line + "  "
		}
		return braces[0] + first + strings.Join(parts, ","+line+"  ") + " " + braces[1]
	}
	if in.Compact != Loose {
		count := len(parts)
		if what == elements && count > 6 {
			parts = in.columns(parts, of)
		}
		// Objects that hold only few levels of others go on one line.
		if in.level-depth < in.Compact && count == len(parts) {
			start := len(parts) + in.indent + units(braces[0]) + units(base) + 10
			if in.fits(parts, start, base) {
				if joined := strings.Join(parts, ", "); !strings.Contains(joined, "\n") {
					return before + braces[0] + " " + joined + " " + braces[1]
				}
			}
		}
	}
	return before + braces[0] + line + "  " + strings.Join(parts, ","+line+"  ") + line + braces[1]
}

func (in *inspector) fits(parts []string, start int, base string) bool {
	total := len(parts) + start
	if float64(total+len(parts)) > in.BreakLength {
		return false
	}
	for _, part := range parts {
		total += in.shown(part)
		if float64(total) > in.BreakLength {
			return false
		}
	}
	return !strings.Contains(base, "\n")
}

// columns puts more than six elements of an array below each other, in as many
// columns as make the whole about as wide as high.
func (in *inspector) columns(parts []string, of *goja.Object) []string {
	const gap = 2 // ", "
	count := len(parts)
	if in.MaxArrayLength < float64(count) {
		count-- // "... more items" stands alone
	}
	total, longest := 0, 0
	widths := make([]int, count)
	for i := range widths {
		widths[i] = Width(parts[i], in.Colors)
		total += widths[i] + gap
		longest = max(longest, widths[i])
	}
	column := longest + gap
	if !(float64(column*3+in.indent) < in.BreakLength && (float64(total)/float64(column) > 5 || longest <= 6)) {
		return parts
	}
	bias := math.Sqrt(float64(column) - float64(total)/float64(len(parts)))
	biased := math.Max(float64(column)-3-bias, 1)
	wanted := math.Floor(math.Sqrt(2.5*biased*float64(count))/biased + 0.5)
	n := int(min(wanted, math.Floor((in.BreakLength-float64(in.indent))/float64(column)), float64(in.Compact*4), 15))
	if n <= 1 {
		return parts
	}
	columnWidths := make([]int, n)
	for i := range columnWidths {
		for j := i; j < count; j += n {
			columnWidths[i] = max(columnWidths[i], widths[j])
		}
		columnWidths[i] += gap
	}
	right := in.allNumbers(of, len(parts))
	var rows []string
	for i := 0; i < count; i += n {
		var row strings.Builder
		end := min(i+n, count)
		for j := i; j < end; j++ {
			last := j == end-1
			cell, width := parts[j], columnWidths[j-i]-widths[j]
			if !last {
				cell += ", "
			}
			width -= gap
			if right {
				row.WriteString(strings.Repeat(" ", width) + cell)
			} else if last {
				row.WriteString(cell)
			} else {
				row.WriteString(cell + strings.Repeat(" ", width))
			}
		}
		rows = append(rows, row.String())
	}
	if count < len(parts) {
		rows = append(rows, parts[count])
	}
	return rows
}

// allNumbers reports whether the elements line up on the right.
func (in *inspector) allNumbers(of *goja.Object, n int) bool {
	if of == nil {
		return true
	}
	if gojax.KindOf(of) == gojax.TypedArray {
		return n <= in.r.arrayLength(of, gojax.TypedArray)
	}
	for i := 0; i < n; i++ {
		if v := element(of, i); !gojax.IsNumber(v) && !gojax.IsBigInt(v) {
			return false
		}
	}
	return true
}
