// Command k6 is a small load tool, such as k6 is: a script says what a virtual user does
// once, and the program has several do it for some time or for a number of times, each in a
// runtime of its own.
//
//	go run . -target 127.0.0.1:7000 -users 10 -duration 5s load.js
//
// It is written for goja. For sobek, which k6 has, .ci/sobek makes the same of it.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/program"
)

// run is what is asked for.
type run struct {
	script     *program.Script
	target     string
	users      int
	iterations int64         // of all users together; 0 is without a limit
	duration   time.Duration // of everything
	timeout    time.Duration // of an iteration

	begun   atomic.Int64
	metrics metrics
}

func main() {
	log.SetFlags(0)
	r := &run{}
	flag.StringVar(&r.target, "target", "127.0.0.1:7000", "the server, HOST:PORT, which scripts see as process.env.TARGET")
	flag.IntVar(&r.users, "users", 10, "virtual users at a time")
	flag.Int64Var(&r.iterations, "iterations", 0, "iterations of all users together; 0 is without a limit")
	flag.DurationVar(&r.duration, "duration", 5*time.Second, "how long it takes at most")
	flag.DurationVar(&r.timeout, "timeout", time.Second, "how long an iteration may take")
	flag.Parse()
	source, err := os.ReadFile(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	if r.script, err = program.Compile(flag.Arg(0), string(source)); err != nil {
		log.Fatal(err)
	}
	if err := r.all(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// all runs all users, and prints what they have done.
func (r *run) all(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), r.duration)
	defer cancel()
	var users sync.WaitGroup
	failed := make([]error, r.users)
	for i := range r.users {
		users.Go(func() { failed[i] = r.user(ctx, i+1, out) })
	}
	users.Wait()
	r.metrics.print(out)
	return errors.Join(failed...)
}

// user is one virtual user: a runtime on a loop of its own.
func (r *run) user(ctx context.Context, number int, out io.Writer) error {
	loop, err := js.NewLoop()
	if err != nil {
		return err
	}
	defer func() { _ = loop.Stop(context.Background()) }()

	vm, ready := goja.New(), make(chan error)
	registry := require.NewRegistry(require.WithLoader(func(string) ([]byte, error) { return nil, require.ModuleFileDoesNotExistError }))
	js.Register(registry)
	loop.Post(func() {
		registry.Enable(vm)
		ready <- js.EnableWith(vm, loop, js.Options{
			Env:    map[string]string{"TARGET": r.target},
			Stdout: out,
			Limits: js.Limits{Event: r.timeout},
			Net:    js.Net{MaxSockets: 100, Trace: r.metrics.trace},
		})
		js.OnUncaught(vm, func(thrown *goja.Exception) { // of what an iteration left behind
			r.metrics.failed(thrown)
			js.GoOn(vm)
		})
	})
	if err := <-ready; err != nil {
		return err
	}
	defer func() { r.metrics.add(js.StatsOf(vm)) }()

	exports, err := js.Await(ctx, vm, func() (goja.Value, error) { return r.script.Run(vm) })
	var iterate goja.Value
	if err == nil {
		iterate, err = js.Await(ctx, vm, func() (goja.Value, error) { return exports.ToObject(vm).Get("default"), nil })
	}
	if ctx.Err() != nil {
		return nil // before it has begun
	}
	for err == nil && ctx.Err() == nil {
		n := r.begun.Add(1)
		if r.iterations > 0 && n > r.iterations {
			break
		}
		r.iterate(ctx, vm, iterate, map[string]any{"user": number, "iteration": n})
	}
	return err
}

// iterate runs one iteration, which may not take longer than it may.
func (r *run) iterate(ctx context.Context, vm *goja.Runtime, function goja.Value, argument any) {
	within, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	began := time.Now()
	_, err := js.Call(within, vm, function, argument)
	switch {
	case err == nil:
		r.metrics.iterated(time.Since(began))
	case ctx.Err() == nil: // otherwise it was cut short by the end of everything
		r.metrics.failed(err)
	}
}
