package zlib

import (
	"bytes"
	"io"
	"runtime"
	"sync"
)

// codec does piece by piece what a stream is given. It is asked in turns: put gives
// it input, and next is called until it wants more.
type codec struct {
	format *format
	*pieces
}

// pieces is what a codec shares with the goroutine of one that expands, which must
// not keep the codec itself alive.
type pieces struct {
	settings *settings

	to  compressor // of one that compresses
	out bytes.Buffer

	input   chan []byte // of one that expands; nil is the end
	results chan result
	quit    chan struct{}
	stop    func()
	begun   bool
}

// result is a piece of output, or what comes in its place.
type result struct {
	piece  []byte
	hungry bool // it wants more input
	ended  bool // the format says that this was the end
	err    error
}

func newCodec(f *format, s *settings) (*codec, error) {
	p := &pieces{settings: s}
	c := &codec{f, p}
	if f.compress != nil {
		var err error
		p.to, err = f.compress(&p.out, s)
		return c, err
	}
	p.input, p.results, p.quit = make(chan []byte), make(chan result), make(chan struct{})
	p.stop = sync.OnceFunc(func() { close(p.quit) })
	runtime.AddCleanup(c, func(stop func()) { stop() }, p.stop) // a stream that nobody ends
	return c, nil
}

// put gives input, and says whether it is to be flushed. The last call gives none, and
// what expands is given no empty input besides. With next it may be called on any
// goroutine, one at a time, until next has told of the end or of an error.
func (c *codec) put(data []byte, flush, last bool) error {
	if c.to != nil {
		_, err := c.to.Write(data)
		if err == nil && flush && !last {
			err = c.to.Flush()
		}
		if err == nil && last {
			err = c.to.Close()
		}
		return err
	}
	if !c.begun {
		c.begun = true
		go c.pieces.expand(c.format)
		if r := c.receive(); !r.hungry {
			return r.err
		}
	}
	if last {
		data = nil
	}
	select {
	case c.input <- data:
	case <-c.quit:
	}
	return nil
}

func (c *codec) receive() result {
	select {
	case r := <-c.results:
		return r
	case <-c.quit:
		return result{ended: true}
	}
}

// next is the next piece of at most size bytes.
func (c *codec) next(size int) result {
	if c.to == nil {
		return c.receive()
	}
	if c.out.Len() == 0 {
		return result{hungry: true}
	}
	return result{piece: bytes.Clone(c.out.Next(size))}
}

func (c *codec) close() {
	if c.stop != nil {
		c.stop()
	}
}

// expand runs on a goroutine of its own, since the readers of the libraries ask for
// input in the middle of everything.
func (p *pieces) expand(f *format) {
	from := &feed{pieces: p}
	r, err := f.expanding(from, p.settings)
	for err == nil {
		piece := make([]byte, p.settings.chunk)
		var n int
		n, err = r.Read(piece)
		if n > 0 && !p.tell(result{piece: piece[:n:n]}) {
			return
		}
	}
	if err == io.EOF && !from.some {
		err = io.ErrUnexpectedEOF
	}
	if err == io.EOF || p.settings.partial && err == io.ErrUnexpectedEOF {
		p.tell(result{ended: true})
		return
	}
	p.tell(result{err: err})
}

func (p *pieces) tell(r result) bool {
	select {
	case p.results <- r:
		return true
	case <-p.quit:
		return false
	}
}

// feed is the input as a source.
type feed struct {
	*pieces
	rest []byte
	over bool
	some bool
}

func (f *feed) fill() error {
	for len(f.rest) == 0 {
		if f.over {
			return io.EOF
		}
		if !f.tell(result{hungry: true}) {
			return io.ErrClosedPipe
		}
		select {
		case f.rest = <-f.input:
			f.over = f.rest == nil
			f.some = f.some || !f.over
		case <-f.quit:
			return io.ErrClosedPipe
		}
	}
	return nil
}

func (f *feed) Read(p []byte) (int, error) {
	if err := f.fill(); err != nil {
		return 0, err
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

func (f *feed) ReadByte() (byte, error) {
	if err := f.fill(); err != nil {
		return 0, err
	}
	b := f.rest[0]
	f.rest = f.rest[1:]
	return b, nil
}
