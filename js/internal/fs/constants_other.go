//go:build !linux

package fs

var systemNumbers = []number{{"O_TRUNC", oTRUNC}, {"O_APPEND", oAPPEND}}
