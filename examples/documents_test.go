package examples

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// blocks returns the pieces of Go in a document.
func blocks(t *testing.T, document string) (all []string) {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	for _, rest := range strings.Split(string(text), "\n```go\n")[1:] {
		block, _, whole := strings.Cut(rest, "```\n")
		if !whole {
			t.Fatalf("%s: a block without an end", document)
		}
		all = append(all, block)
	}
	return all
}

// bodies returns what is between the braces of the functions in files, by name,
// without the indentation and without the expected output of an Example.
func bodies(t *testing.T, files ...string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, file := range files {
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				body := text[set.Position(f.Body.Lbrace).Offset+1 : set.Position(f.Body.Rbrace).Offset]
				body, _, _ = bytes.Cut(body, []byte("\t// Output:"))
				all[f.Name.Name] = strings.TrimPrefix(strings.ReplaceAll("\n"+strings.TrimPrefix(string(body), "\n"), "\n\t", "\n"), "\n")
			}
		}
	}
	return all
}

// The README's first sample is examples/hello, word for word.
func TestReadmeShowsHello(t *testing.T) {
	shown := blocks(t, "../README.md")[0]
	if is := bodies(t, "hello/main.go")["main"]; shown != is {
		t.Errorf("the README shows\n%s\nand examples/hello is\n%s", shown, is)
	}
}

// The README's other pieces are at least Go.
func TestReadmeIsGo(t *testing.T) {
	for _, block := range blocks(t, "../README.md") {
		source := "package p\nfunc f() {\n" + block + "}\n"
		if _, err := parser.ParseFile(token.NewFileSet(), "README.md", source, 0); err != nil {
			t.Errorf("%v\n%s", err, block)
		}
	}
}

// The guide shows the examples of the folder guide, word for word and all of them.
func TestGuideShowsItsExamples(t *testing.T) {
	files, err := filepath.Glob("guide/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, "_windows_test.go") })
	shown := blocks(t, "../docs/guide.md")
	known := map[string]string{}
	for name, body := range bodies(t, files...) {
		known[body] = name
		if strings.HasPrefix(name, "Example") && !slices.Contains(shown, body) {
			t.Errorf("docs/guide.md does not show %s as it is", name)
		}
	}
	for _, block := range shown {
		if known[block] == "" {
			t.Errorf("docs/guide.md shows what is no function of examples/guide:\n%s", block)
		}
	}
}
