package handle

import "github.com/nodenet-go/nodenet/internal/node"

// connHandler is a connection as its transport sees it.
type connHandler Conn

func (k *connHandler) Buffer() []byte {
	defer k.guard()
	return k.events.Buffer()
}

func (k *connHandler) Data(p []byte) {
	if k.closing {
		return
	}
	defer k.guard()
	(*Conn)(k).received(len(p))
	k.events.Data(p)
}

func (k *connHandler) End() {
	if k.closing {
		return
	}
	defer k.guard()
	k.stream.SetReading(false)
	k.over = true
	(*Conn)(k).changed()
	k.events.End()
}

func (k *connHandler) Fail(operation string, err error) {
	if k.closing {
		return
	}
	defer k.guard()
	k.over = true
	(*Conn)(k).changed()
	k.events.ReadFailed(node.Failed(operation, err))
}

func (k *connHandler) Writable(n int, err error) {
	if k.closing {
		return
	}
	defer k.guard()
	h := (*Conn)(k)
	if err == nil {
		h.pump.Took(n)
		var done bool
		if done, err = h.write(); !done && err == nil {
			return
		}
	}
	h.pump.Clear()
	h.changed()
	if err != nil {
		k.events.Written(node.Failed("write", err))
		return
	}
	k.events.Written(nil)
}

func (k *connHandler) ShutdownDone(err error) {
	defer k.guard()
	k.ending = false
	(*Conn)(k).changed()
	if err != nil {
		k.events.ShutdownDone(node.Failed("shutdown", err))
		return
	}
	k.events.ShutdownDone(nil)
}

func (k *connHandler) Closed() {
	// Who is told may connect anew in this one's place, and is waited for.
	k.group.Refs.Add()
	defer k.group.Refs.Done()
	defer k.guard()
	(*Conn)(k).release()
	k.events.Closed()
}

// guard is deferred around every callback: a panic there closes the connection and
// harms nothing else.
func (k *connHandler) guard() {
	if r := recover(); r != nil {
		LogPanic(k.loop.Log(), r)
		(*Conn)(k).Close(false)
	}
}
