//go:build !linux

package fs

import "os"

// temporaryFile makes a file that has data in it; its name goes where that can be while
// it is open.
func temporaryFile(data []byte) (*os.File, error) {
	f, err := os.CreateTemp("", "nodenet-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name())
	if _, err = f.WriteAt(data, 0); err != nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
		return nil, err
	}
	return f, nil
}
