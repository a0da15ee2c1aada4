package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// Jobs is goja's queue of what promises have to do, looked at from outside.
type Jobs struct{ queue *[]func() }

// JobsOf returns the queue of a runtime.
//
// The pointer is into the runtime, which it keeps alive, and to a field of just
// this type. Only the goroutine of the runtime may use it, as the runtime itself.
func JobsOf(vm *goja.Runtime) Jobs { return Jobs{queueField.of(unsafe.Pointer(vm))} }

var queueField = fieldOf[[]func()](reflect.TypeFor[goja.Runtime](), "jobQueue")

// Waiting reports whether there is something to do. Where goja keeps its jobs in
// another way, there always may be.
func (j Jobs) Waiting() bool { return j.queue == nil || len(*j.queue) > 0 }

// Run does it, and what it leads to. After a panic in one job the others are still
// waiting. It reports false where goja keeps its jobs in another way.
func (j Jobs) Run() bool {
	if j.queue == nil {
		return false
	}
	var jobs []func()
	next := 0
	defer func() {
		if next < len(jobs) {
			*j.queue = append(jobs[next:len(jobs):len(jobs)], *j.queue...)
		}
	}()
	for len(*j.queue) > 0 {
		jobs, *j.queue, next = *j.queue, jobs[:0], 0
		for next < len(jobs) {
			job := jobs[next]
			jobs[next] = nil
			next++
			job()
		}
	}
	return true
}
