package js_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/program"
)

var together = flag.Int("together", 0, "how many runtimes run each script in the test of scripts beside each other")

// beside is how many runtimes there are at a time.
const beside = 50

// guests may require these, and what they may require anyway: not what acts on the
// process, which all of them have in common.
var forGuests = append(js.DefaultModules(), "fs", "fs/promises", "worker_threads")

// guest is a script that runs in runtimes of this process.
type guest struct {
	path, recorded string
	script         *program.Script
	mu             sync.Mutex
	otherwise      []string // what it printed that was not recorded
}

func newGuest(path string) (*guest, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	recorded, err := os.ReadFile(strings.TrimSuffix(path, ".js") + ".out")
	if err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	path = filepath.Join(folder, filepath.Base(path))
	// As a module that is called, on the lines that it has in the file.
	text := fmt.Sprintf("(function (exports, require, module, __filename, __dirname) {%s\n}).call({}, {}, require, {}, %q, %q)", source, path, folder)
	script, err := program.Compile(path, text)
	return &guest{path: path, recorded: arranged(path, string(recorded)), script: script}, err
}

// run runs the script in a runtime of its own, as process number id.
func (g *guest) run(id int) (string, error) {
	loop, err := js.NewLoop()
	if err != nil {
		return "", err
	}
	defer loop.Close()
	var out bytes.Buffer
	code := 0
	loop.Ref()
	loop.Post(func() {
		defer loop.Unref()
		vm := goja.New()
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(vm)
		err = js.EnableWith(vm, loop, js.Options{
			Modules: forGuests, Env: map[string]string{"NO_COLOR": "1", "NODENET_PATIENCE": "50000"}, Patch: true,
			Stdout: &out, Stderr: io.Discard, Net: js.Net{Unix: true, Descriptors: true},
		})
		if err != nil {
			return
		}
		js.OnExit(vm, func(c int) { code = c })
		_ = js.Run(vm, func() { _, err = vm.RunString(fmt.Sprintf("Object.defineProperty(process, 'pid', { value: %d })", id)) })
		if err == nil {
			_, err = g.script.Run(vm)
		}
	})
	ended := make(chan struct{})
	go func() { loop.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(scriptPatience):
		return "", fmt.Errorf("it has not ended")
	}
	if err != nil {
		return "", err
	}
	return arranged(g.path, outcome{out: comparable(out.String()), code: code}.String()), nil
}

// alone reports whether the script prints by itself what is recorded.
func (g *guest) alone() bool {
	got, err := g.run(99_999)
	return err == nil && got == g.recorded
}

// inCompany reports whether it does so in four runtimes at once.
func (g *guest) inCompany() bool {
	var all sync.WaitGroup
	var same [4]bool
	for i := range same {
		all.Go(func() {
			got, err := g.run(99_000 + i)
			same[i] = err == nil && got == g.recorded
		})
	}
	all.Wait()
	return !slices.Contains(same[:], false)
}

// TestScriptsBesideEachOther runs the scripts of TestScripts in runtimes of this process,
// 50 at a time, each on a loop of its own and each script in several of them at once. What
// one prints alone it has to print among the others: they share nothing. Scripts that need
// a process of their own, alone as well, are run and not compared. -args -together=50 has
// all 50 run the same script.
func TestScriptsBesideEachOther(t *testing.T) {
	paths, times := glob(t, "testdata/scripts/*.js"), max(*together, 2)
	paths = slices.DeleteFunc(paths, func(path string) bool { // fifty of it would need 50 GB
		return filepath.Base(path) == "texts-that-grow.js"
	})
	if testing.Short() && *together == 0 {
		var some []string
		for i := 0; i < len(paths); i += len(paths) / beside {
			some = append(some, paths[i])
		}
		paths = some
	}
	var guests []*guest
	places := make(chan struct{}, beside)
	var all sync.WaitGroup
	for i, path := range paths {
		g, err := newGuest(path)
		if err != nil {
			t.Error(path, err)
			continue
		}
		guests = append(guests, g)
		for k := range times {
			places <- struct{}{}
			all.Go(func() {
				defer func() { <-places }()
				got, err := g.run(100_000 + i*times + k)
				if err != nil {
					got = err.Error()
				}
				if got != g.recorded {
					g.mu.Lock()
					g.otherwise = append(g.otherwise, got)
					g.mu.Unlock()
				}
			})
		}
	}
	all.Wait()
	var same, alone []string
	for _, g := range guests {
		name := filepath.Base(g.path)
		if g.otherwise == nil {
			same = append(same, name)
			continue
		}
		if g.alone() && !g.inCompany() { // not only slow, as 50 at once are on a busy machine
			t.Errorf("%s, among others: %s", name, difference(g.recorded, g.otherwise[0]))
			continue
		}
		alone = append(alone, name)
	}
	if len(same) < len(guests)/3 {
		t.Errorf("only %d of %d scripts run in a process that is not theirs", len(same), len(guests))
	}
	t.Logf("%d scripts print what is recorded: %s", len(same), strings.Join(same, " "))
	t.Logf("%d need a process of their own: %s", len(alone), strings.Join(alone, " "))
}
