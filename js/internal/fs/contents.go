package fs

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// contents are the operations on whole files.
func (m *module) contents() {
	m.addAll("readFile", 3, m.readFile)
	m.addAll("writeFile", 4, func(a *arguments) work { return m.writeFile(a, "w") })
	m.addAll("appendFile", 4, func(a *arguments) work { return m.writeFile(a, "a") })
	m.addAll("truncate", 3, func(a *arguments) work {
		path := a.path(0, "path", reads, writes)
		n := int64(0)
		if v := a.at(1); !engine.IsNullish(v) {
			n = max(0, m.e.NeedInteger("len", v, engine.MinSafeInteger, engine.MaxSafeInteger))
		}
		return func() (func() []goja.Value, error) {
			fd, err := openFile(path, oRDWR, 0)
			if err != nil {
				return nil, failed(err, "open", path)
			}
			defer sysClose(fd)
			return done(failed(sysTruncate(fd, n), "ftruncate"))
		}
	})
}

// file is a path or a descriptor.
type file struct {
	path string
	fd   int
	own  bool // opened here
}

// file reads the first argument: a descriptor, a FileHandle or a path.
func (a *arguments) file(flags int) *file {
	v := a.at(0)
	if engine.TypeOf(v) == "number" {
		f := &file{fd: a.fd(0)}
		a.waits = !plainDescriptor(f.fd)
		return f
	}
	if h := handleOf(v); h != nil {
		a.descriptors = append(a.descriptors, h.fd)
		return &file{fd: h.fd}
	}
	f := &file{path: a.path(0, "path", opening(flags)...), fd: -1, own: true}
	a.waits = !plainFile(f.path)
	return f
}

func (f *file) open(flags int, mode uint32) error {
	if !f.own {
		return nil
	}
	fd, err := openFile(f.path, flags, mode)
	f.fd = fd
	return failed(err, "open", f.path)
}

func (f *file) close() {
	if f.own && f.fd >= 0 {
		_ = sysClose(f.fd)
	}
}

func (m *module) readFile(a *arguments) work {
	opts := a.options(1)
	flags := a.flags(opts.get("flag"), "r")
	f := a.file(flags)
	a.ownMemory = true
	// What fails while reading names the file, but for readFileSync.
	var named []string
	if a.async && f.own {
		named = []string{f.path}
	}
	return func() (func() []goja.Value, error) {
		if err := f.open(flags, 0o666); err != nil {
			return nil, err
		}
		defer f.close()
		data := make([]byte, 0, 512)
		if st, err := sysFstat(f.fd); err == nil && st.regular() {
			data = make([]byte, 0, st.size+1)
		}
		for {
			if len(data) == cap(data) {
				data = append(data, 0)[:len(data)]
			}
			n, err := sysRead(f.fd, data[len(data):cap(data)], -1)
			if err != nil {
				return nil, failed(err, "read", named...)
			}
			if n == 0 || a.left.Load() {
				break
			}
			data = data[:len(data)+n]
		}
		return func() []goja.Value { return []goja.Value{m.decoded(data, opts.encoding)} }, nil
	}
}

func (m *module) writeFile(a *arguments, flag string) work {
	opts := a.options(2)
	flags := a.flags(opts.get("flag"), flag)
	mode := a.mode(opts.get("mode"), "mode", 0o666)
	data := a.data(a.at(1), "data", opts.encoding)
	if a.ownMemory = a.async || a.waits; a.ownMemory {
		data = append([]byte(nil), data...) // scripts may go on using it
	}
	f := a.file(flags)
	flush := opts.isTrue("flush")
	return func() (func() []goja.Value, error) {
		if err := f.open(flags, mode); err != nil {
			return nil, err
		}
		defer f.close()
		for len(data) > 0 {
			n, err := sysWrite(f.fd, data, -1)
			if err != nil {
				return nil, failed(err, "write")
			}
			data = data[n:]
		}
		if flush {
			return done(failed(sysSync(f.fd), "fsync"))
		}
		return done(nil)
	}
}
