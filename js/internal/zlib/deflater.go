package zlib

import (
	"compress/flate"
	"encoding/binary"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"io"
)

// wrapping is what is around compressed data.
type wrapping int

const (
	raw wrapping = iota
	zlibWrapped
	gzipWrapped
)

// deflater compresses. It has the headers and sums itself, since the level may
// change in the middle, which a writer of Go's does not know.
type deflater struct {
	to      io.Writer
	around  wrapping
	header  []byte // not written yet
	body    *flate.Writer
	sum     hash.Hash32
	size    uint32
	flushed bool // everything, and nothing came since
}

func newDeflater(to io.Writer, around wrapping, s *settings) (compressor, error) {
	d := &deflater{to: to, around: around}
	level := s.flateLevel()
	switch around {
	case gzipWrapped:
		extra := map[int]byte{9: 2, 1: 4}[level]
		d.header, d.sum = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3}, crc32.NewIEEE()
	case zlibWrapped:
		d.header, d.sum = zlibHeader(level, s.dictionary), adler32.New()
	}
	var err error
	if s.dictionary != nil && around != gzipWrapped {
		d.body, err = flate.NewWriterDict(to, level, s.dictionary)
	} else {
		d.body, err = flate.NewWriter(to, level)
	}
	return d, err
}

// zlibHeader is the header of RFC 1950: method and window, level, and the sum of a dictionary.
func zlibHeader(level int, dictionary []byte) []byte {
	flags := uint16(2)
	switch {
	case level == 0 || level == 1 || level == flate.HuffmanOnly:
		flags = 0
	case level > 1 && level < 6:
		flags = 1
	case level > 6:
		flags = 3
	}
	h := uint16(0x78)<<8 | flags<<6
	if dictionary != nil {
		h |= 1 << 5
	}
	h += 31 - h%31
	out := binary.BigEndian.AppendUint16(nil, h)
	if dictionary != nil {
		out = binary.BigEndian.AppendUint32(out, adler32.Checksum(dictionary))
	}
	return out
}

func (d *deflater) begin() error {
	if len(d.header) == 0 {
		return nil
	}
	_, err := d.to.Write(d.header)
	d.header = nil
	return err
}

func (d *deflater) Write(p []byte) (int, error) {
	if err := d.begin(); err != nil {
		return 0, err
	}
	if d.sum != nil {
		_, _ = d.sum.Write(p)
	}
	d.size += uint32(len(p))
	d.flushed = d.flushed && len(p) == 0
	return d.body.Write(p)
}

func (d *deflater) Flush() error {
	if err := d.begin(); err != nil {
		return err
	}
	if d.flushed {
		return nil
	}
	d.flushed = true
	return d.body.Flush()
}

// setLevel has what follows compressed in another way.
func (d *deflater) setLevel(s *settings) error {
	if err := d.Flush(); err != nil {
		return err
	}
	body, err := flate.NewWriter(d.to, s.flateLevel())
	d.body = body
	return err
}

func (d *deflater) Close() error {
	if err := d.begin(); err != nil {
		return err
	}
	err := d.body.Close()
	var end []byte
	switch d.around {
	case gzipWrapped:
		end = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, d.sum.Sum32()), d.size)
	case zlibWrapped:
		end = binary.BigEndian.AppendUint32(nil, d.sum.Sum32())
	}
	if err == nil && len(end) > 0 {
		_, err = d.to.Write(end)
	}
	return err
}
