package buffer

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// UnknownEncoding is Node's ERR_UNKNOWN_ENCODING.
func UnknownEncoding(e *engine.Engine, name goja.Value) *goja.Object {
	return e.TypeError(node.UnknownEncoding(e.Shown(name)))
}

// NeedEncoding throws unless v names an encoding.
func NeedEncoding(e *engine.Engine, v goja.Value) Encoding {
	if s, ok := v.(goja.String); ok {
		if enc, ok := ParseEncoding(s.String()); ok {
			return enc
		}
	}
	panic(UnknownEncoding(e, v))
}

// textEncoding is NeedEncoding where anything may name one by its text.
func textEncoding(e *engine.Engine, v goja.Value) Encoding {
	if enc, ok := ParseEncoding(e.ToText(v).String()); ok {
		return enc
	}
	panic(UnknownEncoding(e, v))
}
