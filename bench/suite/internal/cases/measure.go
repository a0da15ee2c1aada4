package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/load"
	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
)

// Sample is one round of one server in one case, in the units of the case's kind.
// What a kind does not measure is nil or 0.
type Sample struct {
	Rate      float64
	Cost      float64
	Memory    float64
	Client    float64   // processor time of the load generator for a unit, as Cost
	Others    float64   // of how many processors other programs had the time
	Latencies []float64 // microseconds at stats.Quantiles
	Errors    int
}

// Bench is where and how long to measure.
type Bench struct {
	ServerCPU, ClientCPU int // processors, or proc.Anywhere
	Seconds              float64
	Again                int            // how often to repeat a round that others have disturbed
	Backend              servers.Server // an echo server behind proxies
}

// noisy is how much of a processor other programs may have during a round.
const noisy = 0.1

// quiet is one round of one server in one case. If other programs had more than a
// tenth of a processor meanwhile it is measured again, and the quietest counts,
// whatever came out of it.
func (b *Bench) quiet(c Case, p player) (Sample, error) {
	quietest, err := b.measure(c, p)
	for range b.Again {
		if err != nil || quietest.Others <= noisy {
			break
		}
		again, failure := b.measure(c, p)
		if failure == nil && again.Others < quietest.Others {
			quietest = again
		}
	}
	return quietest, err
}

// measure is one round of one server in one case.
func (b *Bench) measure(c Case, p player) (Sample, error) {
	switch c.Kind.Name {
	case "blocklist":
		return b.checks(c, p.server)
	case "startup":
		return b.startup(c, p.server)
	case "loops":
		b = &Bench{ServerCPU: proc.Anywhere, ClientCPU: proc.Anywhere, Seconds: b.Seconds}
	}
	var backend served
	if c.Kind.Role == "proxy" {
		port, stop, err := b.start(player{b.Backend.Name, b.Backend, 1}, "echo", 0, b.ClientCPU)
		if err != nil {
			return Sample{}, err
		}
		defer stop()
		backend = port
	}
	port, stop, err := b.start(p, c.Kind.Role, backend.number, b.ServerCPU)
	if err != nil {
		return Sample{}, err
	}
	defer stop()
	options := c.load(b.Seconds)
	options.Port, options.PID, options.Behind = port.number, port.pid, backend.pid
	result, err := b.client(options)
	if err != nil {
		return Sample{}, err
	}
	if result.Units == 0 {
		return Sample{}, fmt.Errorf("%s: nothing was completed in %g s", p.name, result.Seconds)
	}
	return sample(c.Kind, result), nil
}

// sample puts a client's result in the units of a kind.
func sample(k Kind, r load.Result) Sample {
	s := Sample{Memory: r.Resident, Others: stats.Per(r.Others, r.Seconds), Latencies: r.Latencies, Errors: r.Errors}
	switch {
	case k.idle():
		s.Cost = 100 * stats.Per(r.CPU, r.Seconds)
	case k.Rate == "MB/s":
		s.Rate = stats.Per(r.Bytes/1e6, r.Seconds)
		s.Cost = stats.Per(r.CPU*1e3, r.Bytes/1e9)
		s.Client = stats.Per(r.OwnCPU*1e3, r.Bytes/1e9)
	default:
		s.Rate = stats.Per(r.Units, r.Seconds)
		s.Cost = stats.Per(r.CPU*1e6, r.Units)
		s.Client = stats.Per(r.OwnCPU*1e6, r.Units)
	}
	return s
}

// served is a server that runs.
type served struct{ number, pid int }

// start starts a server and waits until it listens.
func (b *Bench) start(p player, role string, backend, processor int) (served, func(), error) {
	port, err := proc.FreePort()
	if err != nil {
		return served{}, nil, err
	}
	command := p.server.Command(role, servers.Places(port, backend, p.loops))
	var failure bytes.Buffer
	command.Stderr = &failure
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := proc.Start(command, processor); err != nil {
		return served{}, nil, err
	}
	stop := func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // its children too
		_ = command.Wait()
	}
	if err := proc.WaitForPort(port, 10*time.Second); err != nil {
		stop()
		return served{}, nil, fmt.Errorf("%s: %w: %s", p.name, err, lastLine(failure.String()))
	}
	return served{port, command.Process.Pid}, stop, nil
}

// lastLine is the end of what a program said.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// client runs the load in a process of its own, pinned, so that its garbage and
// its threads are not ours.
func (b *Bench) client(o load.Options) (result load.Result, err error) {
	self, err := os.Executable()
	if err != nil {
		return result, err
	}
	text, err := json.Marshal(o)
	if err != nil {
		return result, err
	}
	command := exec.Command(self, "load", string(text))
	command.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1") // nothing but one loop
	out, err := output(command, b.ClientCPU, time.Duration(o.Seconds*3*float64(time.Second))+30*time.Second)
	if err != nil {
		return result, err
	}
	return result, json.Unmarshal([]byte(out), &result)
}

// RunLoad is the process that client starts.
func RunLoad(options string) error {
	var o load.Options
	if err := json.Unmarshal([]byte(options), &o); err != nil {
		return err
	}
	result, err := load.Run(o)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

// checks has a program count BlockList checks by itself.
func (b *Bench) checks(c Case, s servers.Server) (Sample, error) {
	command := s.Command("blocklist", map[string]string{
		"rules": strconv.Itoa(c.number(0)), "seconds": strconv.FormatFloat(b.Seconds, 'f', -1, 64),
	})
	out, err := output(command, b.ServerCPU, time.Duration(b.Seconds*3*float64(time.Second))+30*time.Second)
	if err != nil {
		return Sample{}, err
	}
	var rate, cost float64
	if _, err := fmt.Sscan(out, &rate, &cost); err != nil {
		return Sample{}, fmt.Errorf("%s: %w: %q", s.Name, err, out)
	}
	return Sample{Rate: rate, Cost: cost}, nil
}

// startup starts a program some times; the sample has the medians.
func (b *Bench) startup(c Case, s servers.Server) (Sample, error) {
	times := stats.NewLatencies()
	var cost, memory []float64
	for range c.number(0) {
		command := s.Command("startup", nil)
		start := time.Now()
		if err := proc.Start(command, b.ServerCPU); err != nil {
			return Sample{}, err
		}
		if err := command.Wait(); err != nil {
			return Sample{}, fmt.Errorf("%s: %w", s.Name, err)
		}
		times.Add(int64(time.Since(start)))
		used := command.ProcessState.SysUsage().(*syscall.Rusage)
		cost = append(cost, float64(command.ProcessState.UserTime()+command.ProcessState.SystemTime())/1e6)
		memory = append(memory, float64(used.Maxrss)*1024)
	}
	return Sample{Cost: stats.Median(cost), Memory: stats.Median(memory), Latencies: times.Microseconds()}, nil
}
