package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const patience = 2 * time.Minute

// build makes the program and returns its path.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "restart")
	if out, err := exec.Command("go", "build", "-pgo=off", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// exchange is one connection with as many messages there and back.
func exchange(to string, messages int) error {
	conn, err := net.DialTimeout("tcp", to, patience)
	if err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	sent, got := make([]byte, 1000), make([]byte, 1000)
	for i := range messages {
		copy(sent, strconv.Itoa(i))
		if _, err := conn.Write(sent); err != nil {
			return fmt.Errorf("cut: %w", err)
		}
		if _, err := io.ReadFull(conn, got); err != nil || !bytes.Equal(sent, got) {
			return fmt.Errorf("cut, or something else came back: %w", err)
		}
	}
	conn.(*net.TCPConn).CloseWrite()
	if rest, err := io.ReadAll(conn); err != nil || len(rest) > 0 {
		return fmt.Errorf("the end: %d bytes, %w", len(rest), err)
	}
	return nil
}

// Six restarts while clients come and go, and while one connection stays open over each of
// them: nobody is refused, nobody is cut.
func TestRestartsUnderLoad(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks into /proc")
	}
	program, folder := build(t), t.TempDir()
	pidFile := filepath.Join(folder, "pid")
	address := freeAddress(t)
	output, err := os.Create(filepath.Join(folder, "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer output.Close()
	first := exec.Command(program, "-listen", address, "-pid", pidFile)
	first.Stdout, first.Stderr = output, output
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- first.Wait() }()
	pid := nextPid(t, pidFile, 0)
	defer func() {
		if t.Failed() {
			text, _ := os.ReadFile(output.Name())
			t.Logf("%s", text)
		}
		syscall.Kill(pid, syscall.SIGKILL)
	}()

	ctx, stop := context.WithCancel(t.Context())
	var load sync.WaitGroup
	defer load.Wait()
	defer stop()
	var done atomic.Int64
	for range 8 {
		load.Go(func() {
			for ctx.Err() == nil {
				if err := exchange(address, 20); err != nil {
					t.Error(err)
					return
				}
				done.Add(1)
			}
		})
	}
	for range 6 {
		stays, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		said := func() {
			io.WriteString(stays, "still here")
			got := make([]byte, 10)
			stays.SetDeadline(time.Now().Add(patience))
			if _, err := io.ReadFull(stays, got); err != nil || string(got) != "still here" {
				t.Errorf("%q %v", got, err)
			}
		}
		said()
		before := done.Load()
		if err := syscall.Kill(pid, syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		old := pid
		pid = nextPid(t, pidFile, old)
		until(t, "exchanges after a restart", func() bool { return done.Load() > before+16 || t.Failed() })
		said() // to the process before, which ends with it
		stays.Close()
		// While it is there it may still take a connection, and then there is no other restart.
		until(t, "the end of the process before", func() bool { return gone(old) })
	}
	stop()
	load.Wait()
	t.Logf("%d connections over six restarts", done.Load())

	if err := <-ended; err != nil {
		t.Error("the first process:", err)
	}
	syscall.Kill(pid, syscall.SIGTERM)
	until(t, "the end", func() bool { return gone(pid) })
	until(t, "its socket to close", func() bool { // its threads end one by one
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	})
}

// Under systemd the program serves on the socket that it is given, and says that it is
// ready.
func TestSystemd(t *testing.T) {
	program, folder := build(t), t.TempDir()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	file, err := ln.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	address := ln.Addr().String()
	ln.Close() // the file is another descriptor of it

	notify, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(folder, "n"), Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer notify.Close()
	// The number of the process has to be its own.
	cmd := exec.Command("/bin/sh", "-c", `LISTEN_PID=$$ exec "$0" -listen 192.0.2.1:1`, program)
	cmd.Env = append(os.Environ(), "LISTEN_FDS=1", "NOTIFY_SOCKET="+notify.LocalAddr().String())
	cmd.ExtraFiles = []*os.File{file}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	file.Close()
	defer cmd.Process.Kill()

	told := make([]byte, 100)
	notify.SetReadDeadline(time.Now().Add(patience))
	n, err := notify.Read(told)
	if err != nil || !strings.HasPrefix(string(told[:n]), "READY=1\nMAINPID="+strconv.Itoa(cmd.Process.Pid)) {
		t.Fatalf("%q %v", told[:n], err)
	}
	if err := exchange(address, 10); err != nil {
		t.Error(err)
	}
	cmd.Process.Signal(syscall.SIGTERM)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

// nextPid waits for another number than before.
func nextPid(t *testing.T, file string, before int) (pid int) {
	t.Helper()
	until(t, "the next process", func() bool {
		text, _ := os.ReadFile(file)
		pid, _ = strconv.Atoi(strings.TrimSpace(string(text)))
		return pid != 0 && pid != before
	})
	return pid
}

// gone reports whether a process has ended, whoever has to be told of that.
func gone(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, state, _ := strings.Cut(string(stat), ") ")
	return err != nil || strings.HasPrefix(state, "Z")
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("waited in vain for ", what)
		}
	}
}
