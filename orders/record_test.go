package orders

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	. "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/node"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
	"github.com/nodenet-go/nodenet/internal/winetest"
)

// The scripts in testdata were run on Node 26, and their output was
// recorded beside them. A situation is the same script in Go: it has to log the
// same lines in the same order for each of those taking part. (Who of them comes
// first is up to the kernel.)

// situation plays one script on a loop, as Node's main script runs.
type situation struct {
	name string
	play func(r *recorder)
	// conns says why the transport for any net.Conn is left out; "" plays it.
	conns string
	// jsOnly is a pattern for the recorded lines that only JavaScript has.
	jsOnly string
	// instead has the recorded lines that read differently in Go, each with how
	// it does; "" is for what only JavaScript has.
	instead map[string]string
}

// Reasons to leave the transport for any net.Conn out.
const (
	writtenByGoroutine  = "a goroutine writes to a net.Conn: nothing is taken at once"
	acceptedByGoroutine = "a goroutine accepts: the client may be connected long before"
	readByGoroutine     = "a goroutine reads: the peer may have its 'end' before 'finish' is told here"
)

func playSituations(t *testing.T, all []situation) {
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for _, family := range transporttest.Families() {
				t.Run(family.Name, func(t *testing.T) {
					if s.conns != "" && family.Network == transport.Conns {
						t.Skip(s.conns)
					}
					playSituation(t, s, family.Network)
				})
			}
		})
	}
}

func playSituation(t *testing.T, s situation, network transport.Network) {
	recorded, err := os.ReadFile(filepath.Join("testdata", s.name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	needs(t, s.name, string(recorded))
	r := &recorder{testNet: newTestNet(t, network), lines: map[string][]string{}, names: map[any]string{}}
	r.Post(func() { s.play(r) })
	ended := nettest.NewSignal()
	go func() { r.Wait(); ended.Fire() }()
	select {
	case <-ended.C:
	case <-time.After(nettest.Patience):
		t.Error("the script does not end")
	}
	if r.exit != nil {
		r.exit()
	}
	r.compare(s.inGo(t, withoutLines(withOurNumbers(string(recorded)), s.jsOnly)))
}

// needs skips a situation that this system cannot have. A script uses Unix sockets
// if its name says so, or if it logs a path.
func needs(t *testing.T, name, recorded string) {
	t.Helper()
	if strings.Contains(name, "unix") || strings.Contains(name, "abstract") || strings.Contains(recorded, "PATH/") {
		nettest.NeedUnixSockets(t)
	}
	if strings.Contains(recorded, "::1") {
		nettest.NeedIPv6(t)
	}
	if name == "connect-real-localhost" || name == "server-listen-by-name-order" {
		nettest.NeedPlainLocalhost(t)
	}
	if strings.Contains(recorded, "read ECONNRESET") {
		winetest.Skip(t, winetest.ResetsAreLost)
	}
}

var (
	errnoPattern = regexp.MustCompile(`\berrno=-\d+`)
	codePattern  = regexp.MustCompile(`\bcode=(\w+)`)
)

// withOurNumbers has the errors of a recording, which is Linux's, numbered as on
// this system.
func withOurNumbers(recorded string) string {
	if runtime.GOOS == "linux" {
		return recorded
	}
	var b strings.Builder
	for line := range strings.Lines(recorded) {
		if code := codePattern.FindStringSubmatch(line); code != nil {
			if number := node.Number(code[1]); number != 0 {
				line = errnoPattern.ReplaceAllString(line, "errno="+itoa(number))
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// withoutLines leaves out the lines that match a pattern; "" matches none.
func withoutLines(text, pattern string) string {
	if pattern == "" {
		return text
	}
	leaveOut := regexp.MustCompile(pattern)
	var left strings.Builder
	for line := range strings.Lines(text) {
		if !leaveOut.MatchString(strings.TrimRight(line, "\n")) {
			left.WriteString(line)
		}
	}
	return left.String()
}

// inGo is a recording with instead applied.
func (s situation) inGo(t *testing.T, recorded string) string {
	// A timeout that was never set is undefined in Node, one that was taken back 0.
	recorded = regexp.MustCompile(`\btimeout=0\b`).ReplaceAllString(recorded, "timeout=undefined")
	var b strings.Builder
	used := map[string]bool{}
	for line := range strings.Lines(recorded) {
		text, ok := s.instead[strings.TrimRight(line, "\n")]
		switch {
		case !ok:
			b.WriteString(line)
		case text != "":
			b.WriteString(text + "\n")
		}
		used[strings.TrimRight(line, "\n")] = ok
	}
	for line := range s.instead {
		if !used[line] {
			t.Errorf("the recording has no line %q", line)
		}
	}
	return b.String()
}

// recorder is record.js in Go.
type recorder struct {
	*testNet
	mu    sync.Mutex
	lines map[string][]string
	names map[any]string
	masks []string
	exit  func() // process.on('exit'): called when nothing is left to wait for
}

func (r *recorder) compare(recorded string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	want := map[string][]string{}
	for line := range strings.Lines(recorded) {
		line = strings.TrimRight(line, "\n")
		who, text, _ := strings.Cut(line, " ")
		want[who] = append(want[who], text)
	}
	for who := range r.lines {
		if _, ok := want[who]; !ok {
			want[who] = nil
		}
	}
	for who, lines := range want {
		if !slices.Equal(lines, r.lines[who]) {
			r.t.Errorf("%s\n  Node:\n\t%s\n  ours:\n\t%s", who, strings.Join(lines, "\n\t"), strings.Join(r.lines[who], "\n\t"))
		}
	}
}

var portPattern = regexp.MustCompile(`(127\.0\.0\.\d+|192\.0\.2\.1|::ffff:127\.0\.0\.1|::1|::|0\.0\.0\.0|localhost):(\d{4,5})\b`)

func (r *recorder) mask(text string) string {
	for i := 0; i < len(r.masks); i += 2 {
		text = strings.ReplaceAll(text, r.masks[i], r.masks[i+1])
	}
	text = portPattern.ReplaceAllString(text, "$1:PORT")
	var b strings.Builder
	for i := 0; i < len(text); {
		n := 1
		for i+n < len(text) && text[i+n] == text[i] {
			n++
		}
		switch {
		case n >= 50:
			fmt.Fprintf(&b, "<%d times %c>", n, text[i])
		case text[i] < 0x20 || text[i] == 0x7f:
			for range n {
				fmt.Fprintf(&b, `\x%02x`, text[i])
			}
		default:
			b.WriteString(text[i : i+n])
		}
		i += n
	}
	return b.String()
}

// log notes one line; who is a name, or something that was named by watch.
func (r *recorder) log(who any, format string, args ...any) {
	name := r.nameOf(who)
	text := r.mask(fmt.Sprintf(format, args...))
	r.mu.Lock()
	r.lines[name] = append(r.lines[name], text)
	r.mu.Unlock()
}

func (r *recorder) nameOf(who any) string {
	if name, ok := who.(string); ok {
		return name
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.names[who]
}

func (r *recorder) name(who any, name string) {
	r.mu.Lock()
	r.names[who] = name
	r.mu.Unlock()
}

// tmpPath is a path that shows as PATH/name.
func (r *recorder) tmpPath(name string) string {
	if r.path == "" {
		r.path = filepath.Dir(nettest.TempPath(r.t))
		r.masks = append(r.masks, r.path, "PATH")
	}
	return r.path + "/" + name
}

// errText is "CODE: message", as record.js prints errors. Hints are ours.
func errText(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return "-: " + err.Error()
	}
	text := e.Code + ": " + e.Message
	if e.Code == "" {
		text = "-: " + e.Message
	}
	if e.Code == "ABORT_ERR" {
		text += " (name=AbortError)"
	}
	if len(e.Errors) > 0 {
		var each []string
		for _, err := range e.Errors {
			each = append(each, "["+errText(err)+"]")
		}
		// Node's message is empty where ours has the messages of the attempts.
		text = e.Code + ":  (AggregateError of " + strings.Join(each, " ") + ")"
	}
	return text
}

// show prints a value as record.js does.
func (r *recorder) show(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		if len(v) > 60 {
			return fmt.Sprintf("%d chars", len(v))
		}
		return strings.ReplaceAll(strings.ReplaceAll(fmt.Sprintf("%q", v), `\x7f`, "\x7f"), `\x`, `\u00`)
	case []byte:
		switch {
		case v == nil:
			return "null"
		case len(v) > 60:
			return fmt.Sprintf("%d bytes", len(v))
		case !utf8.Valid(v) || bytes.ContainsFunc(v, func(c rune) bool { return c < ' ' && (c < '\t' || c > '\r') }):
			return fmt.Sprintf("hex:%x", v)
		}
		return fmt.Sprintf("%q", v)
	case error:
		return "Error(" + v.Error() + ")"
	case func(error), func():
		return "fn"
	case *Socket, *Server:
		return r.nameOf(v)
	}
	return fmt.Sprint(v)
}

// watchOption changes what watch does.
type watchOption struct {
	skip     []string
	readable bool
	sum      bool
	text     bool // data comes as text: an encoding will be set
}

// watch logs the events of a socket.
func (r *recorder) watch(s *Socket, who string, o watchOption) *Socket {
	r.name(s, who)
	on := func(event string, add func()) {
		if !slices.Contains(o.skip, event) {
			add()
		}
	}
	total, printed := 0, -1
	printTotal := func() {
		if o.sum && printed != total {
			printed = total
			r.log(who, "data-total %d", total)
		}
	}
	port := func(p int) string {
		switch {
		case p > 1023:
			return "PORT"
		case p == 0:
			return "undefined" // of a Unix socket
		}
		return itoa(p)
	}
	family := func(f int) string {
		if f == 0 {
			return "undefined"
		}
		return itoa(f)
	}
	on("lookup", func() {
		s.OnLookup(func(err error, address string, family int, host string) {
			if err != nil {
				r.log(who, "lookup %s undefined undefined %s", errText(err), host)
			} else {
				r.log(who, "lookup null %s %d %s", address, family, host)
			}
		})
	})
	on("connectionAttempt", func() {
		s.OnConnectionAttempt(func(ip string, p, f int) { r.log(who, "connectionAttempt %s %s %s", ip, port(p), family(f)) })
	})
	on("connectionAttemptFailed", func() {
		s.OnConnectionAttemptFailed(func(ip string, p, f int, err error) {
			r.log(who, "connectionAttemptFailed %s %s %s %s", ip, port(p), family(f), errText(err))
		})
	})
	on("connectionAttemptTimeout", func() {
		s.OnConnectionAttemptTimeout(func(ip string, p, f int) {
			r.log(who, "connectionAttemptTimeout %s %s %s", ip, port(p), family(f))
		})
	})
	on("connect", func() { s.OnConnect(func() { r.log(who, "connect") }) })
	on("ready", func() { s.OnReady(func() { r.log(who, "ready") }) })
	if o.readable {
		s.OnReadable(func() { r.log(who, "readable readableLength=%d", s.ReadableLength()) })
	} else if o.text {
		on("data", func() { s.OnText(func(text string) { r.log(who, "data text %s", r.show(text)) }) })
	} else {
		on("data", func() {
			s.OnData(func(p []byte) {
				total += len(p)
				if !o.sum {
					r.log(who, "data %s", r.show(p))
				}
			})
		})
	}
	on("end", func() { s.OnEnd(func() { printTotal(); r.log(who, "end") }) })
	on("drain", func() { s.OnDrain(func() { r.log(who, "drain") }) })
	on("finish", func() { s.OnFinish(func() { r.log(who, "finish") }) })
	on("timeout", func() { s.OnTimeout(func() { r.log(who, "timeout") }) })
	on("error", func() { s.OnError(func(err error) { r.log(who, "error %s", errText(err)) }) })
	on("close", func() { s.OnClose(func(hadError bool) { printTotal(); r.log(who, "close %v", hadError) }) })
	return s
}

// watchServer logs the events of a server.
func (r *recorder) watchServer(v *Server, who string) *Server {
	r.name(v, who)
	v.OnListening(func() { r.log(who, "listening") })
	v.OnConnection(func(*Socket) { r.log(who, "connection") })
	v.OnDrop(func(local, remote *Address) {
		if local.Family == "pipe" {
			r.log(who, "drop undefined")
			return
		}
		r.log(who, "drop localAddress=%s localPort=PORT localFamily=%s remoteAddress=%s remotePort=PORT remoteFamily=%s",
			local.Address, local.Family, remote.Address, remote.Family)
	})
	v.OnError(func(err error) { r.log(who, "error %s", errText(err)) })
	v.OnClose(func() { r.log(who, "close") })
	return v
}

// call logs `call-method args`, calls, and logs what came of it.
func (r *recorder) call(who any, method string, args []any, f func() any) {
	line := "call-" + method
	for _, a := range args {
		line += " " + r.show(a)
	}
	r.log(who, "%s", line)
	switch result := f().(type) {
	case nil:
	case error:
		r.log(who, "%s-threw %s", method, errText(result))
	case *Socket, *Server:
	case []byte:
		if result == nil {
			r.log(who, "%s-returned null", method)
		} else {
			r.log(who, "%s-returned %s", method, r.show(result))
		}
	default:
		r.log(who, "%s-returned %s", method, r.show(result))
	}
}

// misuse is what Node throws of an error that a call has returned: what the system
// has refused is only emitted there.
func misuse(err error) error {
	var e *Error
	if errors.As(err, &e) && e.Errno != 0 {
		return nil
	}
	return err
}

// cb is a callback that logs `label ok` or `label CODE: message`.
func (r *recorder) cb(who any, label string) func(error) {
	return func(err error) {
		if err == nil {
			r.log(who, "%s ok", label)
		} else {
			r.log(who, "%s %s", label, errText(err))
		}
	}
}

// arguments are those of a call as record.js shows them.
func arguments(data any, callbacks []func(error)) (args []any) {
	switch data := data.(type) {
	case nil:
	case string:
		args = append(args, data)
	case []byte:
		args = append(args, data)
	}
	for _, f := range callbacks {
		args = append(args, f)
	}
	return args
}

// write calls Write, or WriteString for a string.
func (r *recorder) write(s *Socket, data any, callback ...func(error)) {
	r.call(s, "write", arguments(data, callback), func() any {
		if text, ok := data.(string); ok {
			return s.WriteString(text, callback...)
		}
		return s.Write(data.([]byte), callback...)
	})
}

// end calls End, or EndString and EndWith when data is not nil.
func (r *recorder) end(s *Socket, data any, callback ...func(error)) {
	r.call(s, "end", arguments(data, callback), func() any {
		switch data := data.(type) {
		case string:
			return s.EndString(data, callback...)
		case []byte:
			return s.EndWith(data, callback...)
		}
		return s.End(callback...)
	})
}

func (r *recorder) destroy(s *Socket, err error) {
	var args []any
	if err != nil {
		args = append(args, err)
	}
	r.call(s, "destroy", args, func() any { return s.Destroy(err) })
}

func (r *recorder) pause(s *Socket)  { r.call(s, "pause", nil, func() any { return s.Pause() }) }
func (r *recorder) resume(s *Socket) { r.call(s, "resume", nil, func() any { return s.Resume() }) }

func (r *recorder) reset(s *Socket) {
	r.call(s, "resetAndDestroy", nil, func() any { s.ResetAndDestroy(); return nil })
}

func (r *recorder) closeServer(v *Server, callback ...func(error)) {
	r.call(v, "close", arguments(nil, callback), func() any { v.Close(callback...); return nil })
}
