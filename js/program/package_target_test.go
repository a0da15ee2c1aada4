package program

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// Many places for one long name would be a path of hundreds of megabytes.
func TestATargetIsHardlyLongerThanAPath(t *testing.T) {
	dir := t.TempDir()
	pkg := filepath.Join(dir, "node_modules", "pkg")
	if err := os.MkdirAll(pkg, 0o755); err != nil {
		t.Fatal(err)
	}
	source := `{"exports":{"./*":"./` + strings.Repeat("*", 20_000) + `"}}`
	if err := os.WriteFile(filepath.Join(pkg, "package.json"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	e := engine.New(goja.New(), enginetest.Idle{})
	ms := newModules(e, nil)
	from := ms.newModule(filepath.Join(dir, "a.js"), nil)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	thrown := e.VM.Try(func() { ms.mustResolve("pkg/"+strings.Repeat("a", 20_000), dir, from) })
	runtime.ReadMemStats(&after)
	if thrown == nil || !strings.Contains(thrown.String(), "Cannot find module") {
		t.Errorf("thrown %.200v", thrown)
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 100<<20 {
		t.Errorf("it took %d MB", taken>>20)
	}
}
