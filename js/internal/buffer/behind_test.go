//go:build !race

package buffer_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// An empty view behind the last byte is a pointer past the end inside of goja,
// which the checks that come with the race detector do not let pass.
func TestMemoryBehindTheLastByte(t *testing.T) {
	e := enginetest.New(t, nil)
	if got, ok := buffer.Bytes(value(t, e, "new Uint8Array(new ArrayBuffer(8), 8)")); !ok || len(got) != 0 {
		t.Errorf("Bytes: %q, %v", got, ok)
	}
}
