package childprocess

import (
	"bufio"

	"github.com/dop251/goja"
)

// read hands each line that comes to the JavaScript, and null at the end.
func (w *wire) read(callback goja.Value) {
	lines := bufio.NewReader(w.file)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		w.e.Post(func() {
			if !w.closed {
				w.e.Call(callback, goja.Undefined(), w.e.Text(string(line[:len(line)-1])))
			}
		})
	}
	w.e.Post(func() {
		if !w.closed {
			w.e.Call(callback, goja.Undefined(), goja.Null())
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
