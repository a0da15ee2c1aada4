package examples

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const patience = time.Minute

var folder string

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "nodenet-examples-"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// built has all programs compiled, once.
var built = sync.OnceValues(func() ([]byte, error) {
	return exec.Command("go", "build", "-pgo=off", "-o", folder+string(filepath.Separator), "./...").CombinedOutput()
})

func command(t *testing.T, name string, arguments ...string) *exec.Cmd {
	t.Helper()
	if out, err := built(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return exec.Command(filepath.Join(folder, name), arguments...)
}

// run runs a program that ends by itself, and returns its lines.
func run(t *testing.T, name string) []string {
	t.Helper()
	out, err := command(t, name).CombinedOutput()
	if strings.Contains(string(out), "EADDRINUSE") {
		t.Skipf("somebody else has the port of the program: %s", out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// serve starts a program that serves, and returns its address. When the test is over
// it is told to end: by SIGTERM, since who was started in the background of a shell
// may ignore SIGINT.
func serve(t *testing.T, name string, arguments ...string) (address string) {
	t.Helper()
	cmd := command(t, name, arguments...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); cmd.ProcessState.ExitCode() > 0 { // -1: the signal has ended it
			t.Errorf("%s: %v\n%s", name, err, stderr.String())
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	address, found := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !found {
		t.Fatalf("%s says %q, %v\n%s", name, line, err, stderr.String())
	}
	return address
}

func dial(t *testing.T, address string) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return conn.(*net.TCPConn)
}

// exchange sends a text and its end, and returns all that comes back.
func exchange(t *testing.T, address, text string) string {
	t.Helper()
	conn := dial(t, address)
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	if err := conn.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

func TestHello(t *testing.T) {
	lines := run(t, "hello")
	slices.Sort(lines)
	want := []string{"client send message: hello server!", "listening on 127.0.0.1:8888", "server send message: hello client"}
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	if !slices.Equal(lines, want) {
		t.Errorf("%q", lines)
	}
}

func TestIPC(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an old Windows has no Unix sockets")
	}
	for _, line := range run(t, "ipc") {
		if !strings.HasSuffix(line, ": the question has 17 letters") {
			t.Error(line)
		}
	}
}

func TestEmbed(t *testing.T) {
	for name, want := range map[string][]string{
		"ownloop": {"client says: hello server", "server says: hello client"},
		"jsloop":  {"one <nil>", "two <nil>"},
		"pool":    {"127.0.0.1 is IPv4", "::1 is IPv6", "localhost is no address"},
		"accept":  {"you said one <nil>", "you said two <nil>", "you said three <nil>"},
	} {
		lines := run(t, name)
		if name == "pool" { // in any order
			slices.Sort(lines)
		}
		if !slices.Equal(lines, want) {
			t.Errorf("%s: %q", name, lines)
		}
	}
	want := []string{"welcome <nil>", "<nil> Error: connect EACCES", "<nil> Error [ERR_ACCESS_DENIED]", "<nil> the event took longer than it may",
		"<nil> RangeError: Maximum call stack size exceeded", "<nil> context deadline exceeded", "{} <nil>"}
	lines := run(t, "sandbox")
	for i, line := range want {
		if i >= len(lines) || !strings.HasPrefix(lines[i], line) {
			t.Errorf("sandbox: %q\nwant %q", lines, want)
			break
		}
	}
}

func TestServers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted from outside there")
	}
	t.Run("echo", func(t *testing.T) {
		for _, arguments := range [][]string{{"-port=0"}, {"-port=0", "-data"}} {
			if got := exchange(t, serve(t, "echo", arguments...), "hello"); got != "hello" {
				t.Errorf("%v: %q", arguments, got)
			}
		}
	})
	t.Run("proxy", func(t *testing.T) {
		behind := serve(t, "echo", "-port=0")
		if got := exchange(t, serve(t, "proxy", "-listen=127.0.0.1:0", "-to="+behind), "hello"); got != "hello" {
			t.Errorf("%q", got)
		}
	})
	t.Run("balancer", func(t *testing.T) {
		behind := serve(t, "echo", "-port=0")
		if got := exchange(t, serve(t, "balancer", "-listen=127.0.0.1:0", "-to="+behind), "hello"); got != "hello" {
			t.Errorf("%q", got)
		}
	})
	t.Run("chat", func(t *testing.T) {
		address := serve(t, "chat", "-port=0")
		ann := bufio.NewReader(dial(t, address))
		hears := func(want string) {
			t.Helper()
			if line, err := ann.ReadString('\n'); !strings.HasSuffix(line, want+"\n") {
				t.Fatal(line, err)
			}
		}
		hears(" has joined")
		bob := dial(t, address)
		hears(bob.LocalAddr().String() + " has joined")
		if _, err := io.WriteString(bob, "good morning\r\n"); err != nil {
			t.Fatal(err)
		}
		hears(bob.LocalAddr().String() + ": good morning")
	})
}
