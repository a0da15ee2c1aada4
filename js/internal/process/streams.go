package process

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/dop251/goja"
	"golang.org/x/term"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// streams defines stdin, stdout and stderr, each made when first used.
func (p *Process) streams() {
	e := p.Engine
	p.lazy("stdin", func() *goja.Object {
		if p.Stream != nil {
			return p.Stream("stdin")
		}
		if e.Host.Stdin == os.Stdin {
			if o := p.socketInput(); o != nil {
				return o
			}
			if kindOf(os.Stdin) == "fs" {
				return p.fileInput()
			}
		}
		return p.input(e.Host.Stdin)
	})
	output := func(name string, fd int, to io.Writer, own *os.File) {
		p.lazy(name, func() *goja.Object {
			if p.Stream != nil {
				return p.Stream(name)
			}
			var o *goja.Object
			if to == own {
				o = p.socketOutput(fd)
			}
			if o == nil {
				o = p.output(to, fd)
			}
			return p.standardOutput(o, fd)
		})
	}
	output("stdout", 1, e.Host.Stdout, os.Stdout)
	output("stderr", 2, e.Host.Stderr, os.Stderr)
	p.function("openStdin", 0, func(goja.FunctionCall) goja.Value {
		in := p.Object.Get("stdin").ToObject(p.Engine.VM)
		p.Engine.Invoke(in, "resume")
		return in
	})
	p.function("_rawDebug", 0, func(call goja.FunctionCall) goja.Value {
		for i, v := range call.Arguments {
			if i > 0 {
				_, _ = io.WriteString(e.Host.Stderr, " ")
			}
			_, _ = io.WriteString(e.Host.Stderr, v.String())
		}
		_, _ = io.WriteString(e.Host.Stderr, "\n")
		return nil
	})
}

func (p *Process) lazy(name string, make func() *goja.Object) {
	var made goja.Value
	e := p.Engine
	engine.Must(p.Object.DefineAccessorProperty(name,
		e.Func("get", 0, func(goja.FunctionCall) goja.Value {
			if made == nil {
				made = make()
			}
			return made
		}),
		e.Func("set", 1, func(call goja.FunctionCall) goja.Value { made = call.Argument(0); return nil }),
		goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// output is a stream that writes at once, as Node does to files and terminals.
func (p *Process) output(to io.Writer, fd int) *goja.Object {
	e := p.Engine
	options := e.Object("decodeStrings", false, "emitClose", false,
		"write", e.Func("write", 3, func(call goja.FunctionCall) goja.Value {
			data, ok := buffer.Bytes(call.Argument(0))
			if !ok {
				encoding, known := buffer.ParseEncoding(call.Argument(1).String())
				if !known {
					encoding = buffer.UTF8
				}
				data = encoding.Decode(call.Argument(0).(goja.String))
			}
			if _, err := to.Write(data); err != nil {
				e.Call(call.Argument(2), goja.Undefined(), uverr.Of(err, "write").Value(e))
				return nil
			}
			e.Call(call.Argument(2), goja.Undefined())
			return nil
		}))
	o := e.Construct(e.Require("stream").Get("Writable"), options)
	file, _ := to.(*os.File)
	kind := kindOf(file)
	engine.Must(o.Set("_type", kind))
	if kind == "fs" {
		p.synchronous(o)
	}
	if file != nil && term.IsTerminal(int(file.Fd())) {
		p.terminal(o, fd)
	}
	return o
}

// synchronous gives a stream of a file the class that Node has for it.
func (p *Process) synchronous(o *goja.Object) {
	e := p.Engine
	class := e.Func("SyncWriteStream", 2, func(goja.FunctionCall) goja.Value { return nil })
	prototype := e.VM.CreateObject(o.Prototype())
	engine.Must(prototype.DefineDataProperty("constructor", class, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	engine.Must(o.SetPrototype(prototype))
	engine.Must(o.Set("readable", false))
	engine.Must(o.Set("autoClose", false))
}

// standardOutput makes a stream the one that it is for good: destroying it closes
// nothing, and it can be written to again.
func (p *Process) standardOutput(o *goja.Object, fd int) *goja.Object {
	e := p.Engine
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	set("fd", fd)
	set("_isStdio", true)
	set("destroySoon", o.Get("destroy"))
	set("_destroy", e.Func("dummyDestroy", 2, func(call goja.FunctionCall) goja.Value {
		this := call.This.(*goja.Object)
		e.Call(call.Argument(1), goja.Undefined(), call.Argument(0))
		e.Invoke(this, "_undestroy")
		e.NextTick(func() { e.Invoke(this, "emit", e.Text("close")) })
		return nil
	}))
	return o
}

func kindOf(file *os.File) string {
	if file == nil {
		return "pipe"
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return "fs"
	case info.Mode()&os.ModeNamedPipe != 0, info.Mode()&os.ModeSocket != 0:
		return "pipe"
	case info.Mode()&os.ModeCharDevice != 0 && term.IsTerminal(int(file.Fd())):
		return "tty"
	}
	return "fs"
}

// terminal gives a stream what those of terminals have.
func (p *Process) terminal(o *goja.Object, fd int) {
	e := p.Engine
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	size := func() (int, int) {
		width, height, err := term.GetSize(fd)
		if err != nil {
			return 80, 24
		}
		return width, height
	}
	width, height := size()
	set("isTTY", true)
	set("columns", width)
	set("rows", height)
	e.Method(o, "getWindowSize", 0, func(goja.FunctionCall) goja.Value {
		width, height := size()
		return e.VM.NewArray(width, height)
	})
	depth := 4
	switch {
	case e.Host.Getenv("NO_COLOR") != "" || e.Host.Getenv("TERM") == "dumb":
		depth = 1
	case e.Host.Getenv("COLORTERM") == "truecolor":
		depth = 24
	case e.Host.Getenv("TERM") == "xterm-256color":
		depth = 8
	}
	e.Method(o, "getColorDepth", 0, func(goja.FunctionCall) goja.Value { return e.Int(depth) })
	e.Method(o, "hasColors", 0, func(call goja.FunctionCall) goja.Value {
		count := int64(16)
		if engine.TypeOf(call.Argument(0)) == "number" {
			count = call.Argument(0).ToInteger()
		}
		return e.Bool(count <= 1<<depth)
	})
}

// read reads from what may be a reader of the program's: whatever that does is an error
// at most.
func read(from io.Reader, p []byte) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = 0, fmt.Errorf("panic in Read: %v", r)
		}
	}()
	for range 100 {
		n, err = from.Read(p)
		switch {
		case n < 0 || n > len(p):
			return 0, errors.New("a count that cannot be was returned by Read")
		case n > 0 || err != nil:
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// fileInput is stdin as the fs.ReadStream that Node makes of a file. Its end does not
// destroy it, and destroying it does not close the descriptor, whose number another file
// would get.
func (p *Process) fileInput() *goja.Object {
	e := p.Engine
	o := e.Construct(e.Require("fs").Get("ReadStream"), goja.Null(), e.Object("fd", 0, "autoClose", false))
	engine.Must(o.Set("_destroy", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
		e.Call(call.Argument(1), goja.Undefined(), call.Argument(0))
		return nil
	})))
	return o
}

// input is stdin as a Readable. Reading begins when somebody wants it, and only
// then keeps the program alive.
func (p *Process) input(from io.Reader) *goja.Object {
	e := p.Engine
	// What is being read keeps the program alive, but while the stream is paused.
	reading, paused, held := false, false, false
	keepAlive := func(on bool) { e.SetRef(&held, on) }
	var n int
	var err error
	var o *goja.Object
	push := func(data []byte, err error) {
		reading = false
		switch {
		case len(data) > 0:
			e.Invoke(o, "push", buffer.Wrap(e, data))
		case err == nil || err == io.EOF:
			e.Invoke(o, "push", goja.Null())
		default:
			e.Invoke(o, "destroy", uverr.Of(err, "read").Value(e))
		}
	}
	options := e.Object("highWaterMark", node.HighWaterMark, "emitClose", false, "autoDestroy", true,
		"read", e.Func("read", 1, func(goja.FunctionCall) goja.Value {
			if reading {
				return nil
			}
			reading = true
			chunk := make([]byte, 65536)
			n, err = 0, nil
			keepAlive(!paused)
			done := e.Bind(func() {
				keepAlive(false)
				push(chunk[:n], err)
			})
			go func() {
				defer e.Scheduler.Post(func() { e.Run(done) }) // also when what reads calls runtime.Goexit
				n, err = read(from, chunk)
			}()
			return nil
		}))
	o = e.Construct(e.Require("stream").Get("Readable"), options)
	engine.Must(o.Set("fd", 0))
	for name, now := range map[string]bool{"pause": true, "resume": false} {
		e.Invoke(o, "on", e.Text(name), e.Func("", 0, func(goja.FunctionCall) goja.Value {
			paused = now
			keepAlive(reading && !paused)
			return nil
		}))
	}
	if file, _ := from.(*os.File); file != nil && term.IsTerminal(0) {
		engine.Must(o.Set("isTTY", true))
		engine.Must(o.Set("isRaw", false))
		e.Method(o, "setRawMode", 1, func(call goja.FunctionCall) goja.Value {
			raw := call.Argument(0).ToBoolean()
			keyboard.setRaw(raw)
			engine.Must(o.Set("isRaw", raw))
			return o
		})
	}
	for _, name := range []string{"ref", "unref"} {
		e.Method(o, name, 0, func(goja.FunctionCall) goja.Value { return o })
	}
	return o
}
