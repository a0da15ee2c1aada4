package targets

import (
	"fmt"
	"math"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

var (
	floors  = []string{"epoll", "libuv"}
	goPeers = []string{"gnet", "nbio", "netpoll", "net"}
)

// perCase are the targets but for two that are not about one case: mostCases and
// growthLines.
var perCase = []target{
	{text: "Go echo with Pipe: CPU per message relative to the better of epoll and libuv", kind: "echo", server: "nodenet", rivals: floors, of: cases.Cost, sign: "≤", limit: 1.05},
	{text: "Go echo with Pipe: CPU per message below gnet, nbio, netpoll and net", kind: "echo", server: "nodenet", rivals: goPeers, of: cases.Cost, sign: "<", limit: 1},
	{text: "Go echo with Pipe: p99 no higher than gnet, nbio, netpoll and net", kind: "echo", server: "nodenet", rivals: goPeers, of: cases.Latency(cases.P99), sign: "≤", limit: 1},
	{text: "Go echo with OnData: CPU per message relative to the better of epoll and libuv", kind: "echo", server: "nodenet-data", rivals: floors, of: cases.Cost, sign: "≤", limit: 1.05},
	{text: "Go echo with OnData: CPU per message below gnet, nbio, netpoll and net", kind: "echo", server: "nodenet-data", rivals: goPeers, of: cases.Cost, sign: "<", limit: 1},
	{text: "Go echo with OnData: p99 no higher than gnet, nbio, netpoll and net", kind: "echo", server: "nodenet-data", rivals: goPeers, of: cases.Latency(cases.P99), sign: "≤", limit: 1},
	{text: "echo.js: CPU per message below Node", kind: "echo", server: "nodenet-js", rivals: []string{"node"}, of: cases.Cost, sign: "<", limit: 1},
	{text: "pipe.js: CPU per message below Node", kind: "echo", server: "nodenet-js-pipe", rivals: []string{"node-pipe"}, of: cases.Cost, sign: "<", limit: 1},
	{text: "pipe.js: CPU per message no higher than Bun", kind: "echo", server: "nodenet-js-pipe", rivals: []string{"bun-pipe"}, of: cases.Cost, sign: "≤", limit: 1},
	{text: "Idle connection with a data listener in Go: bytes", kind: "idle", server: "nodenet-data", of: cases.Memory, sign: "≤", limit: 500},
	{text: "Idle connection in JavaScript: bytes", kind: "idle", server: "nodenet-js", of: cases.Memory, sign: "≤", limit: 1500},
	{text: "Connections per second above every Go peer and Node", kind: "connect", server: "nodenet", rivals: append([]string{"node"}, goPeers...), of: cases.Rate, sign: ">", limit: 1, most: true},
	{text: "Connections per second in JavaScript above Node", kind: "connect", server: "nodenet-js", rivals: []string{"node"}, of: cases.Rate, sign: ">", limit: 1, most: true},
	{text: "Proxy: CPU per GB no higher than haproxy", kind: "proxy", server: "nodenet", rivals: []string{"haproxy", "haproxy-splice"}, of: cases.Cost, sign: "≤", limit: 1},
	{text: "Two loops: throughput relative to one", kind: "loops", server: "nodenet ×2", rivals: []string{"nodenet ×1"}, of: cases.Rate, sign: "≥", limit: 0.8, most: true},
	{text: "nodenet run: start-up time relative to Node's", kind: "startup", server: "nodenet-js", rivals: []string{"node"}, of: cases.Latency(cases.P50), sign: "≤", limit: 0.5},
	{text: "nodenet run: memory relative to Node's", kind: "startup", server: "nodenet-js", rivals: []string{"node"}, of: cases.Memory, sign: "≤", limit: 0.5},
}

// mostCases is the one target that a few cases may miss: echo.js no higher than Bun
// in more than half of them. It has no line where none was measured.
func mostCases(tables []cases.Table) []Line {
	one := target{kind: "echo", server: "nodenet-js", rivals: []string{"bun"}, of: cases.Cost, sign: "≤", limit: 1}
	lines, met := one.lines(tables), 0
	if len(lines) == 0 {
		return nil
	}
	for _, l := range lines {
		if l.Verdict.Met {
			met++
		}
	}
	part := float64(met) / float64(len(lines))
	return []Line{{
		Target:  "echo.js: CPU per message no higher than Bun in most cases",
		Case:    fmt.Sprintf("%d of %d cases", met, len(lines)),
		Wanted:  "> 0.5",
		Figure:  Figure{Value: part, Least: math.NaN(), Most: math.NaN(), Server: "nodenet-js", Rival: "bun"},
		Verdict: Verdict{Met: part > 0.5},
	}}
}
