package dns_test

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// oddServer gives the odd answers to queries for 0.probe.example, 1.probe.example …,
// and right ones behind them, for those who do not take the first.
func oddServer(t *testing.T) string {
	return answering(t, func(p []byte) (answers [][]byte) {
		q := asked(p)
		i, err := strconv.Atoi(string(q[13 : 13+q[12]]))
		if err == nil && i < len(oddAnswers) {
			answers = append(answers, oddAnswers[i].answer(q))
		}
		return append(answers, q.ok(rr(a, "\x09\x09\x09\x09")))
	})
}

const oddQueries = `
const { Resolver } = require('dns').promises;
const r = new Resolver({ tries: 1 }); r.setServers(['SERVER']);
const show = (v) => JSON.stringify(v, (key, x) => x instanceof ArrayBuffer ? [...new Uint8Array(x)] : x);
(async () => {
	for (const [i, [title, kind]] of TITLES.entries()) {
		const name = i + '.probe.example';
		const answer = kind === 'ttl' ? r.resolve4(name, { ttl: true }) : r.resolve(name, kind);
		print(kind, title, await answer.then(show, (e) => e.message));
	}
	for (const name of NAMES) {
		try { print(JSON.stringify(name), await r.resolve(name).then(show, (e) => e.message + show(e))) } catch (e) { print(JSON.stringify(name), e.message) }
	}
})();`

const oddNames = `['', '.', 'a.', 'a..', 'a..b', '.a', 'a'.repeat(63) + '.b', 'a'.repeat(64) + '.b', 'a\\.b.c', 'a\\065b.c', 'a\\', 'a\\9', 'a\\256', 'a b.c', 'a_b.c', 'a/b', 'A.Bc',
	'\u00fc.de', 'a\u05d0', '\u00fc b', 'a\x7fb', 'a$b', '*.a', 'a@b', 'a:b', '1.2.3.4', '::1', 'a.onion', 'a\\.b\\ c',
	Array(4).fill('y'.repeat(63)).join('.'), Array(5).fill('y'.repeat(60)).join('.')]`

// Node 26 was asked the same of the same server.
func TestOddAnswers(t *testing.T) {
	var titles []string
	for _, c := range oddAnswers {
		titles = append(titles, fmt.Sprintf("[%q, %q]", c.title, c.kind))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	asNode(t, "odd", strings.NewReplacer("SERVER", oddServer(t), "TITLES", "["+strings.Join(titles, ", ")+"]", "NAMES", oddNames).Replace(oddQueries))
	runtime.ReadMemStats(&after)
	if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 256 {
		t.Errorf("%d MB for all of these", grown)
	}
}

// An answer that is not for the query is passed over until time is up.
func TestAnswersToOthers(t *testing.T) {
	server := answering(t, func(p []byte) [][]byte {
		q := asked(p)
		return [][]byte{changed(q.ok(rr(a, ip)), 1, 1), changed(q.ok(rr(a, ip)), 14, 1)}
	})
	start := time.Now()
	lines := run(t, `const r = new (require('dns').Resolver)({ tries: 1, timeout: 100 }); r.setServers(['`+server+`']);
		r.resolve4('probe.example', (e, v) => print(e ? e.message : v));`)
	if got := strings.Join(lines, "\n"); got != "queryA ETIMEOUT probe.example" {
		t.Error(got)
	}
	if time.Since(start) < 100*time.Millisecond {
		t.Error("before the time was up")
	}
}
