// Profile writes cmd/nodenet/default.pgo, with which the go command compiles nodenet
// for what scripts with sockets do most. It runs the benchmark's scripts in this
// process while others drive them:
//
//	go run ./bench/profile
//
// Do it again when the path of a message through the code has changed much.
package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/nodenet-go/nodenet/js/program"
)

// cases are scripts and what is sent to them: connections × bytes of a message.
var cases = []struct {
	script      string
	conns, size int
}{
	{"echo.js", 1, 64},
	{"echo.js", 100, 64},
	{"echo.js", 1000, 64},
	{"echo.js", 10, 65536},
	{"pipe.js", 100, 64},
	{"pipe.js", 10, 65536},
}

const (
	duration = 5 * time.Second
	target   = "cmd/nodenet/default.pgo"
)

func main() {
	var err error
	if len(os.Args) == 5 && os.Args[1] == "load" {
		err = drive(os.Args[2], os.Args[3], os.Args[4])
	} else {
		err = profile()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "profile:", err)
		os.Exit(1)
	}
}

func profile() error {
	file, err := os.Create(target)
	if err != nil {
		return fmt.Errorf("run it in the root of the repository: %w", err)
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	for _, c := range cases {
		if err := run(c.script, c.conns, c.size); err != nil {
			return err
		}
	}
	pprof.StopCPUProfile()
	return file.Close()
}

// run runs a script for a while, driven by a process of its own.
func run(script string, conns, size int) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	client := exec.Command(os.Args[0], "load", port, strconv.Itoa(conns), strconv.Itoa(size))
	client.Stderr = os.Stderr
	if err := client.Start(); err != nil {
		return err
	}
	path, err := filepath.Abs(filepath.Join("bench", "suite", "js", script))
	if err != nil {
		return err
	}
	code := program.Run(program.Options{
		Eval: fmt.Sprintf("setTimeout(() => process.exit(), %d); process.argv[2] = '%s'; require(%q)", duration.Milliseconds(), port, path),
	})
	_ = client.Process.Kill()
	_ = client.Wait()
	if code != 0 {
		return fmt.Errorf("%s ended with %d", script, code)
	}
	return nil
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String()[strings.LastIndexByte(l.Addr().String(), ':')+1:], nil
}

// drive sends messages and waits for their echoes on each connection until the server
// is gone.
func drive(port, conns, size string) error {
	n, err := strconv.Atoi(conns)
	if err != nil {
		return err
	}
	bytes, err := strconv.Atoi(size)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	for range n {
		go func() {
			echo(port, bytes)
			done <- struct{}{}
		}()
	}
	for range n {
		<-done
	}
	return nil
}

func echo(port string, size int) {
	var c net.Conn
	for attempt := 0; ; attempt++ {
		var err error
		if c, err = net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			break
		}
		if attempt == 100 {
			return
		}
		time.Sleep(20 * time.Millisecond) // it is not listening yet
	}
	message, got := make([]byte, size), make([]byte, size)
	for {
		if _, err := c.Write(message); err != nil {
			return
		}
		for n := 0; n < size; {
			m, err := c.Read(got[n:])
			if err != nil {
				return
			}
			n += m
		}
	}
}
