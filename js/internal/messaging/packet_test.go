package messaging

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

// What a packet has moved is given up once: by whoever drops it, with the runtime that it
// waits in, or when a value before it cannot be made.
func TestWhatIsNeverUnpackedIsGivenUp(t *testing.T) {
	for name, lose := range map[string]func(e *engine.Engine, p *Packet){
		"dropped": func(_ *engine.Engine, p *Packet) { p.Drop(); p.Drop() },
		"in a port that nobody started": func(e *engine.Engine, p *Packet) {
			NewRemotePort(e, nil).Receive(p)
			e.Close()
		},
		"in a port of a channel": func(e *engine.Engine, p *Packet) {
			a, b := newLinks()
			b.settle(e)
			b.put(p)
			b.port.collect()
			e.Close()
			a.put(p) // nobody is there any more
		},
		"after a value that cannot be made": func(e *engine.Engine, p *Packet) {
			moved := &node{class: "moved", unload: func(*engine.Engine) *goja.Object { panic(e.VM.NewTypeError("no")) }}
			p.root = &node{class: "Set", items: []*node{moved, p.cargo[0]}}
			if e.VM.Try(func() { p.Unpack(e) }) == nil {
				t.Error("nothing was thrown")
			}
		},
	} {
		e := enginetest.New(t, func(e *engine.Engine) {
			eventtarget.Define(e, e.VM.GlobalObject())
		})
		given := 0
		n := &node{class: "moved", unload: func(e *engine.Engine) *goja.Object { return e.Object() }, drop: func() { given++ }}
		lose(e, &Packet{root: n, cargo: []*node{n}})
		if given != 1 {
			t.Errorf("%s: given up %d times", name, given)
		}
	}
}
