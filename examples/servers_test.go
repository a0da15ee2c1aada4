package examples

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
)

// need is a command that a test does not run without.
func need(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed")
	}
	return path
}

func TestRedis(t *testing.T) {
	address := serve(t, "redis", "0")
	got := exchange(t, address, "SET a 1\r\n*2\r\n$4\r\nINCR\r\n$1\r\na\r\nGET a\r\nGET b\r\nINCR\r\nNONE\r\nEXISTS a b\r\nDEL a\r\nQUIT\r\nPING\r\n")
	want := "+OK\r\n:2\r\n$1\r\n2\r\n$-1\r\n-ERR wrong number of arguments for 'incr' command\r\n-ERR unknown command\r\n:1\r\n:1\r\n+OK\r\n"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := exchange(t, address, "PING\r\n*x\r\n"); !strings.HasPrefix(got, "+PONG\r\n-ERR Protocol error") {
		t.Errorf("%q", got)
	}
}

func TestRedisUnderItsBenchmark(t *testing.T) {
	benchmark := need(t, "redis-benchmark")
	host, port, _ := net.SplitHostPort(serve(t, "redis", "0"))
	for _, depth := range []string{"1", "16"} {
		out, err := exec.CommandContext(t.Context(), benchmark, "-h", host, "-p", port, "-t", "ping,set,get,incr",
			"-n", "5000", "-c", "20", "-P", depth, "-d", "100", "-q").CombinedOutput()
		if err != nil || strings.Count(string(out), "requests per second") < 4 || strings.Contains(string(out), "rror") {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func TestHTTPProxy(t *testing.T) {
	curl := need(t, "curl")
	const size = 3 << 20
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		io.WriteString(w, strings.Repeat("x", size)+string(sent))
	}))
	defer web.Close()
	address := serve(t, "httpproxy", "-listen", "127.0.0.1:0")
	for _, proxy := range [][]string{
		{"-p", "-x", "http://" + address},
		{"-x", "socks5://" + address},
		{"-x", "socks5h://" + address},
	} {
		arguments := append([]string{"-sS", "--noproxy", "", "--max-time", "60", "--data-binary", "what was sent", web.URL}, proxy...)
		out, err := exec.CommandContext(t.Context(), curl, arguments...).CombinedOutput()
		if err != nil || len(out) != size+len("what was sent") || !strings.HasSuffix(string(out), "what was sent") {
			t.Errorf("%v: %v, %d bytes: %.300s", proxy, err, len(out), out)
		}
		arguments[7] = "http://127.0.0.1:1/"
		if out, err := exec.CommandContext(t.Context(), curl, arguments...).CombinedOutput(); err == nil {
			t.Errorf("%v: nobody listens there, and yet: %s", proxy, out)
		}
	}
	for sent, want := range map[string]string{
		"GET http://example.org/ HTTP/1.1\r\n\r\n":          "HTTP/1.1 405 ",
		"CONNECT nowhere HTTP/1.1\r\nHost: nowhere\r\n\r\n": "HTTP/1.1 400 ",
		"\x05\x01\x02": "\x05\xff",
		"\x05\x01\x00\x05\x02\x00\x01\x7f\x00\x00\x01\x00\x01": "\x05\x00\x05\x07",
		"\x05\x01\x00\x05\x01\x00\x09\x7f":                     "\x05\x00\x05\x08",
		"\x16\x03\x01":                                         "",
		"CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n":                 "HTTP/1.1 ",
	} {
		conn := dial(t, address)
		if _, err := io.WriteString(conn, sent); err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(conn); !strings.HasPrefix(string(got), want) || want == "" && len(got) > 0 {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
}
