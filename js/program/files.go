package program

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/nodenet-go/nodenet/js/internal/bundle"
	"github.com/nodenet-go/nodenet/js/internal/engine"
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

// isRegular reports whether a path is a file that can be read to its end at once, which
// a pipe that nobody writes to cannot.
func isRegular(path string) bool {
	if info, ok := bundle.Carried.Load().Stat(path); ok {
		return !info.IsDir()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

var errLongFile = errors.New("the file is too long to be a string")

// readFile returns what is in a file, if it can be a string.
func readFile(path string) ([]byte, error) {
	if data, ok := bundle.Carried.Load().Read(path); ok {
		return data, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err == nil && info.Size() > engine.MaxString {
		return nil, errLongFile
	}
	data, err := io.ReadAll(io.LimitReader(f, engine.MaxString+1))
	if len(data) > engine.MaxString {
		return nil, errLongFile
	}
	return data, err
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
