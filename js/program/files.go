package program

import (
	"os"
	"path/filepath"

	"github.com/nodenet-go/nodenet/js/internal/bundle"
)

// This file has all that the modules ask of the file system. What the executable
// carries comes before what lies there.

func isFile(path string) bool {
	if info, ok := bundle.Carried.Load().Stat(path); ok {
		return !info.IsDir()
	}
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

func isDirectory(path string) bool {
	if info, ok := bundle.Carried.Load().Stat(path); ok {
		return info.IsDir()
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func readFile(path string) ([]byte, error) {
	if data, ok := bundle.Carried.Load().Read(path); ok {
		return data, nil
	}
	return os.ReadFile(path)
}

func realPath(path string) string {
	if _, ok := bundle.Carried.Load().Stat(path); ok {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
