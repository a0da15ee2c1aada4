package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/encoding"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
)

// loaders are the modules that scripts can require.
var loaders = map[string]engine.Loader{
	"buffer":         buffer.Load,
	"events":         events.Load,
	"string_decoder": stringdecoder.Load,
}

// globals give a runtime what Node has without require, in this order.
var globals = []func(e *engine.Engine, global *goja.Object){
	buffer.Globals,
	encoding.Globals,
}
