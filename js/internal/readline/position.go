package readline

import (
	"math"

	"github.com/nodenet-go/nodenet/js/internal/util"
)

// position is where a text ends in a terminal of so many columns, which may be infinite.
func position(text string, columns float64, tab int) (cols, rows int) {
	offset, limit := 0, 0
	if columns >= 1 && columns < math.MaxInt32 {
		limit = int(columns)
	}
	for _, c := range util.StripColors(text) {
		switch c {
		case '\n':
			if limit > 0 {
				rows += max((offset+limit-1)/limit, 1)
			} else {
				rows++
			}
			offset = 0
		case '\t':
			offset += tab - offset%tab
		default:
			w := util.Width(string(c), false)
			if w == 2 && limit > 0 && (offset+1)%limit == 0 {
				offset++ // it does not fit at the end of a row
			}
			offset += w
		}
	}
	if limit == 0 {
		return offset, rows
	}
	return offset % limit, rows + offset/limit
}
