package loop

import (
	"fmt"
	"testing"
)

// counter is a Doer like a socket: a pointer and no closure.
type counter int

func (c *counter) Do(uint8) { *c++ }

// BenchmarkTick is a tick that a callback adds and that is done after it. Nothing
// sleeps, so nothing is woken.
func BenchmarkTick(b *testing.B) {
	l := &Loop{refs: NewRefs()}
	task := Task{On: new(counter)}
	b.ReportAllocs()
	for b.Loop() {
		l.Tick(task)
		l.Drain()
	}
}

// BenchmarkWakeUp is a task for a loop that sleeps, until the answer has come.
func BenchmarkWakeUp(b *testing.B) {
	l, err := New(NewRefs(), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Stop()
	done := make(chan struct{})
	task := Task{On: Func(func() { done <- struct{}{} })}
	b.ReportAllocs()
	for b.Loop() {
		l.Post(task)
		<-done
	}
}

// BenchmarkInside is why few places ask.
func BenchmarkInside(b *testing.B) {
	l := &Loop{}
	b.ReportAllocs()
	for b.Loop() {
		l.Inside()
	}
}

// BenchmarkKeep is memory for what a read has brought: little is copied, much
// stays where it is.
func BenchmarkKeep(b *testing.B) {
	for _, size := range []int{64, keepSize, ReadSize} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			l := &Loop{}
			var kept []byte
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				kept = l.Keep(l.Slab()[:size])
			}
			if len(kept) != size {
				b.Errorf("%d bytes", len(kept))
			}
		})
	}
}
