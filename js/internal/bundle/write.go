package bundle

import (
	"archive/zip"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Write joins files, by their names with slashes, to an executable, and makes a new one
// of it. What base carries already is left out. The file is complete, or not there.
func Write(output, base string, m Manifest, files map[string]string) error {
	program, err := os.Open(base)
	if err != nil {
		return err
	}
	defer program.Close()
	_, length, err := measure(program)
	if err != nil && err != ErrNone {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(output), ".nodenet-build-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err = writeAll(f, io.NewSectionReader(program, 0, length), length, m, files); err == nil {
		err = f.Chmod(0o755)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), output)
	}
	return err
}

func writeAll(f *os.File, program io.Reader, length int64, m Manifest, files map[string]string) error {
	if _, err := io.Copy(f, program); err != nil {
		return err
	}
	w := zip.NewWriter(f)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestCompression) })
	about, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	if err := add(w, manifestName, about); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data, err := os.ReadFile(files[name])
		if err != nil {
			return err
		}
		if err := add(w, name, data); err != nil {
			return err
		}
	}
	if err := w.SetComment(fmt.Sprintf("%s%0*x", mark, digits, length)); err != nil {
		return err
	}
	return w.Close()
}

// add writes a file without its time, so that the same files make the same bundle.
func add(w *zip.Writer, name string, data []byte) error {
	to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = to.Write(data)
	return err
}
