// Package winetest is for tests that run on Windows and, in CI, on wine instead.
package winetest

import "testing"

// Skip skips a test when what runs it is wine, for a fault of wine's.
func Skip(t testing.TB, fault string) {
	t.Helper()
	if onWine() {
		t.Skip("wine: " + fault)
	}
}
