// Package cases says what is measured, and measures it.
package cases

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/load"
)

// Kind is a way to measure, and what its figures are called.
type Kind struct {
	Name   string
	Title  string
	Role   string // that a server has to play
	Rate   string // what comes out, more being better
	Cost   string // processor time of the server for a unit of it
	Memory string // what is kept, less being better
	Time   string // what a latency is
	form   string // of the numbers after the slash
}

// Kinds are all of them, in the order in which they are measured.
var Kinds = []Kind{
	{"echo", "Echo: connections × bytes × messages in flight", "echo", "messages/s", "CPU µs/message", "", "of the messages in flight", "CONNSxSIZExDEPTH"},
	{"connect", "Connect, exchange 64 bytes, close: connections at a time", "echo", "connections/s", "CPU µs/connection", "", "from connect to the echo", "CONNS"},
	{"stream", "One-way streaming to the server: connections × bytes of a write", "sink", "MB/s", "CPU ms/GB", "", "", "CONNSxSIZE"},
	{"broadcast", "Broadcast: connections × bytes", "broadcast", "deliveries/s", "CPU µs/delivery", "", "until all have it", "CONNSxSIZE"},
	{"timers", "Echo with an idle timer on every connection: connections × bytes × messages in flight", "timers", "messages/s", "CPU µs/message", "", "of the messages in flight", "CONNSxSIZExDEPTH"},
	{"loops", "Echo with one loop and with two (net: processors; scripts: workers of a cluster), server and load on all processors: connections × bytes × messages in flight", "loops", "messages/s", "CPU µs/message", "", "of the messages in flight", "CONNSxSIZExDEPTH"},
	{"idle", "Idle connections: how many", "echo", "", "CPU %", "bytes/connection", "", "CONNS"},
	{"tls", "Echo over TLS 1.3: connections × bytes × messages in flight", "tls", "messages/s", "CPU µs/message", "", "of the messages in flight", "CONNSxSIZExDEPTH"},
	{"tlsconnect", "TLS handshake, exchange 64 bytes, close: connections at a time", "tls", "handshakes/s", "CPU µs/handshake", "", "from connect to the echo", "CONNS"},
	{"tlsidle", "Idle connections with TLS, after one message: connections × bytes", "tls", "", "CPU %", "bytes/connection", "", "CONNSxSIZE"},
	{"http", "HTTP/1.1 with keep-alive by net/http: connections", "http", "requests/s", "CPU µs/request", "", "of a request", "CONNS"},
	{"proxy", "Proxy before an echo server: connections × bytes × messages in flight", "proxy", "MB/s", "CPU ms/GB", "", "of the messages in flight", "CONNSxSIZExDEPTH"},
	{"blocklist", "BlockList.check of addresses in text: subnets in the list", "blocklist", "checks/s", "CPU µs/check", "", "", "RULES"},
	{"startup", "Starting with an empty script: times", "startup", "", "CPU ms", "peak bytes", "from start to exit", "TIMES"},
}

// Case is one thing that is measured, such as echo/100x64x16.
type Case struct {
	Kind    Kind
	Numbers []int
}

// idle says whether the connections do nothing while they are measured.
func (k Kind) idle() bool { return k.Memory == "bytes/connection" }

// Name is the case as --cases takes it.
func (c Case) Name() string {
	var numbers []string
	for _, n := range c.Numbers {
		numbers = append(numbers, strconv.Itoa(n))
	}
	return c.Kind.Name + "/" + strings.Join(numbers, "x")
}

// Parse reads the name of a case.
func Parse(name string) (Case, error) {
	kindName, numbers, _ := strings.Cut(name, "/")
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == kindName })
	if i < 0 {
		return Case{}, fmt.Errorf("no case is called %q", name)
	}
	c := Case{Kind: Kinds[i]}
	for text := range strings.SplitSeq(numbers, "x") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return Case{}, fmt.Errorf("case %q: want %s/%s", name, kindName, c.Kind.form)
		}
		c.Numbers = append(c.Numbers, n)
	}
	if want := strings.Count(c.Kind.form, "x") + 1; len(c.Numbers) != want {
		return Case{}, fmt.Errorf("case %q: want %s/%s", name, kindName, c.Kind.form)
	}
	return c, nil
}

// number is the nth number of a case, or 1.
func (c Case) number(n int) int {
	if n < len(c.Numbers) {
		return c.Numbers[n]
	}
	return 1
}

// length is how long a round is. With 10,000 connections, or very much in flight, a
// latency is a good part of a second, and what was sent before the counting began
// would make a server look cheaper than it is: such rounds are three times as long.
func (c Case) length(seconds float64) float64 {
	if c.Kind.idle() { // nothing is in flight
		return seconds
	}
	if c.conns() >= 10_000 || c.conns()*c.number(1)*c.number(2) >= 64<<20 {
		return 3 * seconds
	}
	return seconds
}

// conns is how many connections the case has at a time.
func (c Case) conns() int {
	if strings.HasPrefix(c.Kind.form, "CONNS") {
		return c.number(0)
	}
	return 0
}

// load is what the client does in the case.
func (c Case) load(seconds float64) load.Options {
	o := load.Options{Kind: c.Kind.Name, Conns: c.number(0), Size: c.number(1), Depth: c.number(2), Seconds: c.length(seconds)}
	switch c.Kind.Name {
	case "proxy", "timers", "loops":
		o.Kind = "echo"
	case "connect", "idle", "tlsconnect":
		o.Size = 64
	}
	return o
}
