//go:build unix

package js_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	sockets "github.com/nodenet-go/nodenet"
)

// Packages of npm's run as they come, on nodenet and on Node 26, against real
// servers, and have to print the same. They are installed into .cache/packages,
// where the scripts of testdata/packages are copied to.

const (
	packageScripts  = "testdata/packages"
	packagePatience = 90 * time.Second
	serverPatience  = 30 * time.Second
)

// packageTests are the scripts, each with what starts the server that it needs.
var packageTests = map[string]func(t *testing.T) (port int){
	"axon":          nil,
	"ioredis":       startRedis,
	"jsmodbus":      nil,
	"memjs":         startMemcached,
	"mqtt":          startMosquitto,
	"nodemailer":    nil,
	"pg":            startPostgres,
	"redis":         startRedis,
	"socks":         nil,
	"streams":       nil,
	"tape":          nil,
	"telnet-client": nil,
}

func TestPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("npm packages are not tested in short mode")
	}
	folder, err := installedPackages()
	if err != nil {
		t.Skip("npm packages are not installed:", err)
	}
	for _, path := range glob(t, packageScripts+"/*.js") {
		name := strings.TrimSuffix(filepath.Base(path), ".js")
		t.Run(name, func(t *testing.T) {
			start, known := packageTests[name]
			if !known {
				t.Fatal("nobody says in packageTests what server this needs")
			}
			t.Parallel()
			var args []string
			if start != nil {
				args = append(args, strconv.Itoa(start(t)))
			}
			script := filepath.Join(folder, filepath.Base(path))
			got := runPackage(t, append(nodenet(t), script), args)
			if got.code != 0 || got.out == "" {
				t.Fatalf("exit code %d after\n%s\nstderr: %s", got.code, got.out, tail(got.stderr))
			}
			if node := node26(); node != "" {
				want := runPackage(t, []string{node, script}, args)
				if want.String() != got.String() {
					t.Errorf("%s\nstderr: %s", difference(want.String(), got.String()), tail(got.stderr))
				}
			}
		})
	}
}

// runPackage runs a script that uses packages to its end.
func runPackage(t *testing.T, program, args []string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), packagePatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program[0], slices.Concat(program[1:], args)...)
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "NODE_OPTIONS=", "NODE_NO_WARNINGS=1", "DEBUG=")
	cmd.WaitDelay = time.Second
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) && ctx.Err() == nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		stderr.WriteString("\nthe script did not end in time")
	}
	return outcome{out.String(), cmd.ProcessState.ExitCode(), stderr.String()}
}

// installedPackages has npm install what testdata/packages/package.json names,
// unless that is there already, and returns the folder with the scripts in it.
var installedPackages = sync.OnceValues(func() (string, error) {
	folder, err := filepath.Abs(filepath.Join(repository, ".cache/packages"))
	if err != nil {
		return "", err
	}
	wanted, err := os.ReadFile(packageScripts + "/package.json")
	if err != nil {
		return "", err
	}
	done := filepath.Join(folder, "installed.json")
	if have, err := os.ReadFile(done); err != nil || !bytes.Equal(have, wanted) {
		if err := install(folder, wanted); err != nil {
			return "", err
		}
		if err := os.WriteFile(done, wanted, 0o644); err != nil {
			return "", err
		}
	}
	scripts, err := filepath.Glob(packageScripts + "/*.js")
	if err != nil {
		return "", err
	}
	for _, path := range scripts {
		source, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		if err := replaceFile(filepath.Join(folder, filepath.Base(path)), source); err != nil {
			return "", err
		}
	}
	return folder, nil
})

// replaceFile writes a file that another run of the tests may be reading.
func replaceFile(path string, content []byte) error {
	if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, content) {
		return nil
	}
	written := path + "." + strconv.Itoa(os.Getpid())
	if err := os.WriteFile(written, content, 0o644); err != nil {
		return err
	}
	return os.Rename(written, path)
}

func install(folder string, wanted []byte) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "package.json"), wanted, 0o644); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", "--prefix", folder)
	npm.WaitDelay = time.Second
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm install: %w %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// findServer returns the path of a server's program; without it the test is
// skipped.
func findServer(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
		if found, _ := filepath.Glob(name); len(found) > 0 {
			return found[len(found)-1]
		}
	}
	t.Skipf("%s is not installed", filepath.Base(names[0]))
	return ""
}

// takePort is a port for a server. It stays bound here, so that the system gives it to
// nobody else; the server may listen there all the same.
func takePort(t *testing.T) int {
	t.Helper()
	bound, err := sockets.BindSocket(sockets.BindOptions{Host: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bound.Close() })
	return bound.Address().Port
}

// startServer starts a server and waits until its port answers as it should.
// It is killed when the test ends.
func startServer(t *testing.T, port int, answers func(net.Conn) bool, cmd *exec.Cmd) int {
	t.Helper()
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			_ = cmd.Process.Kill()
			<-ended
		}
	})
	deadline := time.Now().Add(serverPatience)
	for !answersOn(port, answers) {
		select {
		case <-ended:
			t.Fatalf("%s has ended: %s", cmd.Path, tail(output.String()))
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer", cmd.Path)
		}
	}
	return port
}

// answersOn asks a server whether it is ready.
func answersOn(port int, answers func(net.Conn) bool) bool {
	c, err := net.DialTimeout("tcp", "127.0.0.1:"+strconv.Itoa(port), time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(2 * time.Second))
	return answers(c)
}

// asks makes a question of what is sent and how the answer has to begin.
func asks(question, answer string) func(net.Conn) bool {
	return func(c net.Conn) bool {
		if _, err := c.Write([]byte(question)); err != nil {
			return false
		}
		buffer := make([]byte, 256)
		n, _ := c.Read(buffer)
		return bytes.HasPrefix(buffer[:n], []byte(answer))
	}
}

func startMemcached(t *testing.T) int {
	path, port := findServer(t, "memcached"), takePort(t)
	args := []string{"-l", "127.0.0.1", "-p", strconv.Itoa(port), "-U", "0"}
	if os.Getuid() == 0 {
		args = append(args, "-u", "root")
	}
	return startServer(t, port, asks("version\r\n", "VERSION"), exec.Command(path, args...))
}

func startRedis(t *testing.T) int {
	path, port := findServer(t, "redis-server"), takePort(t)
	return startServer(t, port, asks("PING\r\n", "+PONG"),
		exec.Command(path, "--port", strconv.Itoa(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", t.TempDir()))
}

func startMosquitto(t *testing.T) int {
	path, port := findServer(t, "mosquitto", "/usr/sbin/mosquitto"), takePort(t)
	config := filepath.Join(t.TempDir(), "mosquitto.conf")
	// Without a limit in flight: mosquitto 2.0 loses count of messages of QoS 2.
	text := fmt.Sprintf("listener %d 127.0.0.1\nallow_anonymous true\npersistence false\nmax_inflight_messages 0\n", port)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	// What is asked is MQTT's CONNECT of a client "x", what is answered CONNACK.
	return startServer(t, port, asks("\x10\x0d\x00\x04MQTT\x04\x02\x00\x0a\x00\x01x", "\x20\x02\x00\x00"), exec.Command(path, "-c", config))
}

// startPostgres makes a database that trusts everybody. PostgreSQL does not run
// as root: the user postgres, which it is installed with, does it then.
func startPostgres(t *testing.T) int {
	const programs = "/usr/lib/postgresql/*/bin/"
	initdb, postgres := findServer(t, "initdb", programs+"initdb"), findServer(t, "postgres", programs+"postgres")
	port := takePort(t)
	folder, err := os.MkdirTemp("", "nodenet-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	as := func(cmd *exec.Cmd) *exec.Cmd { return cmd }
	if os.Getuid() == 0 {
		as = asUser(t, "postgres", folder)
	}
	data := filepath.Join(folder, "data")
	if out, err := as(exec.Command(initdb, "-D", data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale", "C")).CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	// A message that asks for a session, and gets "R" for an answer: welcome.
	const startup = "\x00\x00\x00\x17\x00\x03\x00\x00user\x00postgres\x00\x00"
	return startServer(t, port, asks(startup, "R"), as(exec.Command(postgres, "-D", data, "-p", strconv.Itoa(port),
		"-k", "", "-c", "listen_addresses=127.0.0.1", "-F")))
}

// asUser runs commands as another user, to whom the folder is given.
func asUser(t *testing.T, name, folder string) func(*exec.Cmd) *exec.Cmd {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Skipf("there is no user %s", name)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(folder, uid, gid); err != nil {
		t.Fatal(err)
	}
	return func(cmd *exec.Cmd) *exec.Cmd {
		cmd.Dir = folder
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		return cmd
	}
}
