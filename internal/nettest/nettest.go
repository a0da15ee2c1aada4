// Package nettest has what tests with sockets need everywhere: waiting for events,
// what a system may lack, paths for socket files, and a TestMain that fails when
// anything is left behind.
package nettest

import (
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Patience is how long a test waits for an event that has to come.
const Patience = 2 * time.Minute

// Main runs the tests of a package and fails when they leave goroutines or
// descriptors behind. What stays for good, such as a default group and the Go
// runtime's own poller, is started first.
func Main(m *testing.M, start func()) {
	if start != nil {
		start()
	}
	if ln, err := net.Listen("tcp", "127.0.0.1:0"); err == nil {
		ln.Close()
	}
	goroutines, descriptors := runtime.NumGoroutine(), Descriptors()
	code := m.Run()
	fuzzing := flag.Lookup("test.fuzz").Value.String() != "" // which leaves a goroutine of os/signal
	if code == 0 && !fuzzing && !Eventually(func() bool {
		return runtime.NumGoroutine() <= goroutines && Descriptors() <= descriptors
	}) {
		fmt.Printf("left behind: %d goroutines, %d descriptors\n%s\n",
			runtime.NumGoroutine()-goroutines, Descriptors()-descriptors, stacks())
		code = 1
	}
	os.Exit(code)
}

// Descriptors is how many are open; 0 where the system does not tell. On wine it is
// Linux that would, of descriptors that are not the program's.
func Descriptors() int {
	if runtime.GOOS == "windows" {
		return 0
	}
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

func stacks() []byte {
	buf := make([]byte, 1<<20)
	return buf[:runtime.Stack(buf, true)]
}

// Eventually waits for what nothing tells of.
func Eventually(ok func() bool) bool {
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}

// Await returns what comes out of a channel.
func Await[T any](t testing.TB, c <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(Patience):
		t.Fatalf("waited in vain for %s\n%s", what, stacks())
	}
	return v
}

// Signal is something that happens once; firing again does nothing.
type Signal struct {
	once sync.Once
	C    chan struct{} // closed then
}

// NewSignal returns one that has not happened.
func NewSignal() *Signal { return &Signal{C: make(chan struct{})} }

// Fire makes it happen.
func (s *Signal) Fire() { s.once.Do(func() { close(s.C) }) }

// Wait returns when it has happened.
func (s *Signal) Wait(t testing.TB, what string) {
	t.Helper()
	Await(t, s.C, what)
}

// UnixSockets says why there are no Unix sockets here: an old Windows has none,
// nor has wine 8.
var UnixSockets = sync.OnceValue(func() error {
	if runtime.GOOS != "windows" {
		return nil
	}
	ln, err := net.Listen("unix", filepath.Join(os.TempDir(), "nodenet-test-"+strconv.Itoa(os.Getpid())))
	if err != nil {
		return err
	}
	return ln.Close()
})

// NeedUnixSockets skips a test where there are none.
func NeedUnixSockets(t testing.TB) {
	t.Helper()
	if err := UnixSockets(); err != nil {
		t.Skip("no Unix sockets here: ", err)
	}
}

// ipv6 says why there is no IPv6 here: many a container has none.
var ipv6 = sync.OnceValue(func() error {
	ln, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		return err
	}
	return ln.Close()
})

// NeedIPv6 skips a test where there is none.
func NeedIPv6(t testing.TB) {
	t.Helper()
	if err := ipv6(); err != nil {
		t.Skip("no IPv6 here: ", err)
	}
}

// NeedPlainLocalhost skips a test that was recorded on a machine whose localhost is
// 127.0.0.1 where it is something else, or more.
func NeedPlainLocalhost(t testing.TB) {
	t.Helper()
	if found, err := net.LookupHost("localhost"); !slices.Equal(found, []string{"127.0.0.1"}) {
		t.Skip("localhost is not just 127.0.0.1 here: ", found, " ", err)
	}
}

// NeedAddressesOf skips a test whose script, recorded elsewhere, has addresses in it
// that this machine has not.
func NeedAddressesOf(t testing.TB, script string) {
	t.Helper()
	if strings.Contains(script, "::1") {
		NeedIPv6(t)
	}
	if strings.Contains(script, "localhost") {
		NeedPlainLocalhost(t)
	}
}

// TempPath is the path for a socket file, short enough for every system.
func TempPath(t testing.TB) string {
	dir, err := os.MkdirTemp("", "nn")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "s")
}
