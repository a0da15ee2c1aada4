// Bench builds nodenet and its peers, measures them side by side, and prints and
// plots the results. README.md in the folder above says more.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
	"github.com/nodenet-go/nodenet/bench/suite/internal/report"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "load": // our own client process
		err = cases.RunLoad(os.Args[2])
	case len(os.Args) > 1 && os.Args[1] == "compare":
		err = compare(os.Args[2:])
	default:
		err = run()
	}
	if err != nil && !errors.Is(err, pflag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	cases, servers      []string
	full, both          bool
	rounds, again       int
	seconds             float64
	out, json, markdown string
	check               bool
	checkWith           string
}

func parse() (o options, err error) {
	flags := pflag.NewFlagSet("bench", pflag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintf(os.Stderr, "Usage:\n  go run ./bench [flags]\n  go run ./bench compare BEFORE.json AFTER.json [--servers NAMES]\n\nFlags:\n%s", flags.FlagUsages())
	}
	flags.StringSliceVar(&o.cases, "cases", nil, "kinds (echo, connect, stream, broadcast, timers, loops, idle, tls, tlsconnect, tlsidle, http, proxy, blocklist, startup) or single cases, such as echo/100x64x16")
	flags.StringSliceVar(&o.servers, "servers", nil, "names, such as nodenet,epoll,node (default all)")
	flags.BoolVar(&o.full, "full", false, "measure the whole set")
	flags.BoolVar(&o.both, "both", false, "let server and load run on all processors, not on one each")
	flags.IntVar(&o.rounds, "rounds", 3, "rounds of each case and server")
	flags.IntVar(&o.again, "again", 2, "how often to repeat a round in which other programs used more than a tenth of a processor")
	flags.Float64Var(&o.seconds, "seconds", 1, "length of a round in seconds")
	flags.StringVar(&o.out, "out", "", "write the report with plots to this HTML file")
	flags.StringVar(&o.json, "json", "", "write every round to this JSON file, which compare reads; - is standard output")
	flags.StringVar(&o.markdown, "markdown", "", "write the report to this Markdown file")
	flags.BoolVar(&o.check, "check", false, "check our load generator against another in the echo cases")
	flags.StringVar(&o.checkWith, "check-with", "", "the other load generator: a program, or its source in C (default bench/suite/clients/load.c)")
	err = flags.Parse(os.Args[1:])
	if err == nil && (flags.NArg() > 0 || o.rounds < 1 || o.seconds <= 0) {
		err = errors.New("want flags only, one round at least, and more than 0 seconds; or compare BEFORE.json AFTER.json")
	}
	return o, err
}

func run() error {
	o, err := parse()
	if err != nil {
		return err
	}
	root, err := repository()
	if err != nil {
		return err
	}
	if _, err := proc.MayOpenMany(); err != nil {
		return err
	}
	list, leftOut, err := cases.Select(o.cases, o.full)
	if err != nil {
		return err
	}
	bin, err := os.MkdirTemp("", "nodenet-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	ctx, measuring := interruptible(bin)
	show := newProgress(os.Stderr)
	builder := servers.Builder{Root: root, Bin: bin, Wanted: o.servers, Progress: show.say}
	all, absent, err := builder.Build()
	if err != nil {
		return err
	}
	bench, err := place(o)
	if err != nil {
		return err
	}
	if o.check {
		return check(&bench, list, all, o, root, bin, show)
	}
	if slices.ContainsFunc(list, func(c cases.Case) bool { return c.Kind.Role == "proxy" }) {
		if bench.Backend, err = backend(root, bin, all, show); err != nil {
			return err
		}
	}
	r := report.Report{
		When: time.Now(), Command: strings.Join(append([]string{"go run ./bench"}, os.Args[1:]...), " "),
		Machine: report.ThisMachine(), Rounds: o.rounds, Again: o.again, Seconds: o.seconds,
		Pinned: bench.ServerCPU != bench.ClientCPU, Servers: all, Absent: absent, LeftOut: leftOut,
	}
	show.say(fmt.Sprintf("%d cases, %d servers, %d rounds: about %v from %s on, longer if other programs are busy", len(list), len(all), o.rounds,
		cases.Expect(list, all, o.rounds, o.seconds).Round(time.Second), r.When.Format("15:04")))
	show.keep()
	measuring()
	r.Tables = bench.Run(ctx, list, all, o.rounds, show.say)
	r.Unfinished = ctx.Err() != nil
	show.end()
	r.Machine.LoadAfter = report.Load()
	return tell(&r, o)
}

// interruptible lets an interrupt end the program, with its folder removed. Once it
// measures, the first interrupt only ends the context, so that what an hour has shown
// is still reported; the second ends the program.
func interruptible(bin string) (ctx context.Context, measuring func()) {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(context.Background())
	begun := make(chan bool)
	go func() {
		select {
		case <-begun:
			<-interrupted
			cancel()
			<-interrupted
		case <-interrupted:
		}
		os.RemoveAll(bin)
		os.Exit(130) // the kernel ends the servers with us
	}()
	return ctx, func() { close(begun) }
}

// place decides on which processors server and load run.
func place(o options) (cases.Bench, error) {
	b := cases.Bench{ServerCPU: proc.Anywhere, ClientCPU: proc.Anywhere, Seconds: o.seconds, Again: o.again}
	processors, err := proc.Processors()
	if err != nil {
		return b, err
	}
	if !o.both && len(processors) > 1 {
		b.ServerCPU, b.ClientCPU = processors[0], processors[1]
	}
	return b, nil
}

// repository is the root of the repository that we run in.
func repository() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "bench", "suite", "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("run it inside nodenet's repository")
		}
		folder = parent
	}
}
