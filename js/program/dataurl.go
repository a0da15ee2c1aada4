package program

import (
	"encoding/base64"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// importData finds what an import of a data: URL means: a module, or JSON.
func (ms *modules) importData(in *importedModule) {
	address := in.request.specifier
	kind, text := ms.dataOf(address)
	ms.checkAttributes(in.request, address, kind == "json")
	if kind == "json" {
		in.common = true
		in.namespace, in.fill = ms.commonNamespace(address, func() goja.Value {
			return ms.engine.Invoke(ms.engine.Intrinsic("JSON"), "parse", ms.engine.Text(text))
		})
		return
	}
	ms.virtual[address] = text
	in.module = ms.esModule(address)
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
func (ms *modules) dataOf(address string) (kind, text string) {
	e := ms.engine
	head, body, ok := strings.Cut(strings.TrimPrefix(address, "data:"), ",")
	if !ok {
		panic(e.TypeError("ERR_INVALID_URL", "Invalid URL"))
	}
	body, _, _ = strings.Cut(body, "#")
	media, parameters, _ := strings.Cut(head, ";")
	text = url.PercentDecode(body)
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
	panic(e.RangeError("ERR_UNKNOWN_MODULE_FORMAT", "Unknown module format: "+media+" for URL "+address))
}

// runData runs the module that a data: URL has, as the program.
func (ms *modules) runData(address string) {
	kind, text := ms.dataOf(address)
	ms.checkAttributes(&request{specifier: address}, address, kind == "json")
	ms.mainFile, ms.virtual[address] = address, text
	ms.runES(address)
}
