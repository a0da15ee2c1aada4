package util

import (
	"embed"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed mime.js rate.js
var sources embed.FS

// mime has the classes MIMEType and MIMEParams.
func mime(e *engine.Engine) *goja.Object {
	return engine.Part(e, sources, "mime.js", "internal/util/mime", func(e *engine.Engine) *goja.Object {
		return e.Object("invalid", e.Func("invalid", 3, func(call goja.FunctionCall) goja.Value {
			message := "The MIME syntax for a " + call.Argument(0).String() + ` in "` + call.Argument(1).String() + `" is invalid`
			if at := call.Argument(2).ToInteger(); at >= 0 {
				message += " at " + strconv.FormatInt(at, 10)
			}
			return e.TypeError("ERR_INVALID_MIME_SYNTAX", message)
		}))
	})
}
