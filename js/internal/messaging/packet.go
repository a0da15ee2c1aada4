package messaging

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// Packet is a value on its way to another runtime: a copy that belongs to none.
type Packet struct {
	root  *node
	cargo []*node // of what was moved
}

// node is one value of a packet. What occurs twice is one node.
type node struct {
	class  string     // what to make; "" for a primitive
	value  goja.Value // a primitive, or what is boxed: those belong to no runtime
	bytes  []byte     // of an ArrayBuffer
	text   []string   // parts of a RegExp
	pairs  []pair     // properties, or entries of a Map
	items  []*node    // of a Set; buffer, offset and length of a view
	hidden []pair     // properties that are not enumerable

	remake remakeable // a Blob

	own  *goja.Object   // a copy that only its own runtime understands
	home *engine.Engine // that runtime

	unload func(e *engine.Engine) *goja.Object // makes what was moved
	drop   func()                              // gives it up
}

type pair struct {
	name  string
	key   *node // in a Map
	value *node
}

// Pack copies a value for another runtime, as structuredClone does, and takes what is
// to be moved out of this one.
func Pack(e *engine.Engine, v goja.Value, transfer []*goja.Object) *Packet {
	c := newCloner(e, transfer)
	c.packing = true
	k := newPacker(e)
	packet := &Packet{root: k.pack(c.copy(v, transfer))}
	done := false
	defer func() {
		if !done {
			packet.Drop()
		}
	}()
	for _, t := range c.movables { // getters may have changed them
		t.CheckTransfer()
	}
	for _, t := range c.movables {
		n := k.crates[t]
		t.CheckTransfer() // the one before may have run a script as it was taken
		unload, drop := t.Lift()
		if n == nil { // nobody will have it
			drop()
			continue
		}
		n.unload, n.drop = unload, drop
		packet.cargo = append(packet.cargo, n)
	}
	done = true
	return packet
}

// Drop gives up what a packet has moved that nobody unpacks.
func (p *Packet) Drop() {
	for _, n := range p.cargo {
		if n.drop != nil {
			n.drop()
			n.unload, n.drop = nil, nil
		}
	}
}

// DropWith has a packet that waits in a runtime dropped with it; forget takes that back.
func (p *Packet) DropWith(e *engine.Engine) (forget func()) {
	if len(p.cargo) == 0 {
		return func() {}
	}
	return e.OnClose(p.Drop)
}

// TransferOf reads the list of what is to be moved: an array, or an object with
// the array as its property transfer.
func TransferOf(e *engine.Engine, v goja.Value) []*goja.Object {
	return transferOf(e, "postMessage", v)
}

// packer turns a clean copy into nodes.
type packer struct {
	*cloner
	known  map[*goja.Object]*node
	crates map[Transferable]*node
}

func newPacker(e *engine.Engine) *packer {
	return &packer{cloner: &cloner{e: e}, known: map[*goja.Object]*node{}, crates: map[Transferable]*node{}}
}

func (k *packer) pack(v goja.Value) *node {
	o, ok := v.(*goja.Object)
	if !ok {
		return &node{value: v}
	}
	if n, ok := k.known[o]; ok {
		return n
	}
	k.e.Nest()
	defer k.e.Unnest()
	n := &node{}
	k.known[o] = n
	switch gojax.KindOf(o) {
	case gojax.Array:
		n.class = "Array"
		n.items = []*node{k.pack(o.Get("length"))}
		k.keys(o, n)
	case gojax.Date:
		n.class = "Date"
		n.items = []*node{k.pack(k.e.Call(k.method(n.class, "getTime"), o))}
	case gojax.RegExp:
		n.class, n.text = "RegExp", []string{o.Get("source").String(), o.Get("flags").String()}
	case gojax.Boxed:
		n.class, n.value = "Boxed", gojax.Primitive(o)
	case gojax.Error:
		n.class = "Error"
		k.failure(o, n)
	case gojax.Map:
		n.class = "Map"
		k.each(o, n.class, func(v, key goja.Value) { n.pairs = append(n.pairs, pair{key: k.pack(key), value: k.pack(v)}) })
	case gojax.Set:
		n.class = "Set"
		k.each(o, n.class, func(v, _ goja.Value) { n.items = append(n.items, k.pack(v)) })
	case gojax.ArrayBuffer:
		n.class = "ArrayBuffer"
		if shared.Is(o) {
			n.class = "SharedArrayBuffer"
		}
		n.bytes, _ = gojax.BufferBytes(o)
	case gojax.TypedArray, gojax.DataView:
		view, ok := gojax.ViewOf(o)
		if !ok {
			panic(k.failed("#<Object>"))
		}
		n.class = view.Type
		n.items = []*node{k.pack(k.e.VM.ToValue(view.Buffer)), k.pack(k.e.Int(view.Offset)), k.pack(k.e.Int(view.Length / view.Size))}
	default:
		switch own := engine.Hidden(o, engine.Cloneable).(type) {
		case *crate:
			n.class = "moved"
			k.crates[own.content] = n
		case nil:
			n.class = "Object"
			k.keys(o, n)
		case remakeable:
			n.class, n.remake = "remade", own
		default:
			n.class, n.own, n.home = "own", o, k.e
		}
	}
	return n
}

func (k *packer) keys(o *goja.Object, n *node) {
	for _, name := range o.Keys() {
		n.pairs = append(n.pairs, pair{name: name, value: k.pack(o.Get(name))})
	}
}

func (k *packer) failure(o *goja.Object, n *node) {
	n.text = []string{"Error"}
	if _, ok := o.Get("constructor").(*goja.Object); ok {
		n.text[0] = engine.ClassName(o)
	}
	if name, message, ok := domexception.Of(o); ok {
		n.class, n.text = "DOMException", []string{name, message}
		return
	}
	for _, name := range []string{"message", "stack", "cause"} {
		if k.owns(o, name) {
			n.hidden = append(n.hidden, pair{name: name, value: k.pack(o.Get(name))})
		}
	}
	k.keys(o, n)
}

// Unpack makes the value in a runtime.
func (p *Packet) Unpack(e *engine.Engine) goja.Value {
	u := &unpacker{e: e, made: map[*node]goja.Value{}}
	defer p.Drop() // of what comes after a value that cannot be made
	return u.unpack(p.root)
}

type unpacker struct {
	e    *engine.Engine
	made map[*node]goja.Value
}

func (u *unpacker) unpack(n *node) goja.Value {
	if n.class == "" {
		return n.value
	}
	if v, ok := u.made[n]; ok {
		return v
	}
	u.e.Nest()
	defer u.e.Unnest()
	v := u.make(n)
	u.made[n] = v
	o := v.(*goja.Object)
	switch n.class {
	case "Map":
		for _, p := range n.pairs {
			u.e.Invoke(o, "set", u.unpack(p.key), u.unpack(p.value))
		}
		return v
	case "Set":
		for _, item := range n.items {
			u.e.Invoke(o, "add", u.unpack(item))
		}
		return v
	}
	for _, p := range n.hidden {
		engine.Must(o.DefineDataProperty(p.name, u.unpack(p.value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	for _, p := range n.pairs {
		engine.Must(o.DefineDataProperty(p.name, u.unpack(p.value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	return v
}

// make is the object of a node without what is in it.
func (u *unpacker) make(n *node) goja.Value {
	e := u.e
	switch n.class {
	case "Object":
		return e.VM.NewObject()
	case "own":
		if n.home == e {
			return n.own
		}
		return e.VM.NewObject()
	case "remade":
		return n.remake.Remake(e)
	case "moved":
		unload := n.unload
		n.unload, n.drop = nil, nil
		return unload(e)
	case "Array":
		o := e.VM.NewArray()
		engine.Must(o.Set("length", n.items[0].value))
		return o
	case "Map", "Set":
		return e.Construct(e.VM.Get(n.class))
	case "RegExp":
		return e.Construct(e.Intrinsic("RegExp"), e.Text(n.text[0]), e.Text(n.text[1]))
	case "Error":
		class := e.VM.Get(n.text[0])
		if !engine.IsFunction(class) {
			class = e.Intrinsic("Error")
		}
		return e.Construct(class)
	case "DOMException":
		return domexception.New(e, n.text[1], n.text[0])
	case "ArrayBuffer":
		return e.VM.ToValue(e.VM.NewArrayBuffer(n.bytes))
	case "SharedArrayBuffer":
		return shared.New(e, n.bytes)
	case "Boxed":
		return n.value.ToObject(e.VM)
	}
	var args []goja.Value
	for _, item := range n.items {
		args = append(args, u.unpack(item))
	}
	return e.Construct(e.VM.Get(n.class), args...)
}

// NewRemotePort makes a port whose other end is in another runtime: send brings
// it a packet.
func NewRemotePort(e *engine.Engine, send func(*Packet)) *Port {
	p := newPort(e)
	p.send = send
	return p
}

// Receive takes a packet that the other end has sent.
func (p *Port) Receive(packet *Packet) {
	if p.closed {
		packet.Drop()
		return
	}
	p.queue = append(p.queue, p.arrived(packet))
	p.deliver()
}
