package url

import (
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/path"
)

// OfPath is the file: URL of an absolute path, as pathToFileURL makes it.
func OfPath(p string) string {
	return fileURL(p, path.Resolve(&engine.Host{}, p), runtime.GOOS == "windows").href()
}

// NeedPath checks an argument that names a file: a string, bytes or a URL.
func NeedPath(e *engine.Engine, name string, v goja.Value) string {
	var p string
	if text, ok := v.(goja.String); ok {
		p = text.String()
	} else if _, ok := Href(v); ok {
		p = PathOf(e, v)
	} else if buffer.IsUint8Array(v) {
		data, _ := buffer.Bytes(v)
		p = string(data)
	} else {
		panic(e.InvalidArgType(name, v, "string", "Buffer", "URL"))
	}
	if strings.Contains(p, "\x00") {
		panic(e.InvalidArgValue(name, v, "must be a string, Uint8Array, or URL without null bytes"))
	}
	return p
}
