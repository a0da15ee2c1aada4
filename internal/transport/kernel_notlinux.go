//go:build !linux

package transport

// userTimeout is Linux's alone.
var userTimeout socketOption
