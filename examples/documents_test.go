package examples

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// blocks returns the pieces of Go in a document.
func blocks(t *testing.T, document string) (all []string) {
	t.Helper()
	for _, rest := range strings.Split(read(t, document), "\n```go\n")[1:] {
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
		text := read(t, file)
		for _, d := range tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				body := text[set.Position(f.Body.Lbrace).Offset+1 : set.Position(f.Body.Rbrace).Offset]
				body, _, _ = strings.Cut(body, "\t// Output:")
				all[f.Name.Name] = strings.TrimPrefix(strings.ReplaceAll("\n"+strings.TrimPrefix(body, "\n"), "\n\t", "\n"), "\n")
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

var (
	link     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#+ (.+)$`)
	pathLike = regexp.MustCompile("`((?:[a-z_.]+/)+[\\w.-]*|[a-z_]+\\.(?:go|md))`")
	noAnchor = regexp.MustCompile(`[^\w -]`)
)

// What the documents link to, and the files that CONTRIBUTING.md names, are there.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	documents, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	documents = append(documents, "../README.md", "../CONTRIBUTING.md", "../CHANGELOG.md", "../SECURITY.md", "../bench/README.md")
	for _, document := range documents {
		for _, m := range link.FindAllStringSubmatch(read(t, document), -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			file := document
			if target != "" {
				file = filepath.Join(filepath.Dir(document), target)
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s links to %s, which is not there", document, m[1])
			} else if anchor != "" && !slices.Contains(anchors(t, file), anchor) {
				t.Errorf("%s links to %s, but there is no such heading", document, m[1])
			}
		}
	}
	for _, m := range pathLike.FindAllStringSubmatch(read(t, "../CONTRIBUTING.md"), -1) {
		if _, err := os.Stat(filepath.Join("..", m[1])); err != nil && m[1] != ".cache/" && !strings.HasPrefix(m[1], "golang.org/") {
			t.Errorf("CONTRIBUTING.md names %s, which is not there", m[1])
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// anchors are the headings of a document, as links name them.
func anchors(t *testing.T, document string) (all []string) {
	for _, m := range heading.FindAllStringSubmatch(read(t, document), -1) {
		name := noAnchor.ReplaceAllString(strings.ToLower(m[1]), "")
		all = append(all, strings.ReplaceAll(name, " ", "-"))
	}
	return all
}
