package winetest

import "golang.org/x/sys/windows"

// OnWine reports whether this is wine: it asks for what wine has added to ntdll, for
// programs that want to know.
func OnWine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}
