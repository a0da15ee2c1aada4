package program

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// importData finds what an import of a data: URL means: a module, or JSON.
func (ms *modules) importData(in *importedModule) {
	url := in.request.specifier
	kind, text := ms.dataOf(url)
	ms.checkAttributes(in.request, url, kind == "json")
	if kind == "json" {
		in.common = true
		in.namespace, in.fill = ms.commonNamespace(url, func() goja.Value {
			return ms.engine.Invoke(ms.engine.Intrinsic("JSON"), "parse", ms.engine.Text(text))
		})
		return
	}
	ms.virtual[url] = text
	in.module = ms.esModule(url)
	in.namespace = in.module.namespace
}

// hasScheme reports whether a name is an absolute URL: nothing else is found from within
// a data: URL.
func hasScheme(name string) bool {
	scheme, _, ok := strings.Cut(name, ":")
	return ok && scheme != "" && !strings.ContainsFunc(scheme, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("+-.", r)
	})
}

// dataOf is what a data: URL has, which is "module" or "json".
func (ms *modules) dataOf(url string) (kind, text string) {
	e := ms.engine
	head, body, ok := strings.Cut(strings.TrimPrefix(url, "data:"), ",")
	if !ok {
		panic(e.TypeError("ERR_INVALID_URL", "Invalid URL"))
	}
	body, _, _ = strings.Cut(body, "#")
	media, parameters, _ := strings.Cut(head, ";")
	text = unescaped(body)
	if parameters == "base64" || strings.HasSuffix(parameters, ";base64") {
		data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
		if err != nil {
			panic(e.TypeError("ERR_INVALID_URL", "Invalid URL"))
		}
		text = string(data)
	}
	text = gojax.ValidUTF8(text)
	switch media = strings.TrimSpace(media); strings.ToLower(media) {
	case "text/javascript", "application/javascript":
		return "module", text
	case "application/json":
		return "json", text
	case "":
		media = "null"
	}
	panic(e.RangeError("ERR_UNKNOWN_MODULE_FORMAT", "Unknown module format: "+media+" for URL "+url))
}

// unescaped has the bytes that are written as %xx; what is no such stays as it is.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// runData runs the module that a data: URL has, as the program.
func (ms *modules) runData(url string) {
	kind, text := ms.dataOf(url)
	ms.checkAttributes(&request{specifier: url}, url, kind == "json")
	ms.mainFile, ms.virtual[url] = url, text
	ms.runES(url)
}
