package main

import (
	"bytes"
	"errors"
	"strconv"
)

// What one request may have at the most.
const (
	mostWords   = 1 << 16
	mostWord    = 16 << 20
	mostLine    = 64 << 10
	mostRequest = 32 << 20
)

var errTooLong = errors.New("invalid bulk length")

// parser cuts a stream into requests: arrays of words, or words on a line. What has not
// become a request yet waits.
type parser struct {
	left  []byte
	words [][]byte
}

func (p *parser) add(data []byte) {
	if len(p.left) == 0 {
		p.left = data
		return
	}
	p.left = append(p.left, data...)
}

// next returns the words of the next request, which are good until the next call of add;
// nil when there is none yet.
func (p *parser) next() ([][]byte, error) {
	for len(p.left) > 0 {
		request, size, err := p.parse()
		if err == nil && size == 0 && len(p.left) > mostRequest {
			err = errTooLong
		}
		if err != nil || size == 0 {
			return nil, err
		}
		if p.left = p.left[size:]; len(request) > 0 {
			return request, nil
		}
	}
	return nil, nil
}

// parse reads one request; size is 0 when it is not all there.
func (p *parser) parse() (request [][]byte, size int, err error) {
	line, size, err := lineOf(p.left)
	if err != nil || size == 0 {
		return nil, 0, err
	}
	if len(line) == 0 || line[0] != '*' {
		return bytes.Fields(line), size, nil
	}
	count, err := number(line[1:], mostWords)
	if err != nil {
		return nil, 0, errors.New("invalid multibulk length")
	}
	p.words = p.words[:0]
	for range count {
		line, n, err := lineOf(p.left[size:])
		if err != nil || n == 0 {
			return nil, 0, err
		}
		if len(line) == 0 || line[0] != '$' {
			return nil, 0, errors.New("expected '$'")
		}
		length, err := number(line[1:], mostWord)
		if err != nil {
			return nil, 0, errTooLong
		}
		if size += n; len(p.left) < size+length+2 {
			return nil, 0, nil
		}
		p.words = append(p.words, p.left[size:size+length])
		size += length + 2
	}
	return p.words, size, nil
}

// lineOf is the first line and its length with what ends it.
func lineOf(p []byte) (line []byte, size int, err error) {
	i := bytes.IndexByte(p[:min(len(p), mostLine)], '\n')
	if i < 0 {
		if len(p) >= mostLine {
			err = errors.New("too big inline request")
		}
		return nil, 0, err
	}
	return bytes.TrimSuffix(p[:i], []byte("\r")), i + 1, nil
}

func number(p []byte, most int) (int, error) {
	n, err := strconv.Atoi(string(p))
	if err != nil || n < 0 || n > most {
		return 0, errTooLong
	}
	return n, nil
}
