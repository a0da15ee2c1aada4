package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// publish tells a channel of diagnostics_channel, when anybody listens there.
// The pairs are the properties of the message.
func (m *module) publish(channel string, pairs ...any) {
	diagnostics := m.engine.Loaded("diagnostics_channel")
	if diagnostics == nil {
		return
	}
	c, ok := m.engine.Invoke(diagnostics, "channel", m.engine.Text(channel)).(*goja.Object)
	if !ok || engine.IsNullish(c.Get("hasSubscribers")) || !c.Get("hasSubscribers").ToBoolean() {
		return
	}
	m.engine.Invoke(c, "publish", m.engine.Object(pairs...))
}
