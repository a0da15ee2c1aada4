package cases

import (
	"errors"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
)

// Comparison is what two load generators saw of the same server in the same case.
type Comparison struct {
	Case, Server            string
	Rate, OtherRate         float64 // medians of messages a second
	Cost, OtherCost         float64 // medians of CPU microseconds a message
	RateSpread, OtherSpread float64
}

// Agrees says whether the figures lie within a tenth of each other.
func (c Comparison) Agrees() bool { return near(c.Rate, c.OtherRate) && near(c.Cost, c.OtherCost) }

func near(a, b float64) bool {
	return math.Abs(a-b) <= 0.1*math.Max(math.Abs(a), math.Abs(b)) // false of NaN
}

// OtherLoad is the program at a path, or the program built of the C source at it.
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
func (b *Bench) Compare(c Case, s servers.Server, other string, rounds int, progress func(string)) (Comparison, error) {
	result := Comparison{Case: c.Name(), Server: s.Name}
	var rates, costs, otherRates, otherCosts []float64
	for round := range rounds {
		progress(fmt.Sprintf("check  %s  round %d  %s", c.Name(), round+1, s.Name))
		ours, err := b.measure(c, player{s.Name, s, 1})
		if err != nil {
			return result, err
		}
		rates, costs = append(rates, ours.Rate), append(costs, ours.Cost)
		rate, cost, err := b.theirs(c, s, other)
		if err != nil {
			return result, err
		}
		otherRates, otherCosts = append(otherRates, rate), append(otherCosts, cost)
	}
	result.Rate, result.OtherRate = stats.Median(rates), stats.Median(otherRates)
	result.Cost, result.OtherCost = stats.Median(costs), stats.Median(otherCosts)
	result.RateSpread, result.OtherSpread = stats.Spread(rates), stats.Spread(otherRates)
	return result, nil
}

var said = regexp.MustCompile(`^(\d+) msg/s .* errors (\d+)`)

// theirs is one round of the other generator. It says messages a second when it has
// counted for the time it was given, so that the processor time of the server in that
// much time before it spoke is what they cost.
func (b *Bench) theirs(c Case, s servers.Server, other string) (rate, cost float64, err error) {
	port, stop, err := b.start(player{s.Name, s, 1}, "echo", 0, b.ServerCPU)
	if err != nil {
		return 0, 0, err
	}
	defer stop()
	o := c.load(b.Seconds)
	command := exec.Command(other, "127.0.0.1", strconv.Itoa(port.number), strconv.Itoa(o.Conns),
		strconv.Itoa(o.Size), strconv.Itoa(o.Depth), strconv.FormatFloat(o.Seconds, 'f', -1, 64))
	var used float64
	var lost error
	watched := watch(port.pid)
	command.Stdout = onWrite(func() { // not when it ends: closing 10,000 connections takes long
		used, lost = watched(time.Duration(o.Seconds * float64(time.Second)))
	})
	out, err := output(command, b.ClientCPU, time.Duration(o.Seconds*3*float64(time.Second))+60*time.Second)
	if err = errors.Join(err, lost); err != nil {
		return 0, 0, err
	}
	match := said.FindStringSubmatch(out)
	if match == nil || match[2] != "0" {
		return 0, 0, fmt.Errorf("the other load generator says %q", out)
	}
	if rate, err = strconv.ParseFloat(match[1], 64); err != nil {
		return 0, 0, err
	}
	return rate, stats.Per(used*1e6, rate), nil
}

// onWrite is a writer that only says that something was written.
type onWrite func()

func (f onWrite) Write(b []byte) (int, error) {
	f()
	return len(b), nil
}

// watch reads the processor time of a process fifty times a second. The function it
// gives ends that, and is how much of each second the process has had of a processor
// in the last so long.
func watch(pid int) func(time.Duration) (float64, error) {
	type reading struct {
		at  time.Time
		cpu time.Duration
	}
	var readings []reading
	var failure error
	look := func() {
		cpu, err := proc.CPU(pid)
		if err != nil {
			failure = err
		}
		readings = append(readings, reading{time.Now(), cpu})
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
	return func(length time.Duration) (float64, error) {
		close(over)
		<-ended
		look()
		last := readings[len(readings)-1]
		i := slices.IndexFunc(readings, func(r reading) bool { return last.at.Sub(r.at) <= length })
		i = max(0, min(i, len(readings)-2))
		return (last.cpu - readings[i].cpu).Seconds() / last.at.Sub(readings[i].at).Seconds(), failure
	}
}
