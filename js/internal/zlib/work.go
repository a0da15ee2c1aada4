package zlib

import (
	"bytes"
	"compress/flate"
	gzipformat "compress/gzip"
	zlibformat "compress/zlib"
	"errors"
	"io"
	"math"
)

// tooLarge is the limit that the result does not keep to.
type tooLarge int64

func (tooLarge) Error() string { return "the result is larger than it may be" }

// classify says how zlib names an error of Go's.
func classify(err error) (code string, number int, message string) {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return "Z_BUF_ERROR", -5, "unexpected end of file"
	case errors.Is(err, gzipformat.ErrHeader) || errors.Is(err, zlibformat.ErrHeader):
		return "Z_DATA_ERROR", -3, "incorrect header check"
	case errors.Is(err, gzipformat.ErrChecksum) || errors.Is(err, zlibformat.ErrChecksum):
		return "Z_DATA_ERROR", -3, "incorrect data check"
	case errors.Is(err, zlibformat.ErrDictionary):
		return "Z_NEED_DICT", 2, "Missing dictionary"
	}
	// zlib says more about what is wrong than Go does.
	return "Z_DATA_ERROR", -3, "invalid block type"
}

// written is what a writer makes of data.
func written(open func(w io.Writer) (io.WriteCloser, error), data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := open(&out)
	if err == nil {
		if _, err = w.Write(data); err == nil {
			err = w.Close()
		}
	}
	return out.Bytes(), err
}

func deflate(data []byte, opts settings) ([]byte, error) {
	return written(func(w io.Writer) (io.WriteCloser, error) { return zlibformat.NewWriterLevel(w, opts.level) }, data)
}

func deflateRaw(data []byte, opts settings) ([]byte, error) {
	return written(func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, opts.level) }, data)
}

func gzip(data []byte, opts settings) ([]byte, error) {
	return written(func(w io.Writer) (io.WriteCloser, error) {
		z, err := gzipformat.NewWriterLevel(w, opts.level)
		if err == nil {
			z.OS = 3
		}
		return z, err
	}, data)
}

// expanded reads to the end.
func expanded(out []byte, r io.Reader, opts settings) ([]byte, error) {
	limited := r
	if opts.limit < math.MaxInt64 {
		limited = io.LimitReader(r, opts.limit-int64(len(out))+1)
	}
	more, err := io.ReadAll(limited)
	out = append(out, more...)
	if int64(len(out)) > opts.limit {
		return nil, tooLarge(opts.limit)
	}
	return out, err
}

func inflateRaw(data []byte, opts settings) ([]byte, error) {
	return expanded([]byte{}, flate.NewReader(bytes.NewReader(data)), opts)
}

func inflate(data []byte, opts settings) ([]byte, error) {
	r, err := zlibformat.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return expanded([]byte{}, r, opts)
}

// isGzip reports whether data begin as gzip's do, as far as they go.
func isGzip(data []byte) bool {
	return len(data) == 0 || data[0] == 0x1f && (len(data) == 1 || data[1] == 0x8b)
}

// gunzip expands one member after the other; what follows them and is none is
// left alone.
func gunzip(data []byte, opts settings) ([]byte, error) {
	if !isGzip(data) {
		return nil, gzipformat.ErrHeader
	}
	source := bytes.NewReader(data)
	out := []byte{}
	for first := true; first || source.Len() > 0 && isGzip(data[len(data)-source.Len():]); first = false {
		r, err := gzipformat.NewReader(source)
		if err != nil {
			return nil, err
		}
		r.Multistream(false)
		if out, err = expanded(out, r, opts); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func unzip(data []byte, opts settings) ([]byte, error) {
	if len(data) > 0 && isGzip(data) {
		return gunzip(data, opts)
	}
	return inflate(data, opts)
}
