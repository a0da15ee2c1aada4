package fs

import (
	"bytes"
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/opened"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// failed names the call and the paths of a failure; nil stays nil.
func failed(err error, call string, paths ...string) error {
	if _, own := err.(*thrownError); err == nil || own {
		return err
	}
	f := uverr.Of(err, call)
	switch len(paths) {
	case 1:
		return f.On(paths[0], "")
	case 2:
		return f.On(paths[0], paths[1])
	}
	return f
}

// opening are the operations on descriptors.
func (m *module) opening() {
	e := m.e
	m.add("open", 4, func(a *arguments) work {
		todo := a.open()
		return func() (func() []goja.Value, error) {
			fd, err := todo()
			return func() []goja.Value { return []goja.Value{e.Int(fd)} }, err
		}
	})
	engine.Must(m.promises.Set("open", e.Func("open", 3, func(call goja.FunctionCall) goja.Value {
		return m.promise(&arguments{m: m, list: call.Arguments, async: true, resource: "FSReqPromise"}, func(a *arguments) work {
			todo := a.open()
			return func() (func() []goja.Value, error) {
				fd, err := todo()
				return func() []goja.Value { return []goja.Value{m.newHandle(fd)} }, err
			}
		}, first)
	})))
	m.closing()
	for _, name := range []string{"fsync", "fdatasync"} {
		m.add(name, 2, onDescriptor(name, func(a *arguments) func(fd int) error {
			a.disabled(name)
			return sysSync
		}))
	}
	m.add("ftruncate", 3, onDescriptor("ftruncate", func(a *arguments) func(fd int) error {
		n := int64(0)
		if v := a.at(1); !engine.IsNullish(v) {
			n = max(0, e.NeedInteger("len", v, engine.MinSafeInteger, engine.MaxSafeInteger))
		}
		return func(fd int) error { return sysTruncate(fd, n) }
	}))
	m.add("read", 6, m.read)
	m.add("write", 6, m.write)
	m.add("readv", 4, func(a *arguments) work { return m.vector(a, "read") })
	m.add("writev", 4, func(a *arguments) work { return m.vector(a, "write") })
}

// onDescriptor is an operation on one descriptor.
func onDescriptor(call string, prepare func(a *arguments) func(fd int) error) operation {
	return func(a *arguments) work {
		fd := a.fd(0)
		f := prepare(a)
		return func() (func() []goja.Value, error) { return done(failed(f(fd), call)) }
	}
}

func (a *arguments) open() func() (int, error) {
	path := a.path(0, "path")
	flags := a.flags(a.at(1), "r")
	mode := a.mode(a.at(2), "mode", 0o666)
	a.permit(path, opening(flags)...)
	a.waits, a.ownMemory = !plainFile(path), true
	return func() (int, error) {
		fd, err := openFile(path, flags, mode)
		if err == nil {
			a.m.files.Add(fd)
		}
		return fd, failed(err, "open", path)
	}
}

// closing is close, the one operation that needs no callback.
func (m *module) closing() {
	e := m.e
	operation := onDescriptor("close", func(*arguments) func(fd int) error { return closeFile })
	m.add("close", 2, operation)
	thrower := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		if err := call.Argument(0); !engine.IsNullish(err) {
			panic(err)
		}
		return nil
	})
	engine.Must(m.exports.Set("close", e.Func("close", 1, func(call goja.FunctionCall) goja.Value {
		args := call.Arguments
		if engine.IsUndefined(call.Argument(1)) {
			args = []goja.Value{call.Argument(0), thrower}
		}
		return m.callback(args, 2, "FSReqCallback", operation)
	})))
}

// closeFile closes what open has opened.
func closeFile(fd int) error {
	opened.Forget(fd)
	return sysClose(fd)
}

// position reads where in a file to work: -1 is where it stands.
func (a *arguments) position(v goja.Value) int64 {
	e := a.m.e
	if engine.IsNullish(v) {
		return -1
	}
	switch engine.TypeOf(v) {
	case "bigint":
		return v.ToInteger()
	case "number":
		return e.NeedInteger("position", v, -1, engine.MaxSafeInteger)
	}
	panic(e.InvalidArgType("position", v, "integer", "bigint"))
}

// span reads offset and length of a part of a buffer.
func (a *arguments) span(data []byte, offset, length goja.Value) []byte {
	e := a.m.e
	from := int64(0)
	if !engine.IsNullish(offset) {
		from = e.NeedInteger("offset", offset, 0, engine.MaxSafeInteger)
	}
	if from > int64(len(data)) {
		panic(e.OutOfRange("offset", "<= "+strconv.Itoa(len(data)), offset))
	}
	left := int64(len(data)) - from
	n := left
	if !engine.IsNullish(length) {
		if n = e.NeedInteger("length", length, math.MinInt32, engine.MaxSafeInteger); n < 0 {
			panic(e.OutOfRange("length", ">= 0", length))
		}
	}
	if n > left {
		panic(e.OutOfRange("length", "<= "+strconv.FormatInt(left, 10), length))
	}
	return data[from : from+n]
}

func (m *module) read(a *arguments) work {
	e := m.e
	fd := a.fd(0)
	target, offset, length, position := a.at(1), a.at(2), a.at(3), a.at(4)
	given, isView := buffer.Bytes(target)
	opts := target
	if isView {
		opts = offset
	}
	if o, ok := opts.(*goja.Object); ok && (!isView || len(a.list) <= 3) || !isView && a.async && engine.IsNullish(target) {
		if ok {
			if !isView && !engine.IsNullish(o.Get("buffer")) {
				target = o.Get("buffer")
			}
			offset, length, position = o.Get("offset"), o.Get("length"), o.Get("position")
		}
		if given, isView = buffer.Bytes(target); !isView && a.async {
			given, isView = make([]byte, 16<<10), true
			target = buffer.Wrap(e, given)
		}
	} else if isView && len(a.list) == 3 && !engine.IsNullish(opts) {
		panic(e.InvalidArgType("options", opts, "object"))
	}
	if !isView {
		panic(e.InvalidArgType("buffer", target, "Buffer", "TypedArray", "DataView"))
	}
	part := a.span(given, offset, length)
	at := a.position(position)
	a.waits = !plainDescriptor(fd)
	into := part
	if a.waits && !a.async {
		into, a.ownMemory = make([]byte, len(part)), true
	}
	return func() (func() []goja.Value, error) {
		n, err := 0, error(nil)
		if len(part) > 0 {
			n, err = sysRead(fd, into, at)
		}
		return func() []goja.Value {
			if a.ownMemory {
				copy(part, into[:n])
			}
			return []goja.Value{e.Int(n), target}
		}, failed(err, "read")
	}
}

func (m *module) write(a *arguments) work {
	e := m.e
	fd := a.fd(0)
	source := a.at(1)
	var part []byte
	at := int64(-1)
	if data, ok := buffer.Bytes(source); ok {
		offset, length, position := a.at(2), a.at(3), a.at(4)
		if o, ok := offset.(*goja.Object); ok {
			offset, length, position = o.Get("offset"), o.Get("length"), o.Get("position")
		}
		part, at = a.span(data, offset, length), a.loosePosition(position)
	} else {
		encoding := ""
		if v := a.at(3); engine.TypeOf(v) == "string" {
			encoding = v.String()
		}
		part, at = a.data(source, "buffer", encoding), a.loosePosition(a.at(2))
	}
	if a.waits = !plainDescriptor(fd); a.waits && !a.async {
		part, a.ownMemory = bytes.Clone(part), true
	}
	return func() (func() []goja.Value, error) {
		n, err := sysWrite(fd, part, at)
		return func() []goja.Value { return []goja.Value{e.Int(n), source} }, failed(err, "write")
	}
}

// loosePosition takes anything but a number for "where it stands".
func (a *arguments) loosePosition(v goja.Value) int64 {
	if engine.TypeOf(v) != "number" || v.ToInteger() < 0 {
		return -1
	}
	return v.ToInteger()
}

// vector reads or writes several buffers, one after the other.
func (m *module) vector(a *arguments, call string) work {
	e := m.e
	fd := a.fd(0)
	list, ok := a.at(1).(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		panic(e.InvalidArgType("buffers", a.at(1), "ArrayBufferView[]"))
	}
	var parts [][]byte
	for i := range int(list.Get("length").ToInteger()) {
		data, ok := buffer.Bytes(list.Get(strconv.Itoa(i)))
		if !ok {
			panic(e.InvalidArgType("buffers", list, "ArrayBufferView[]"))
		}
		parts = append(parts, data)
	}
	at := a.loosePosition(a.at(2))
	a.waits = !plainDescriptor(fd)
	return func() (func() []goja.Value, error) {
		total := 0
		for _, p := range parts {
			f := sysRead
			if call == "write" {
				f = sysWrite
			}
			n, err := f(fd, p, at)
			if err != nil && total == 0 {
				return nil, failed(err, call)
			}
			total += n
			if at >= 0 {
				at += int64(n)
			}
			if n < len(p) {
				break
			}
		}
		return func() []goja.Value { return []goja.Value{e.Int(total), list} }, nil
	}
}
