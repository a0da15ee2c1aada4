package buffer

import (
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

type objectURLsKey struct{}

// objectURLs are the Blobs that URL.createObjectURL has given a name in a runtime. Each is
// kept until its URL is revoked.
func objectURLs(e *engine.Engine) map[string]*blobData {
	return engine.Slot(e, objectURLsKey{}, func() map[string]*blobData { return map[string]*blobData{} })
}

const objectURLPrefix = "blob:nodedata:"

// CreateObjectURL is URL.createObjectURL.
func CreateObjectURL(e *engine.Engine, v goja.Value) string {
	d := blobOf(v)
	if d == nil {
		panic(e.InvalidArgType("obj", v, "Blob"))
	}
	var id [16]byte
	rand.Read(id[:])
	id[6], id[8] = id[6]&0x0F|0x40, id[8]&0x3F|0x80
	url := fmt.Sprintf(objectURLPrefix+"%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
	held := *d
	held.modified, held.name = nil, "" // a File is resolved to a Blob
	objectURLs(e)[url] = &held
	return url
}

// RevokeObjectURL is URL.revokeObjectURL.
func RevokeObjectURL(e *engine.Engine, url string) { delete(objectURLs(e), withoutFragment(url)) }

// at is the Blob that a URL names; undefined when there is none.
func (b *blobs) at(url string) goja.Value {
	if d := objectURLs(b.engine)[withoutFragment(url)]; d != nil {
		return d.Remake(b.engine)
	}
	return goja.Undefined()
}

func withoutFragment(url string) string {
	url, _, _ = strings.Cut(url, "#")
	return url
}
