package enginetest

import "time"

// Idle is a scheduler that nothing ever comes of.
type Idle struct{}

func (Idle) Post(func()) {}
func (Idle) Ref()        {}
func (Idle) Unref()      {}

func (Idle) AfterFunc(time.Duration, func()) (stop func()) { return func() {} }
func (Idle) Immediate(func())                              {}
