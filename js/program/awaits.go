package program

import (
	"encoding/base64"
	"regexp"
	"strings"
	"sync"
)

// bodyName is the function that the body of a module with top-level await
// becomes.
const bodyName = "$body"

var exportList = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)\nexport \{\n(.*?)\n\};\n*$`) })

// wrapAwaits makes an ES module without top-level await of one that has it: its
// body becomes an async function. The code is esbuild's, where each import is a
// line of its own and all exports are one statement at the end. The function
// begins by exporting: what it exports are getters.
func wrapAwaits(code, sourceMap []byte) string {
	text := "\n" + string(code)
	getters := ""
	if at := exportList().FindStringSubmatchIndex(text); at != nil {
		for item := range strings.SplitSeq(text[at[2]:at[3]], ",\n") {
			local, name, renamed := strings.Cut(strings.TrimSpace(item), " as ")
			if !renamed {
				name = local
			}
			getters += "get " + name + "() { return " + local + "; }, "
		}
		text = text[:at[0]]
	}
	// The lines stay where they are, for the positions: imports may be
	// anywhere in the file, but not inside of the function.
	var top, body []string
	for line := range strings.SplitSeq(text[1:], "\n") {
		if strings.HasPrefix(line, "import ") || strings.HasPrefix(line, "import{") || strings.HasPrefix(line, "export * from ") {
			top = append(top, line)
			line = ""
		}
		body = append(body, line)
	}
	return strings.Join(top, " ") + "async function " + bodyName + "($export) { $export({" + getters + "}); " + strings.Join(body, "\n") + "\n}\nexport {};" +
		"\n//# sourceMappingURL=data:application/json;base64," + base64.StdEncoding.EncodeToString(sourceMap)
}
