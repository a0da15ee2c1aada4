// Package winetest is for tests that run on Windows and, in CI, on wine instead.
package winetest

import "testing"

// Faults of wine 8 that several tests meet. A program of a few lines with Go's own
// net package meets them as well.
const (
	ResetsAreLost    = "a reset is read as an end, unless something was being read when it came"
	NoKeepAliveCount = "TCP_KEEPCNT is not there"
)

// Skip skips a test when what runs it is wine, for a fault of wine's.
func Skip(t testing.TB, fault string) {
	t.Helper()
	if OnWine() {
		t.Skip("wine: " + fault)
	}
}
