//go:build !windows

package winetest

// OnWine reports whether this is wine.
func OnWine() bool { return false }
