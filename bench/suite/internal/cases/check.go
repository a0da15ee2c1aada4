package cases

import (
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
)

// Comparison is what two load generators saw of the same server in the same case.
type Comparison struct{ Ours, Other Row }

// Agree says whether the medians of what pick takes lie within a tenth of each other.
func (c Comparison) Agree(pick func(Sample) float64) bool {
	a, b := c.Ours.Median(pick), c.Other.Median(pick)
	return math.Abs(a-b) <= 0.1*math.Max(math.Abs(a), math.Abs(b)) // false of NaN
}

// OtherLoad is the program at a path, or one built from the C source there.
func OtherLoad(path, bin string) (string, error) {
	if filepath.Ext(path) != ".c" {
		return exec.LookPath(path)
	}
	program := filepath.Join(bin, "other-load")
	if out, err := exec.Command("gcc", "-O2", "-o", program, path).CombinedOutput(); err != nil {
		return "", fmt.Errorf("gcc %s: %w: %s", path, err, lastLine(string(out)))
	}
	return program, nil
}

// Compare drives the echo server of one case with both generators, in turn.
func (b *Bench) Compare(c Case, s servers.Server, other string, rounds int, progress func(string)) (seen Comparison, err error) {
	for round := range rounds {
		progress(fmt.Sprintf("check  %s  round %d  %s", c.Name(), round+1, s.Name))
		ours, err := b.measure(c, player{s.Name, s, 1})
		if err != nil {
			return seen, err
		}
		theirs, err := b.theirs(c, s, other)
		if err != nil {
			return seen, err
		}
		seen.Ours.Samples = append(seen.Ours.Samples, ours)
		seen.Other.Samples = append(seen.Other.Samples, theirs)
	}
	return seen, nil
}

var said = regexp.MustCompile(`^(\d+) msg/s.* errors (\d+)`)

// theirs is one round of the other generator. It prints messages a second as soon as
// it has counted for the time it was given, so the processor time used in that time
// before it prints is what they cost.
func (b *Bench) theirs(c Case, s servers.Server, other string) (Sample, error) {
	port, stop, err := b.start(player{s.Name, s, 1}, "echo", 0, b.ServerCPU)
	if err != nil {
		return Sample{}, err
	}
	defer stop()
	o := c.load(b.Seconds)
	length := time.Duration(o.Seconds * float64(time.Second))
	command := exec.Command(other, "127.0.0.1", strconv.Itoa(port.number), strconv.Itoa(o.Conns),
		strconv.Itoa(o.Size), strconv.Itoa(o.Depth), strconv.FormatFloat(o.Seconds, 'f', -1, 64))
	over := make(chan bool) // closed when it prints: to exit with 10,000 connections takes long
	once := sync.OnceFunc(func() { close(over) })
	command.Stdout = onWrite(once)
	wait, err := begin(command, b.ClientCPU, 3*length+time.Minute)
	if err != nil {
		return Sample{}, err
	}
	server, client := watch(port.pid), watch(command.Process.Pid)
	var out string
	ended := make(chan error, 1)
	go func() {
		var err error
		out, err = wait()
		once()
		ended <- err
	}()
	<-over
	used, own := server(length), client(length)
	if err := <-ended; err != nil {
		return Sample{}, err
	}
	match := said.FindStringSubmatch(out)
	if match == nil || match[2] != "0" {
		return Sample{}, fmt.Errorf("the other load generator says %q", out)
	}
	rate, err := strconv.ParseFloat(match[1], 64)
	return Sample{Rate: rate, Cost: stats.Per(used*1e6, rate), Client: stats.Per(own*1e6, rate)}, err
}

// onWrite is a writer that only says that something was written.
type onWrite func()

func (f onWrite) Write(b []byte) (int, error) {
	f()
	return len(b), nil
}

// watch reads the processor time of a process fifty times a second. The function it
// returns stops that, and says what part of a processor the process has had in the
// time just past, of the given length; NaN where that is not known.
func watch(pid int) func(time.Duration) float64 {
	type reading struct {
		at  time.Time
		cpu time.Duration
	}
	var readings []reading
	look := func() {
		if cpu, err := proc.CPU(pid); err == nil {
			readings = append(readings, reading{time.Now(), cpu})
		}
	}
	over, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		ticker := time.NewTicker(20 * time.Millisecond)
		defer ticker.Stop()
		for {
			look()
			select {
			case <-ticker.C:
			case <-over:
				return
			}
		}
	}()
	return func(length time.Duration) float64 {
		close(over)
		<-ended
		look()
		if len(readings) < 2 {
			return math.NaN()
		}
		last := readings[len(readings)-1]
		i := slices.IndexFunc(readings, func(r reading) bool { return last.at.Sub(r.at) <= length })
		first := readings[min(i, len(readings)-2)]
		return stats.Per((last.cpu - first.cpu).Seconds(), last.at.Sub(first.at).Seconds())
	}
}
