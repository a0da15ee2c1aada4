package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/js/program"
)

func compiled(t *testing.T, source string) *program.Script {
	t.Helper()
	script, err := program.Compile("load.js", source)
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func TestIterations(t *testing.T) {
	source, err := os.ReadFile("load.js")
	if err != nil {
		t.Fatal(err)
	}
	r := &run{script: compiled(t, string(source)), target: nettest.Echo(t).Addr().String(), users: 3, iterations: 20, duration: time.Minute, timeout: 30 * time.Second}
	var out bytes.Buffer
	if err := r.all(&out); err != nil {
		t.Fatal(err)
	}
	if n, c := len(r.metrics.iterations), len(r.metrics.connects); n != 20 || c != 20 || r.metrics.read != r.metrics.written || r.metrics.read == 0 {
		t.Errorf("%d iterations, %d connects:\n%s", n, c, out.String())
	}
}

func TestIterationsThatTakeTooLong(t *testing.T) {
	r := &run{script: compiled(t, `export default ({ iteration }) => { if (iteration % 2) for (;;); }`),
		users: 1, iterations: 4, duration: time.Minute, timeout: 50 * time.Millisecond}
	var out bytes.Buffer
	if err := r.all(&out); err != nil {
		t.Fatal(err)
	}
	if len(r.metrics.failures) == 0 {
		t.Errorf("nothing has failed:\n%s", out.String())
	}
	for text := range r.metrics.failures {
		if !strings.Contains(text, "deadline") && !strings.Contains(text, "interrupted") && !strings.Contains(text, "longer than it may") {
			t.Error(text)
		}
	}
}

func TestDuration(t *testing.T) {
	r := &run{script: compiled(t, `export default () => new Promise(() => {})`), users: 2, duration: 200 * time.Millisecond, timeout: time.Minute}
	if err := r.all(io.Discard); err != nil {
		t.Fatal(err)
	}
	if len(r.metrics.iterations)+len(r.metrics.failures) > 0 {
		t.Errorf("%d iterations, %v", len(r.metrics.iterations), r.metrics.failures)
	}
}
