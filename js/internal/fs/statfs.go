package fs

import (
	"math/big"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// space is what the system knows of a file system.
type space struct {
	kind, blockSize, fragmentSize, blocks, free, available, files, freeFiles int64
}

func (m *module) statfs() {
	e := m.e
	class := e.Class("StatFs", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	m.addAll("statfs", 3, func(a *arguments) work {
		large := a.options(1).isTrue("bigint")
		path := a.path(0, "path", reads)
		return func() (func() []goja.Value, error) {
			s, err := sysStatfs(path)
			return func() []goja.Value {
				o := e.VM.CreateObject(class.Prototype)
				for _, p := range []struct {
					name string
					n    int64
				}{{"type", s.kind}, {"bsize", s.blockSize}, {"frsize", s.fragmentSize}, {"blocks", s.blocks}, {"bfree", s.free},
					{"bavail", s.available}, {"files", s.files}, {"ffree", s.freeFiles}} {
					var v any = p.n
					if large {
						v = big.NewInt(p.n)
					}
					engine.Must(o.Set(p.name, v))
				}
				return []goja.Value{o}
			}, failed(err, "statfs", path)
		}
	})
	for _, o := range []*goja.Object{m.exports, m.promises} { // their lengths are of another kind than those of the others
		for _, name := range []string{"statfs", "statfsSync"} {
			if f, ok := o.Get(name).(*goja.Object); ok {
				engine.Must(f.DefineDataProperty("length", e.Int(1), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
			}
		}
	}
}
