package zlib

import (
	"bytes"
	"compress/flate"
	gzipformat "compress/gzip"
	zlibformat "compress/zlib"
	"errors"
	"io"
	"math"
	"math/bits"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// tooLarge is the limit that the result does not keep to.
type tooLarge int64

func (tooLarge) Error() string { return "the result is larger than it may be" }

// errBadDictionary is a dictionary that is not the one that was compressed with.
var errBadDictionary = errors.New("bad dictionary")

// errTrailing is what follows the end, where nothing may.
var errTrailing = errors.New("trailing junk")

// failed is an error in zlib's words.
type failed struct {
	code    string
	number  int
	message string
}

// classify says how Node names an error of a library's.
func classify(err error) failed {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return failed{"Z_BUF_ERROR", -5, "unexpected end of file"}
	case errors.Is(err, gzipformat.ErrHeader) || errors.Is(err, zlibformat.ErrHeader):
		return failed{"Z_DATA_ERROR", -3, "incorrect header check"}
	case errors.Is(err, gzipformat.ErrChecksum) || errors.Is(err, zlibformat.ErrChecksum):
		return failed{"Z_DATA_ERROR", -3, "incorrect data check"}
	case errors.Is(err, zlibformat.ErrDictionary):
		return failed{"Z_NEED_DICT", 2, "Missing dictionary"}
	case errors.Is(err, errBadDictionary):
		return failed{"Z_NEED_DICT", 2, "Bad dictionary"}
	case errors.Is(err, zstd.ErrMagicMismatch):
		return failed{"ZSTD_error_prefix_unknown", 10, "Unknown frame descriptor"}
	case errors.Is(err, zstd.ErrCRCMismatch):
		return failed{"ZSTD_error_checksum_wrong", 22, "Restored data doesn't match checksum"}
	case errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return failed{"ZSTD_error_frameParameter_windowTooLarge", 16, "Frame requires too much memory for decoding"}
	}
	return failed{"Z_DATA_ERROR", -3, "invalid block type"} // zlib says more about what is wrong than Go does
}

// classifyAs is classify for a format whose errors all look alike otherwise.
func (f *format) classifyAs(err error) failed {
	c := classify(err)
	name, isBrotli := strings.CutPrefix(err.Error(), "brotli: ")
	switch {
	case isBrotli:
		code := brotliErrors[name]
		return failed{"ERR__ERROR_FORMAT_" + name, code, "Decompression failed"}
	case f.name == "ZstdDecompress" && c.code == "Z_DATA_ERROR":
		return failed{"ZSTD_error_corruption_detected", 20, "Data corruption detected"}
	}
	return c
}

var brotliErrors = map[string]int{"EXUBERANT_NIBBLE": -1, "RESERVED": -2, "EXUBERANT_META_NIBBLE": -3, "SIMPLE_HUFFMAN_ALPHABET": -4, "SIMPLE_HUFFMAN_SAME": -5,
	"CL_SPACE": -6, "HUFFMAN_SPACE": -7, "CONTEXT_MAP_REPEAT": -8, "BLOCK_LENGTH_1": -9, "BLOCK_LENGTH_2": -10, "TRANSFORM": -11, "DICTIONARY": -12,
	"WINDOW_BITS": -13, "PADDING_1": -14, "PADDING_2": -15, "DISTANCE": -16}

// format is one of the classes of the module: it compresses, or it expands.
type format struct {
	name, method string
	compress     func(w io.Writer, s *settings) (compressor, error)
	expand       func(r source, s *settings) (io.Reader, error)
}

// compressor is what compresses. What it makes goes to the writer it was given.
type compressor interface {
	io.WriteCloser
	Flush() error
}

// source is what a Reader that expands takes from. It is read byte by byte where the
// format needs that to stop at its end.
type source interface {
	io.Reader
	io.ByteReader
}

var formats = []*format{
	{name: "Deflate", method: "deflate", compress: func(w io.Writer, s *settings) (compressor, error) { return newDeflater(w, zlibWrapped, s) }},
	{name: "Inflate", method: "inflate", expand: inflate},
	{name: "Gzip", method: "gzip", compress: func(w io.Writer, s *settings) (compressor, error) { return newDeflater(w, gzipWrapped, s) }},
	{name: "Gunzip", method: "gunzip", expand: func(r source, s *settings) (io.Reader, error) { return &members{from: r, alone: s.alone}, nil }},
	{name: "DeflateRaw", method: "deflateRaw", compress: func(w io.Writer, s *settings) (compressor, error) { return newDeflater(w, raw, s) }},
	{name: "InflateRaw", method: "inflateRaw", expand: func(r source, s *settings) (io.Reader, error) { return flate.NewReaderDict(r, s.dictionary), nil }},
	{name: "Unzip", method: "unzip", expand: unzip},
	{name: "BrotliCompress", method: "brotliCompress", compress: func(w io.Writer, s *settings) (compressor, error) {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: s.param(1, 11), LGWin: min(s.param(2, 22), windowBits(s.size))}), nil
	}},
	{name: "BrotliDecompress", method: "brotliDecompress", expand: func(r source, _ *settings) (io.Reader, error) { return brotli.NewReader(r), nil }},
	{name: "ZstdCompress", method: "zstdCompress", compress: func(w io.Writer, s *settings) (compressor, error) {
		options := []zstd.EOption{zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(s.param(100, 3))), zstd.WithEncoderConcurrency(1),
			zstd.WithEncoderCRC(s.param(201, 0) != 0), zstd.WithZeroFrames(true)}
		if n := windowBits(s.size); n < 20 { // what each level has is larger
			options = append(options, zstd.WithWindowSize(1<<n))
		}
		return zstd.NewWriter(w, options...)
	}},
	{name: "ZstdDecompress", method: "zstdDecompress", expand: func(r source, _ *settings) (io.Reader, error) {
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
	}},
}

// windowBits is how large a window is that all of size bytes lie in. The writers make
// tables in proportion to it, for Brotli up to 128 MB.
func windowBits(size int) int {
	const least, most = 10, 24
	if size == 0 {
		return most
	}
	return min(max(bits.Len(uint(size+16)), least), most) // Brotli keeps 16 bytes of it
}

// zstdWindow is the largest window that zstd allows by itself.
const zstdWindow = 128 << 20

func inflate(r source, s *settings) (io.Reader, error) {
	z, err := zlibformat.NewReaderDict(r, s.dictionary)
	if err == zlibformat.ErrDictionary && s.dictionary != nil {
		err = errBadDictionary
	}
	return z, err
}

// members expands one gzip member after the other. A zero after one ends it, with
// anything that follows.
type members struct {
	from  source
	now   *gzipformat.Reader
	ended bool // the member that was read last
	alone bool // is the first
}

func (m *members) Read(p []byte) (int, error) {
	if m.ended && m.alone {
		return 0, io.EOF
	}
	if m.now == nil || m.ended {
		first, err := m.from.ReadByte()
		switch {
		case m.now == nil && err != nil:
			return 0, unexpected(err)
		case err != nil || m.now != nil && first == 0:
			return 0, io.EOF
		}
		if err := m.begin(first); err != nil {
			return 0, err
		}
	}
	n, err := m.now.Read(p)
	if err == io.EOF {
		m.ended, err = true, nil
	}
	return n, err
}

// begin reads the header of a member. What cannot be one is told before it is complete.
func (m *members) begin(first byte) error {
	second, err := m.from.ReadByte()
	if err != nil {
		return unexpected(err)
	}
	if first != 0x1f || second != 0x8b {
		return gzipformat.ErrHeader
	}
	from := &withFirst{m.from, []byte{first, second}}
	if m.now == nil {
		m.now, err = gzipformat.NewReader(from)
	} else {
		err = m.now.Reset(from)
	}
	if err != nil {
		return unexpected(err)
	}
	m.now.Multistream(false)
	m.ended = false
	return nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// withFirst is a source with bytes before it that were taken already.
type withFirst struct {
	source
	first []byte
}

func (w *withFirst) Read(p []byte) (int, error) {
	if len(w.first) > 0 {
		n := copy(p, w.first)
		w.first = w.first[n:]
		return n, nil
	}
	return w.source.Read(p)
}

func (w *withFirst) ReadByte() (byte, error) {
	if len(w.first) > 0 {
		b := w.first[0]
		w.first = w.first[1:]
		return b, nil
	}
	return w.source.ReadByte()
}

func unzip(r source, s *settings) (io.Reader, error) {
	first, err := r.ReadByte()
	if err != nil {
		return nil, unexpected(err)
	}
	r = &withFirst{r, []byte{first}}
	if first == 0x1f {
		return &members{from: r, alone: s.alone}, nil
	}
	return inflate(r, s)
}

// expanding is expand as the settings say.
func (f *format) expanding(from source, s *settings) (io.Reader, error) {
	r, err := f.expand(from, s)
	switch {
	case err != nil:
	case s.alone:
		r = &alone{r, from}
	case !f.deflates():
		r = &first{Reader: r}
	}
	return r, err
}

// first is a reader that ends where something else follows, which the readers of Brotli and
// Zstandard say is wrong.
type first struct {
	io.Reader
	some bool
}

func (r *first) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.some = r.some || n > 0
	if r.some && (errors.Is(err, zstd.ErrMagicMismatch) || isExcess(err)) {
		err = io.EOF
	}
	return n, err
}

// isExcess reports whether err is the one of Brotli's reader for what follows the end.
func isExcess(err error) bool { return err != nil && err.Error() == "brotli: excessive input" }

// alone is a reader after whose end there may be nothing.
type alone struct {
	io.Reader
	from source
}

func (a *alone) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	switch {
	case err == nil:
	case err == io.EOF:
		if _, err = a.from.ReadByte(); err == nil {
			err = errTrailing
		}
	case isExcess(err): // which it has read already
		err = errTrailing
	}
	return n, err
}

// write writes data in pieces, between which the event may be interrupted.
func (s *settings) write(w io.Writer, data []byte) error {
	for s.breathe != nil && len(data) > piece {
		if _, err := w.Write(data[:piece]); err != nil {
			return err
		}
		data = data[piece:]
		s.breathe()
	}
	_, err := w.Write(data)
	return err
}

const piece = 64 << 10

// breathing is a reader between whose reads the event may be interrupted.
type breathing struct {
	io.Reader
	breathe func()
}

func (b *breathing) Read(p []byte) (int, error) {
	b.breathe()
	return b.Reader.Read(p[:min(len(p), piece)])
}

// whole does all of data at once.
func (f *format) whole(data []byte, s *settings) ([]byte, error) {
	var out bytes.Buffer
	if f.compress != nil {
		s.size = max(1, len(data))
		w, err := f.compress(&out, s)
		if err == nil {
			if err = s.write(w, data); err == nil {
				err = w.Close()
			}
		}
		if err == nil && int64(out.Len()) > s.limit {
			err = tooLarge(s.limit)
		}
		return out.Bytes(), err
	}
	r, err := f.expanding(bytes.NewReader(data), s)
	if s.breathe != nil {
		r = &breathing{r, s.breathe}
	}
	if len(data) == 0 {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		if s.limit < math.MaxInt64 {
			r = io.LimitReader(r, s.limit+1)
		}
		_, err = out.ReadFrom(r)
	}
	if int64(out.Len()) > s.limit {
		return nil, tooLarge(s.limit)
	}
	if s.partial && unexpected(err) == io.ErrUnexpectedEOF {
		err = nil
	}
	return append([]byte{}, out.Bytes()...), err
}
