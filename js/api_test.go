package js_test

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

// docs/api.md is the list of members. Here it is held against the Go package,
// against the tests and scripts it names, and against what Node 26 shows.

const apiDocument = repository + "/docs/api.md"

// apiRow is a line of a table: one or several members.
type apiRow struct {
	section, member, inGo, inJS, proof string
}

func readAPI(t *testing.T) (rows []apiRow) {
	t.Helper()
	text, err := os.ReadFile(apiDocument)
	if err != nil {
		t.Fatal(err)
	}
	section := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "## "); ok {
			section = name
		}
		cells := strings.Split(strings.ReplaceAll(line, `\|`, "¦"), "|")
		if len(cells) < 6 || strings.Contains(line, "---") || strings.Contains(line, "Proven by") {
			continue
		}
		if len(cells) != 7 {
			t.Fatalf("not five cells: %s", line)
		}
		rows = append(rows, apiRow{section, cells[1], cells[3], cells[4], cells[5]})
	}
	if len(rows) < 100 {
		t.Fatalf("only %d rows", len(rows))
	}
	return rows
}

var quoted = regexp.MustCompile("`([^`]+)`")

// names are what a cell has between backticks.
func names(cell string) (all []string) {
	for _, m := range quoted.FindAllStringSubmatch(cell, -1) {
		all = append(all, m[1])
	}
	return all
}

// goNames are the exported names of the root package: functions, types, constants,
// and "Type.Member" for methods and fields.
func goNames(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	add := func(parts ...string) {
		for _, part := range parts {
			if !ast.IsExported(part) {
				return
			}
		}
		all[strings.Join(parts, ".")] = true
	}
	for _, path := range glob(t, repository+"/*.go") {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name.Name)
					continue
				}
				of := d.Recv.List[0].Type
				if star, ok := of.(*ast.StarExpr); ok {
					of = star.X
				}
				if name, ok := of.(*ast.Ident); ok {
					add(name.Name, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					addSpec(spec, add)
				}
			}
		}
	}
	return all
}

func addSpec(spec ast.Spec, add func(parts ...string)) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range s.Names {
			add(name.Name)
		}
	case *ast.TypeSpec:
		add(s.Name.Name)
		if fields, ok := s.Type.(*ast.StructType); ok {
			for _, field := range fields.Fields.List {
				for _, name := range field.Names {
					add(s.Name.Name, name.Name)
				}
			}
		}
	}
}

var (
	goName   = regexp.MustCompile(`^[A-Z]\w*(\.[A-Z]\w*)?$`)
	testFunc = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
)

// usedByOthers are names that no test of the root package has to have in it:
// encoding/json calls them.
var usedByOthers = []string{"MarshalJSON", "UnmarshalJSON"}

// Every Go name in the document exists, and a test uses it; and what the package
// exports for these things is in the document.
func TestAPINamesOfGo(t *testing.T) {
	exported := goNames(t)
	var tests strings.Builder
	for _, path := range glob(t, repository+"/*_test.go", repository+"/orders/*_test.go") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(text)
	}
	documented := map[string]bool{}
	for _, row := range readAPI(t) {
		for _, name := range names(row.inGo) {
			if !goName.MatchString(name) || strings.HasPrefix(name, "ERR_") {
				continue
			}
			documented[name] = true
			if !exported[name] {
				t.Errorf("%s: package nodenet has no %s", row.member, name)
			}
			last := name[strings.LastIndex(name, ".")+1:]
			if !slices.Contains(usedByOthers, last) && !regexp.MustCompile(`\b`+last+`\b`).MatchString(tests.String()) {
				t.Errorf("%s: no test uses %s", row.member, name)
			}
		}
	}
	var missing []string
	for name := range exported {
		of, _, member := strings.Cut(name, ".")
		if member && !documented[name] && !slices.Contains([]string{"Group", "Handle", "ListenHandle", "GroupOptions", "Timer"}, of) {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("docs/api.md lacks %s", strings.Join(missing, ", "))
	}
}

// Every field of the options has a comment with Node's name for it.
func TestAPIOptionsNameNode(t *testing.T) {
	structs := map[string]bool{"ServerOptions": true, "SocketOptions": true, "ConnectOptions": true, "ListenOptions": true,
		"BindOptions": true, "KeepAlive": true, "PipeOptions": true}
	seen := 0
	for _, path := range glob(t, repository+"/*.go") {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			spec, ok := node.(*ast.TypeSpec)
			if !ok || !structs[spec.Name.Name] {
				return true
			}
			for _, field := range spec.Type.(*ast.StructType).Fields.List {
				if len(field.Names) == 0 || !field.Names[0].IsExported() {
					continue // embedded, or not an option
				}
				seen++
				if !strings.Contains(strings.ReplaceAll(field.Doc.Text(), "\n", " "), "Node") {
					t.Errorf("the comment of %s.%s does not name Node's option", spec.Name.Name, field.Names[0].Name)
				}
			}
			return true
		})
	}
	if seen < 40 {
		t.Errorf("only %d fields", seen)
	}
}

// Every proof exists, and one of the scripts that prove a row has the member's
// name in it.
func TestAPIProofs(t *testing.T) {
	tests := map[string]bool{}
	for pattern, prefix := range map[string]string{repository + "/*_test.go": "", repository + "/orders/*_test.go": "", "*_test.go": "js/"} {
		for _, path := range glob(t, pattern) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range testFunc.FindAllStringSubmatch(string(text), -1) {
				tests[prefix+m[1]] = true
			}
		}
	}
	folders := map[string]string{"scripts": "testdata/scripts", "exam": "testdata/exam",
		"orders": repository + "/orders/testdata", "examples": repository + "/examples/js"}
	for _, row := range readAPI(t) {
		proofs := names(row.proof)
		if len(proofs) == 0 {
			t.Errorf("%s: no proof", row.member)
		}
		var sources strings.Builder
		for _, proof := range proofs {
			folder, file, _ := strings.Cut(proof, "/")
			if folders[folder] == "" {
				if !tests[proof] {
					t.Errorf("%s: there is no test %s", row.member, proof)
				}
				continue
			}
			text, err := os.ReadFile(filepath.Join(folders[folder], file))
			if err != nil {
				t.Errorf("%s: %v", row.member, err)
			}
			sources.Write(text)
		}
		if sources.Len() == 0 {
			continue
		}
		for _, member := range names(row.member) {
			if word := memberWord(member); !strings.Contains(sources.String(), word) {
				t.Errorf("%s: no script named there has %q", row.member, word)
			}
		}
	}
}

// memberWord is the name in what may be a call: "listen" of "listen(path[, cb])".
func memberWord(member string) string {
	member = strings.TrimPrefix(member, "new ")
	if rest, ok := strings.CutPrefix(member, "["); ok {
		member = rest[:strings.Index(rest, "]")]
	}
	if i := strings.Index(member, "("); i > 0 {
		member = member[:i]
	}
	return member[strings.LastIndex(member, ".")+1:]
}

// Every public member that Node 26 shows is in the document. Where Node is not at
// hand its recorded list is taken.
func TestAPIHasEveryMemberOfNode(t *testing.T) {
	const script = "testdata/scripts/public-members.js"
	list, err := os.ReadFile(strings.TrimSuffix(script, ".js") + ".out")
	if err != nil {
		t.Fatal(err)
	}
	if node := node26(); node != "" {
		list = []byte(runScript(t, []string{node}, script).out)
	}
	documented := map[string]map[string]bool{} // by section
	for _, row := range readAPI(t) {
		of, _, _ := strings.Cut(row.section, ":")
		for _, part := range strings.Split(of, " and ") {
			if documented[part] == nil {
				documented[part] = map[string]bool{}
			}
			for _, member := range names(row.member) {
				documented[part][memberWord(member)] = true
			}
		}
	}
	count := 0
	for line := range strings.Lines(string(list)) {
		words := strings.Fields(line)
		of := strings.TrimSuffix(words[0], ".")
		if of == "net" {
			of = "Module functions"
		}
		if documented[of] == nil {
			continue
		}
		for _, member := range words[1:] {
			count++
			word := strings.TrimPrefix(member, "Symbol.")
			if !documented[of][word] && (of != "Module functions" || documented[member] == nil) {
				t.Errorf("docs/api.md, section %s: %s is missing", of, member)
			}
		}
	}
	if count < 150 {
		t.Errorf("Node shows only %d members", count)
	}
}
