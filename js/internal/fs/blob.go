package fs

import (
	"io"
	"os"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// blobs defines openAsBlob and openAsBlobSync: a Blob of what is in a file, which is
// read when somebody asks for the bytes.
func (m *module) blobs() {
	open := func(call goja.FunctionCall) goja.Value {
		a, kind := &arguments{m: m, list: call.Arguments}, ""
		if v := a.at(1); !engine.IsUndefined(v) {
			if t := m.e.NeedObject("options", v).Get("type"); !engine.IsNullish(t) {
				kind = m.e.NeedString("options.type", t)
			}
		}
		path := a.path(0, "path", reads)
		info, err := os.Stat(path)
		if err != nil {
			panic(m.thrown(failed(err, "stat", path)))
		}
		return buffer.FileBlob(m.e, kind, info.Size(), m.partOf(path, info))
	}
	engine.Must(m.exports.Set("openAsBlobSync", m.e.Func("openAsBlobSync", 1, open)))
	engine.Must(m.exports.Set("openAsBlob", m.e.Func("openAsBlob", 1, func(call goja.FunctionCall) goja.Value {
		promise, resolve, _ := m.e.Promise()
		resolve(open(call))
		return promise
	})))
}

// partOf reads parts of a file that has to be what it was.
func (m *module) partOf(path string, was os.FileInfo) func(from, to int64) []byte {
	return func(from, to int64) []byte {
		data, ok := readUnchanged(path, was, from, to)
		if !ok || m.e.Denied(engine.ReadFiles, path) != nil {
			panic(domexception.New(m.e, "The blob could not be read", "NotReadableError"))
		}
		return data
	}
}

func readUnchanged(path string, was os.FileInfo, from, to int64) ([]byte, bool) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	is, err := f.Stat()
	if err != nil || is.Size() != was.Size() || !is.ModTime().Equal(was.ModTime()) {
		return nil, false
	}
	data := make([]byte, to-from)
	_, err = io.ReadFull(io.NewSectionReader(f, from, to-from), data)
	return data, err == nil
}
