package childprocess

import (
	"bytes"

	"github.com/dop251/goja"
)

// read hands the lines that come at once to the JavaScript, and null at the end.
func (w *wire) read(callback goja.Value) {
	chunk := make([]byte, 65536)
	var rest []byte // of a line whose end has not come yet
	for {
		n, err := w.file.Read(chunk)
		if end := bytes.LastIndexByte(chunk[:n], '\n'); end >= 0 {
			text := string(rest) + string(chunk[:end])
			rest = append(rest[:0], chunk[end+1:n]...)
			w.post(callback, func() goja.Value { return w.e.Text(text) })
		} else {
			rest = append(rest, chunk[:n]...)
		}
		if err != nil {
			w.post(callback, goja.Null)
			return
		}
	}
}

func (w *wire) post(callback goja.Value, value func() goja.Value) {
	w.e.Post(func() {
		if !w.closed {
			w.e.Call(callback, goja.Undefined(), value())
		}
	})
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
