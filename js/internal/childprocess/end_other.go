//go:build !linux

package childprocess

import "os"

// awaitEnd waits until a process has ended, which it collects: Go has no other way
// here.
func awaitEnd(_ *os.Process, collect func() *os.ProcessState) { collect() }
