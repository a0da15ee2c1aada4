package js_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Two scripts under load: testdata/many.js and testdata/million.js. What they
// measure is logged; with NODENET_MEASURE=1 Node 26 plays them too.

const (
	loadPatience = 4 * time.Minute
	manyClients  = 15_000
	manyWaves    = 2
	// heapGrowth is what a million messages may leave behind, in MB.
	heapGrowth = 16
)

// onPrograms runs a test with nodenet and with Node 26.
func onPrograms(t *testing.T, test func(t *testing.T, program []string)) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	t.Run("nodenet", func(t *testing.T) { test(t, nodenet(t)) })
	t.Run("node", func(t *testing.T) {
		if node26() == "" || os.Getenv("NODENET_MEASURE") == "" {
			t.Skip("NODENET_MEASURE is not set, or Node 26 is not at hand")
		}
		test(t, []string{node26()})
	})
}

// load is a script of testdata that runs.
type load struct {
	t      *testing.T
	cmd    *exec.Cmd
	out    *bufio.Reader
	stderr bytes.Buffer
}

// startLoad starts a script; it is killed if it takes too long.
func startLoad(t *testing.T, program []string, script string, args ...string) *load {
	t.Helper()
	args = slices.Concat(program[1:], []string{filepath.Join("testdata", script)}, args)
	l := &load{t: t, cmd: exec.Command(program[0], args...)}
	l.cmd.Stderr = &l.stderr
	out, err := l.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	l.out = bufio.NewReader(out)
	if err := l.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(loadPatience, func() { l.cmd.Process.Kill() })
	t.Cleanup(func() {
		timer.Stop()
		l.cmd.Process.Kill()
	})
	return l
}

// line is the next line that the script prints.
func (l *load) line() string {
	l.t.Helper()
	line, err := l.out.ReadString('\n')
	if err != nil {
		l.cmd.Wait()
		l.t.Fatalf("the script has ended: %v\n%s", l.cmd.ProcessState, tail(l.stderr.String()))
	}
	return strings.TrimSuffix(line, "\n")
}

// wait waits for the end, which has to be a good one.
func (l *load) wait() {
	l.t.Helper()
	rest, _ := io.ReadAll(l.out)
	if err := l.cmd.Wait(); err != nil || len(rest) > 0 {
		l.t.Errorf("%v, and %q was left\n%s", err, rest, tail(l.stderr.String()))
	}
}

// 15,000 connections at once to a script, each of which echoes.
func TestManyConnections(t *testing.T) {
	onPrograms(t, func(t *testing.T, program []string) {
		var limit unix.Rlimit
		if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil || limit.Cur < manyClients+100 {
			t.Skipf("only %d descriptors are allowed", limit.Cur)
		}
		script := startLoad(t, program, "many.js", fmt.Sprint(manyClients), fmt.Sprint(manyWaves))
		port := script.line()
		for wave := range manyWaves {
			start := time.Now()
			conns := openMany(t, port, wave)
			line := script.line()
			if !strings.HasPrefix(line, fmt.Sprintf("open %d,", manyClients)) {
				t.Fatal(line)
			}
			t.Logf("%s, %v", line, time.Since(start).Round(time.Millisecond))
			for _, c := range conns {
				c.Close()
			}
			if line := script.line(); line != "closed, 0 failed" {
				t.Error(line)
			}
		}
		script.wait()
	})
}

// openMany opens connections of which each has heard its echo. Every wave comes
// from another address, since ports rest for a minute after a close.
func openMany(t *testing.T, port string, wave int) []net.Conn {
	t.Helper()
	const dialers = 100
	conns := make([]net.Conn, manyClients)
	errs := make(chan error, dialers)
	var all sync.WaitGroup
	for first := range dialers {
		all.Go(func() {
			for i := first; i < len(conns); i += dialers {
				c, err := dialAndEcho(fmt.Sprintf("127.0.0.%d:%s", wave+1, port), fmt.Sprintf("connection %d", i))
				if err != nil {
					errs <- err
					return
				}
				conns[i] = c
			}
		})
	}
	all.Wait()
	select {
	case err := <-errs:
		t.Fatal(err)
	default:
	}
	return conns
}

func dialAndEcho(address, text string) (net.Conn, error) {
	c, err := net.DialTimeout("tcp", address, scriptPatience)
	if err != nil {
		return nil, err
	}
	c.SetDeadline(time.Now().Add(scriptPatience))
	if _, err := c.Write([]byte(text)); err != nil {
		return nil, err
	}
	echo := make([]byte, len(text))
	if _, err := io.ReadFull(c, echo); err != nil {
		return nil, err
	}
	if string(echo) != text {
		return nil, fmt.Errorf("%q came back for %q", echo, text)
	}
	return c, nil
}

// A million messages through an echo leave nothing behind. Unless it is to be
// measured a part of them has to do: what leaks shows in that as well.
func TestMillionMessages(t *testing.T) {
	messages := "200000"
	if os.Getenv("NODENET_MEASURE") != "" {
		messages = "1000000"
	}
	onPrograms(t, func(t *testing.T, program []string) {
		script := startLoad(t, program, "million.js", messages)
		if line := script.line(); line != "messages "+messages {
			t.Fatal(line)
		}
		speed, growth := script.line(), script.line()
		t.Logf("%s, %s", speed, growth)
		var megabytes float64
		if _, err := fmt.Sscanf(growth, "heap growth %f MB", &megabytes); err != nil || megabytes > heapGrowth {
			t.Errorf("%s: more than %d MB", growth, heapGrowth)
		}
		script.wait()
	})
}
