package js_test

import (
	"path/filepath"
	"testing"
)

// Node 26 has no net.promises yet: what the script prints is what Node documents
// for its next release.
func TestNetPromises(t *testing.T) {
	nodenet, err := builtNodenet()
	if err != nil {
		t.Fatal(err)
	}
	const want = `listening true true true false
hello 0
hello 1
after false
ECONNREFUSED
ERR_SOCKET_BAD_PORT
AbortError ABORT_ERR
EADDRINUSE
AbortError ABORT_ERR
ERR_INVALID_ARG_VALUE
ended
open
`
	got := runScript(t, []string{nodenet, "run"}, filepath.Join("testdata", "promises.js"))
	if got.out != want || got.code != 0 {
		t.Errorf("exit code %d, stderr %s\n%s", got.code, got.stderr, got.out)
	}
}
