package util

import "strings"

// Step is a line of a comparison: 1 when only the first text has it, -1 when
// only the second has, 0 when both have it.
type Step struct {
	Operation int
	Line      string
}

// Diff finds the fewest lines to take and to add, by Myers' algorithm. With
// commas, lines that differ by a comma at the end only are the same.
func Diff(a, b []string, commas bool) []Step {
	same := func(x, y string) bool {
		return x == y || commas && (x == y+"," || x+"," == y)
	}
	limit := len(a) + len(b)
	at := make([]int32, 2*limit+2)
	var trace [][]int32
	for d := 0; d <= limit; d++ {
		if d > mostDifferences {
			return replaced(a, b)
		}
		trace = append(trace, append([]int32{}, at[limit-d:limit+d+2]...))
		for k := -d; k <= d; k += 2 {
			i := k + limit
			var x int
			if k == -d || k != d && at[i-1] < at[i+1] {
				x = int(at[i+1])
			} else {
				x = int(at[i-1]) + 1
			}
			y := x - k
			for x < len(a) && y < len(b) && same(a[x], b[y]) {
				x, y = x+1, y+1
			}
			at[i] = int32(x)
			if x >= len(a) && y >= len(b) {
				return backtrack(trace, a, b, commas)
			}
		}
	}
	return nil
}

// mostDifferences bounds the memory that Diff takes, which grows with the square
// of how many differences there are.
const mostDifferences = 4000

// replaced is the comparison of texts that have too little in common.
func replaced(a, b []string) []Step {
	steps := make([]Step, 0, len(a)+len(b))
	for _, line := range a {
		steps = append(steps, Step{1, line})
	}
	for _, line := range b {
		steps = append(steps, Step{-1, line})
	}
	return steps
}

// backtrack walks the way that Diff has found, from its end.
func backtrack(trace [][]int32, a, b []string, commas bool) []Step {
	x, y := len(a), len(b)
	var steps []Step
	for d := len(trace) - 1; d >= 0; d-- {
		v := func(k int) int { return int(trace[d][k+d]) }
		k := x - y
		previous := k - 1
		if k == -d || k != d && v(k-1) < v(k+1) {
			previous = k + 1
		}
		px, py := 0, 0
		if d > 0 {
			px = v(previous)
			py = px - previous
		}
		for x > px && y > py {
			line := a[x-1]
			if commas && line != b[y-1] && !strings.HasSuffix(line, ",") {
				line = b[y-1]
			}
			steps = append(steps, Step{0, line})
			x, y = x-1, y-1
		}
		if d > 0 {
			if x > px {
				x--
				steps = append(steps, Step{1, a[x]})
			} else {
				y--
				steps = append(steps, Step{-1, b[y]})
			}
		}
	}
	for i, j := 0, len(steps)-1; i < j; i, j = i+1, j-1 {
		steps[i], steps[j] = steps[j], steps[i]
	}
	return steps
}
