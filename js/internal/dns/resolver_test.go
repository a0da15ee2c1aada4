package dns_test

import (
	"encoding/binary"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// answers are the data of the records that the server of this test has, by type.
var answers = map[uint16][]string{
	1:   {"\x01\x02\x03\x04", "\x05\x06\x07\x08"},
	28:  {"\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01"},
	15:  {"\x00\x0a\x04mail\xc0\x0c", "\x00\x05\x04post\x07example\x00"},
	16:  {"\x03abc\x02de", "\x01x"},
	33:  {"\x00\x01\x00\x02\x1f\x90\x03srv\x01x\x07example\x00"},
	2:   {"\x02ns\xc0\x0c"},
	5:   {"\x05alias\xc0\x0c"},
	12:  {"\x04name\xc0\x0c"},
	6:   {"\x02ns\xc0\x0c\x05admin\xc0\x0c\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00\x05"},
	35:  {"\x00\x01\x00\x02\x01S\x03SIP\x00\x03sip\x01x\x07example\x00"},
	257: {"\x80\x05issueca.example"},
}

// nameServer answers on a port of its own: names that begin with "no" are not
// there, others have the records above.
func nameServer(t *testing.T) string {
	return answering(t, func(q []byte) [][]byte { return [][]byte{response(q)} })
}

// answering is the address of a server that sends what answers gives for each query.
func answering(t *testing.T, answers func(q []byte) [][]byte) string {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		p := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(p)
			if err != nil {
				return
			}
			for _, answer := range answers(p[:n]) {
				_, _ = conn.WriteTo(answer, from)
			}
		}
	}()
	return conn.LocalAddr().String()
}

func response(q []byte) []byte {
	end := 12
	for q[end] != 0 {
		end += 1 + int(q[end])
	}
	end += 5
	kind := binary.BigEndian.Uint16(q[end-4:])
	p := append([]byte(nil), q[:end]...)
	p[2], p[3] = 0x81, 0x80
	copy(p[4:12], []byte{0, 1, 0, 0, 0, 0, 0, 0})
	switch {
	case strings.HasPrefix(string(q[13:]), "no"):
		p[3] |= 3
	case strings.HasPrefix(string(q[13:]), "bad"):
		p[3] |= 2
	case strings.HasPrefix(string(q[13:]), "empty"):
	default:
		for _, data := range answers[kind] {
			p = append(p, 0xc0, 12)
			p = binary.BigEndian.AppendUint16(p, kind)
			p = append(p, 0, 1, 0, 0, 0, 60)
			p = binary.BigEndian.AppendUint16(p, uint16(len(data)))
			p = append(p, data...)
			p[7]++
		}
	}
	return p
}

const queries = `
const dns = require('dns');
const r = new dns.Resolver({ tries: 1 }); r.setServers(['SERVER']); print(r.getServers().length);
const steps = ['A', 'AAAA', 'MX', 'TXT', 'SRV', 'NS', 'CNAME', 'PTR', 'SOA', 'NAPTR', 'CAA'].map((kind) => [kind, (cb) => r.resolve('x.example', kind, cb)]);
steps.push(['default', (cb) => r.resolve('x.example', cb)], ['ttl', (cb) => r.resolve4('x.example', { ttl: true }, cb)], ['reverse', (cb) => r.reverse('192.0.2.77', cb)], ['reverse 6', (cb) => r.reverse('2001:db8::7', cb)],
	['no', (cb) => r.resolveMx('no.example', cb)], ['bad', (cb) => r.resolve4('bad.example', cb)], ['empty', (cb) => r.resolveTxt('empty.example', cb)]);
const next = () => {
	const [name, f] = steps.shift() ?? [];
	if (f) f((err, v) => { print(name, err ? err.message + JSON.stringify(err) : JSON.stringify(v)); next() }); else promised();
};
async function promised() {
	const p = new dns.promises.Resolver(); p.setServers(['SERVER']);
	print(await p.resolve4('x.example'), JSON.stringify(await p.resolveSrv('x.example')), await p.resolve('no.example').catch((e) => e.code));
}
next();`

// The answers as Node 26 gives them; with NODENET_RECORD it is asked, too.
func TestQueries(t *testing.T) {
	asNode(t, "queries", strings.ReplaceAll(queries, "SERVER", nameServer(t)))
}

func run(t *testing.T, source string) []string {
	return enginetest.Run(t, enginetest.New(t, prepare), source)
}

// asNode runs a script and compares what it prints with what Node printed.
func asNode(t *testing.T, name, source string) {
	t.Helper()
	got := strings.Join(run(t, source), "\n")
	file := filepath.Join("testdata", name+".golden")
	if node := os.Getenv("NODENET_RECORD"); node != "" {
		out, err := exec.Command(node, "-e", "print = (...a) => console.log(a.map(String).join(' '));(function(){"+source+"})()").CombinedOutput()
		if err != nil {
			t.Fatal(err, string(out))
		}
		if err := os.WriteFile(file, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(strings.TrimSuffix(string(want), "\n"), "\n")
	if len(gotLines) != len(wantLines) {
		t.Errorf("%d lines, want %d", len(gotLines), len(wantLines))
	}
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Errorf("\n got %s\nwant %s", gotLines[i], wantLines[i])
		}
	}
}
