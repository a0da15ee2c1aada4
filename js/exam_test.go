package js_test

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestExam runs scripts that judge for themselves what they see, in the way of
// tests that others have written for Node: they end with 0 and say nothing when
// all is as in Node 26. Where that is at hand the scripts run on it too, so that
// they stay true.
func TestExam(t *testing.T) {
	programs := map[string][]string{"nodenet": nodenet(t)}
	if node := node26(); node != "" {
		programs["Node 26"] = []string{node}
	}
	runExam(t, programs)
}

func runExam(t *testing.T, programs map[string][]string) {
	paths := slices.DeleteFunc(glob(t, "testdata/exam/*.js"), func(path string) bool {
		return filepath.Base(path) == "harness.js"
	})
	var count tally
	count.tellAtEnd(t)
	for i, path := range paths {
		if testing.Short() && i%10 != 0 {
			continue
		}
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			count.watch(t, name)
			for on, program := range programs {
				if o := runScript(t, program, path); o.code != 0 || o.out != "" || o.stderr != "" {
					t.Errorf("on %s: exit code %d\n%s%s", on, o.code, tail(o.out), tail(o.stderr))
				}
			}
		})
	}
}
