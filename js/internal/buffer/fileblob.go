package buffer

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

const (
	fileParts = 1 << 18 // how much of a file is read at once
	mostParts = 1 << 12 // or more, for no more parts than these
)

// FileBlob makes a Blob of a file: read reads a part of it, and throws where that is not
// possible.
func FileBlob(e *engine.Engine, kind string, size int64, read func(from, to int64) []byte) *goja.Object {
	c := contents{size: size, file: true}
	step := max(fileParts, size/mostParts)
	for at := int64(0); at < size; at += step {
		c.pieces = append(c.pieces, piece{read: read, span: span{at, min(at+step, size)}})
	}
	return blobsOf(e).wrap(&blobData{Value: goja.Undefined(), contents: c, kind: kind})
}

// needCloneable throws for what is in a file: there is no copy of it.
func (c *contents) needCloneable(e *engine.Engine) {
	if c.file {
		panic(e.TypeError("ERR_INVALID_STATE", "Invalid state: File-backed Blobs are not cloneable"))
	}
}
