// Package bundle joins the files of a script to an executable, and finds them there.
//
//	nodenet          the program as it was built
//	zip archive      the files, and what is said of them
//	its comment      "nodenet bundle ", and how long the program before it is
//
// The files are there as if they lay beside the executable: that of the script
// "src/server.js" in "/opt/app" is "/opt/src/server.js".
package bundle

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
)

const (
	manifestName = ".nodenet-bundle.json"
	mark         = "nodenet bundle "
	digits       = 16
	// endSize is the size of the end of the archive, whose last part is the comment.
	endSize = 22 + len(mark) + digits
)

// Manifest is what is said of the files.
type Manifest struct {
	Entry      string    `json:"entry"` // the script
	Nodenet    string    `json:"nodenet"`
	Node       string    `json:"node"`
	Conditions []string  `json:"conditions,omitempty"` // of "exports" and "imports"
	Packages   []Package `json:"packages,omitempty"`
}

// Package is one of node_modules.
type Package struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Bundle is the files that an executable carries.
type Bundle struct {
	Manifest
	dir  string // where they are
	zip  *zip.Reader
	file *os.File
}

// Carried is the bundle of this process; nil is none. It is set before a script runs.
var Carried atomic.Pointer[Bundle]

// ErrNone says that an executable carries nothing.
var ErrNone = errors.New("no bundle")

// Open opens the bundle of an executable. The error is [ErrNone] when it has none.
func Open(executable string) (*Bundle, error) {
	f, err := os.Open(executable)
	if err != nil {
		return nil, err
	}
	b, err := read(f)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	if b.dir, err = filepath.Abs(filepath.Dir(executable)); err != nil {
		_ = f.Close()
		return nil, err
	}
	return b, nil
}

func read(f *os.File) (*Bundle, error) {
	size, base, err := measure(f)
	if err != nil {
		return nil, err
	}
	b := &Bundle{file: f}
	if b.zip, err = zip.NewReader(io.NewSectionReader(f, base, size-base), size-base); err != nil {
		return nil, fmt.Errorf("the bundle of %s is damaged: %w", f.Name(), err)
	}
	text, err := fs.ReadFile(b.zip, manifestName)
	if err == nil {
		err = json.Unmarshal(text, &b.Manifest)
	}
	if err != nil {
		return nil, fmt.Errorf("the bundle of %s is damaged: %w", f.Name(), err)
	}
	return b, nil
}

// measure is the size of an executable, and how much of it is not the bundle.
func measure(f *os.File) (size, base int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	size = info.Size()
	end := make([]byte, endSize)
	if size < int64(endSize) {
		return size, size, ErrNone
	}
	if _, err := f.ReadAt(end, size-int64(endSize)); err != nil {
		return 0, 0, err
	}
	text, ok := strings.CutPrefix(string(end[22:]), mark)
	if !ok {
		return size, size, ErrNone
	}
	if base, err = strconv.ParseInt(text, 16, 64); err != nil || base < 0 || base > size {
		return size, size, ErrNone
	}
	return size, base, nil
}

// Script is the path of the script.
func (b *Bundle) Script() string { return filepath.Join(b.dir, filepath.FromSlash(b.Entry)) }

// name is a path's name in the archive; false when it is not below the bundle's
// directory.
func (b *Bundle) name(file string) (string, bool) {
	if b == nil {
		return "", false
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		return "", false
	}
	name, err := filepath.Rel(b.dir, absolute)
	if err != nil || !filepath.IsLocal(name) || name == "." {
		return "", false
	}
	return filepath.ToSlash(name), true
}

// Stat finds a file or a directory in the bundle.
func (b *Bundle) Stat(file string) (fs.FileInfo, bool) {
	name, ok := b.name(file)
	if !ok {
		return nil, false
	}
	info, err := fs.Stat(b.zip, name)
	return info, err == nil
}

// Read returns what is in a file of the bundle.
func (b *Bundle) Read(file string) ([]byte, bool) {
	name, ok := b.name(file)
	if !ok {
		return nil, false
	}
	data, err := fs.ReadFile(b.zip, name)
	return data, err == nil
}

// List returns what is in a directory of the bundle.
func (b *Bundle) List(dir string) ([]fs.DirEntry, bool) {
	name, ok := b.name(dir)
	if !ok {
		return nil, false
	}
	list, err := fs.ReadDir(b.zip, name)
	return list, err == nil
}

// Files are the names of all files, with slashes.
func (b *Bundle) Files() (names []string) {
	for _, f := range b.zip.File {
		if f.Name != manifestName {
			names = append(names, path.Clean(f.Name))
		}
	}
	return names
}
