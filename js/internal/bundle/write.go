package bundle

import (
	"archive/zip"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Write joins files, by their names with slashes, to an executable, and makes a new one
// of it. What base carries already is left out. The file is complete, or not there; what is
// no file, such as /dev/null, is written to and stays what it is.
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
	write := func(f *os.File) error { return writeAll(f, io.NewSectionReader(program, 0, length), length, m, files) }
	if is, err := os.Stat(output); err == nil && is.Mode()&(fs.ModeDevice|fs.ModeNamedPipe) != 0 {
		f, err := os.OpenFile(output, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(f), f.Close())
	}
	f, err := os.CreateTemp(filepath.Dir(output), ".nodenet-build-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err = write(f); err == nil {
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

func writeAll(f io.Writer, program io.Reader, length int64, m Manifest, files map[string]string) error {
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
