package winetest

import "golang.org/x/sys/windows"

// onWine asks what wine has added to ntdll for programs that want to know.
func onWine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}
