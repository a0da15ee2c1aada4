package dotenv

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// What Node 26 makes of many texts lies in testdata; record.mjs there writes it.
func TestAsNode(t *testing.T) {
	file, err := os.Open("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); n++ {
		var text string
		var pairs [][2]string
		if err := json.Unmarshal(lines.Bytes(), &[]any{&text, &pairs}); err != nil {
			t.Fatal(err)
		}
		// Objects have their properties that are numbers first.
		want, got := map[string]string{}, map[string]string{}
		for _, pair := range pairs {
			want[pair[0]] = pair[1]
		}
		for _, pair := range Parse(text) {
			got[pair[0]] = pair[1]
		}
		if !maps.Equal(got, want) {
			t.Errorf("%q\ngot  %q\nwant %q", text, got, want)
		}
	}
	if n < 3000 {
		t.Errorf("only %d cases", n)
	}
}

func TestLaterFilesCountAndTheEnvironmentMost(t *testing.T) {
	t.Setenv("NODENET_TEST_A", "there")
	t.Setenv("NODENET_TEST_B", "")
	_ = os.Unsetenv("NODENET_TEST_B")
	Set(process{}, [][2]string{{"NODENET_TEST_A", "first"}, {"NODENET_TEST_B", "first"}, {"NODENET_TEST_A", "second"}, {"NODENET_TEST_B", "second"}})
	if a, b := os.Getenv("NODENET_TEST_A"), os.Getenv("NODENET_TEST_B"); a != "there" || b != "second" {
		t.Errorf("the variables are %q and %q", a, b)
	}
}

func TestReadOfWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := Read(dir); !errors.Is(err, ErrNotText) {
		t.Errorf("a directory: %v", err)
	}
}

// process is the environment of this process.
type process struct{}

func (process) LookupEnv(name string) (string, bool) { return os.LookupEnv(name) }
func (process) Setenv(name, value string)            { _ = os.Setenv(name, value) }
