package js_test

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/js"
)

func TestTraceOfSockets(t *testing.T) {
	l := nettest.Echo(t)
	var told []string
	tell := func(words ...any) { told = append(told, strings.TrimSuffix(fmt.Sprintln(words...), "\n")) }
	options := js.Options{Net: js.Net{Trace: func(s js.Socket) *node.Trace {
		s.SetTag(len(told))
		if again, ok := js.SocketOf(s.Object()); !ok || again.Tag() != len(told) {
			t.Error("the tag is gone")
		}
		return &node.Trace{
			Lookup:                  func(err error, address string, family int, host string) { tell("lookup", err, address, family, host) },
			ConnectionAttempt:       func(ip string, _, family int) { tell("attempt", ip, family) },
			ConnectionAttemptFailed: func(ip string, _, _ int, err error) { tell("attempt failed", ip, err.(*node.Error).Code) },
			Connect:                 func() { tell("connect") },
			Read:                    func(n int) { tell("read", n) },
			Written:                 func(n int) { tell("written", n) },
			End:                     func() { tell("end") },
			Error:                   func(err error) { tell("error", err.(*node.Error).Code) },
			Close:                   func(hadError bool) { tell("close", hadError); panic("of the program's, which harms nothing") },
		}
	}}}
	port := l.Addr().(*net.TCPAddr).Port
	got := confined(t, options, fmt.Sprintf(`
		const c = require('net').connect(%d, '127.0.0.1', () => c.end('hello'));
		c.on('data', (d) => print('' + d)).on('close', () => print('close'));
		print([c.listenerCount('connect'), c.listenerCount('error'), c.listenerCount('close')].join());`, port))
	if got != "1,0,1\nhello\nclose" {
		t.Errorf("printed %s", got)
	}
	if want := []string{"attempt 127.0.0.1 4", "connect", "written 5", "read 5", "end", "close false"}; !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
	told = nil
	confined(t, options, `require('net').connect(1, '127.0.0.1').on('error', () => {})`)
	if want := []string{"attempt 127.0.0.1 4", "attempt failed 127.0.0.1 ECONNREFUSED", "error ECONNREFUSED", "close true"}; !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
	told = nil
	confined(t, options, `require('net').connect({ port: 1, host: 'x.example', lookup: (h, o, cb) => cb(new Error('none')) }).on('error', () => {})`)
	if want := []string{"lookup none  0 x.example", "error ", "close true"}; !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
}

func TestStatsOfARuntime(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, other := start(t, scheduler, echoing+`require('net').connect(1, '127.0.0.1').on('error', () => {})`, nil), (*started)(nil)
		other = start(t, scheduler, ``, nil)
		port := receive(t, v.ready, "port")
		a, b := dial(t, port), dial(t, port)
		ask(t, a, "hello")
		ask(t, b, "you")
		_ = b.Close()
		var s node.Stats
		waitFor(t, "end of the second", func() bool { s = js.StatsOf(v.vm); return s.Closed == 1 && s.Errors["ECONNREFUSED"] == 1 })
		if s.Accepted != 2 || s.Connections != 1 || s.BytesRead != 8 || s.BytesWritten != 8 || len(s.Errors) != 1 {
			t.Errorf("%+v", s)
		}
		if s := js.StatsOf(other.vm); s.Accepted+s.BytesRead != 0 {
			t.Errorf("another runtime has %+v", s)
		}
		js.Close(v.vm)
		waitFor(t, "end of all", func() bool { return js.StatsOf(v.vm).Connections == 0 })
	})
}
