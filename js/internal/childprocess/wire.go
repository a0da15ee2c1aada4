package childprocess

import (
	"bytes"

	"github.com/dop251/goja"
)

// start has the lines that come handed to the JavaScript, and null at the end. A
// goroutine only waits until there is something: what is there is read on the
// goroutine of the JavaScript, where the exit of a child asks for it, too.
func (w *wire) start(receive goja.Value) {
	w.receive = receive
	more := make(chan bool, 1)
	go func() {
		for awaitReadable(w.file) == nil {
			w.e.Scheduler.Post(func() { w.e.Run(w.read); more <- !w.closed && !w.e.Halted() })
			if !<-more {
				return
			}
		}
		w.e.Post(w.end)
	}()
}

// read hands on what is there, and the end. It goes on for a while only: whoever
// sends without a pause must not keep everything else from running.
func (w *wire) read() {
	chunk := make([]byte, 65536)
	for range 32 {
		if w.closed {
			return
		}
		n, err := readSome(w.file, chunk)
		if end := bytes.LastIndexByte(chunk[:n], '\n'); end >= 0 {
			text := string(w.rest) + string(chunk[:end])
			w.rest = append(w.rest[:0], chunk[end+1:n]...)
			w.e.Call(w.receive, goja.Undefined(), w.e.Text(text))
		} else {
			w.rest = append(w.rest, chunk[:n]...)
		}
		if err != nil {
			w.end()
		} else if n == 0 {
			return
		}
	}
}

// end tells the JavaScript that nothing comes any more.
func (w *wire) end() {
	if !w.closed {
		w.e.Call(w.receive, goja.Undefined(), goja.Null())
		w.close()
	}
}

func (w *wire) close() {
	if !w.closed {
		w.setRef(false)
		w.closed = true
		_ = w.file.Close()
	}
}

// send writes a message, and calls done later. What the other end takes at once
// is written now, so that it is not lost when the program ends right after. It
// reports whether little waits to be written.
func (w *wire) send(data []byte, done func(err error)) bool {
	w.mu.Lock()
	if !w.writing && data != nil {
		n, err := writeSome(w.file, data)
		if err != nil || n == len(data) {
			w.mu.Unlock()
			w.e.NextTick(func() { done(err) })
			return true
		}
		data = data[n:]
	}
	w.e.Scheduler.Ref()
	w.queue = append(w.queue, pendingLine{data, done})
	few := len(w.queue) < 1000
	start := !w.writing
	w.writing = true
	w.mu.Unlock()
	if start {
		go w.drain()
	}
	return few
}

// drain writes what waits.
func (w *wire) drain() {
	for {
		w.mu.Lock()
		if len(w.queue) == 0 {
			w.writing = false
			w.mu.Unlock()
			return
		}
		next := w.queue[0]
		w.queue = w.queue[1:]
		w.mu.Unlock()
		_, err := w.file.Write(next.data)
		w.e.Scheduler.Post(func() {
			w.e.Scheduler.Unref()
			w.e.Run(func() { next.done(err) })
		})
	}
}
