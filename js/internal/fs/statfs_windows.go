package fs

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

func sysStatfs(path string) (s space, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return s, err
	}
	if _, err = statFile(path); err != nil {
		return s, err
	}
	name, err := windows.UTF16PtrFromString(filepath.VolumeName(path) + `\`)
	if err != nil {
		return s, err
	}
	var available, total, free uint64
	if err = windows.GetDiskFreeSpaceEx(name, &available, &total, &free); err != nil {
		return s, err
	}
	const size = 4096
	return space{0, size, size, int64(total / size), int64(free / size), int64(available / size), 0, 0}, nil
}
