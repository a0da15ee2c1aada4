package marks

import (
	"fmt"
	"math"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

var (
	floors  = []string{"epoll", "libuv"}
	goPeers = []string{"gnet", "nbio", "netpoll", "net"}
)

// promised are the marks but for two that are not about one case: mostCases and
// growthLines.
var promised = []mark{
	{text: "Go echo: CPU per message to the better of epoll and libuv", kind: "echo", server: "nodenet", rivals: floors, of: cases.Cost, sign: "≤", limit: 1.05},
	{text: "Go echo: CPU per message below gnet, nbio, netpoll, net", kind: "echo", server: "nodenet", rivals: goPeers, of: cases.Cost, sign: "<", limit: 1},
	{text: "Go echo: p99 not above gnet, nbio, netpoll, net", kind: "echo", server: "nodenet", rivals: goPeers, of: cases.Latency(cases.P99), sign: "≤", limit: 1},
	{text: "Go echo by OnData: CPU per message to the better of epoll and libuv", kind: "echo", server: "nodenet-data", rivals: floors, of: cases.Cost, sign: "≤", limit: 1.05},
	{text: "Go echo by OnData: CPU per message below gnet, nbio, netpoll, net", kind: "echo", server: "nodenet-data", rivals: goPeers, of: cases.Cost, sign: "<", limit: 1},
	{text: "Go echo by OnData: p99 not above gnet, nbio, netpoll, net", kind: "echo", server: "nodenet-data", rivals: goPeers, of: cases.Latency(cases.P99), sign: "≤", limit: 1},
	{text: "echo.js: CPU per message below Node", kind: "echo", server: "nodenet-js", rivals: []string{"node"}, of: cases.Cost, sign: "<", limit: 1},
	{text: "pipe.js: CPU per message below Node", kind: "echo", server: "nodenet-js-pipe", rivals: []string{"node-pipe"}, of: cases.Cost, sign: "<", limit: 1},
	{text: "pipe.js: CPU per message at or below Bun", kind: "echo", server: "nodenet-js-pipe", rivals: []string{"bun-pipe"}, of: cases.Cost, sign: "≤", limit: 1},
	{text: "Idle connection with a data listener in Go: bytes", kind: "idle", server: "nodenet-data", of: cases.Memory, sign: "≤", limit: 500},
	{text: "Idle connection in JavaScript: bytes", kind: "idle", server: "nodenet-js", of: cases.Memory, sign: "≤", limit: 1500},
	{text: "Connections per second above every Go peer and Node", kind: "connect", server: "nodenet", rivals: append([]string{"node"}, goPeers...), of: cases.Rate, sign: ">", limit: 1, most: true},
	{text: "Connections per second in JavaScript above Node", kind: "connect", server: "nodenet-js", rivals: []string{"node"}, of: cases.Rate, sign: ">", limit: 1, most: true},
	{text: "Proxy: CPU per GB at or below haproxy", kind: "proxy", server: "nodenet", rivals: []string{"haproxy", "haproxy-splice"}, of: cases.Cost, sign: "≤", limit: 1},
	{text: "Two loops do not collapse: throughput to that of one", kind: "loops", server: "nodenet ×2", rivals: []string{"nodenet ×1"}, of: cases.Rate, sign: "≥", limit: 0.8, most: true},
	{text: "nodenet run: start-up time half of Node's or less", kind: "startup", server: "nodenet-js", rivals: []string{"node"}, of: cases.Latency(cases.P50), sign: "≤", limit: 0.5},
	{text: "nodenet run: memory half of Node's or less", kind: "startup", server: "nodenet-js", rivals: []string{"node"}, of: cases.Memory, sign: "≤", limit: 0.5},
}

// mostCases is the one mark that a few cases may miss: echo.js at or below Bun in
// more than half of them.
func mostCases(tables []cases.Table) Line {
	one := mark{kind: "echo", server: "nodenet-js", rivals: []string{"bun"}, of: cases.Cost, sign: "≤", limit: 1}
	met, measured := 0, 0
	for _, l := range one.lines(tables) {
		if l.Verdict != NotMeasured {
			measured++
		}
		if l.Verdict == Met || l.Verdict == MetOpen {
			met++
		}
	}
	part := float64(met) / float64(measured)
	l := Line{
		Mark:    "echo.js: CPU per message at or below Bun in most cases",
		Case:    fmt.Sprintf("%d of %d cases", met, measured),
		Wanted:  "> 0.5",
		Figure:  Figure{Value: part, Least: math.NaN(), Most: math.NaN(), Server: "nodenet-js", Rival: "bun"},
		Verdict: Missed,
	}
	switch {
	case measured == 0:
		l.Verdict = NotMeasured
	case part > 0.5:
		l.Verdict = Met
	}
	return l
}
