package main

import (
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

func TestPercentOfGarbage(t *testing.T) {
	const mb = 1 << 20
	for _, one := range []struct{ alive, pointers, want int64 }{
		{0, 0, 400},
		{4 * mb, 3 * mb, 400},
		{16 * mb, 0, 400},
		{100 * mb, 100 * mb, 400}, // objects: there is work in a collection
		{128 * mb, 0, 50},
		{512 * mb, 4 * mb, 10}, // one large buffer
		{1000 * mb, 500 * mb, 200},
		{8000 * mb, 0, 10},
	} {
		if got := percentOf(one.alive, one.pointers); int64(got) != one.want {
			t.Errorf("%d MB, %d of them with pointers: %d percent, not %d", one.alive/mb, one.pointers/mb, got, one.want)
		}
	}
}

// A large buffer that is sent does not have as much garbage beside it. How much there is
// until the first collection has been heard of is a matter of time, and on one processor
// may be 200 MB: the buffer has to be large beside that.
func TestMemoryOfALargeWrite(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the largest size of a process is told in other units")
	}
	const size = 512 // MB
	script := `
		const net = require('net');
		const server = net.createServer((socket) => {
			socket.on('data', (data) => { got += data.length; });
			socket.on('end', () => server.close());
		}).listen(0, '127.0.0.1', () => {
			const client = net.connect(server.address().port, '127.0.0.1', () => client.end(Buffer.alloc(` + strconv.Itoa(size) + ` << 20, 1)));
			client.resume();
		});
		let got = 0;
		process.on('exit', () => console.log(got / 2 ** 20, Math.round(process.resourceUsage().maxRSS / 1024)));`
	out, err := exec.Command(build(t), "-e", script).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, most, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	peak, err := strconv.Atoi(most)
	if err != nil || got != strconv.Itoa(size) {
		t.Fatalf("%s", out)
	}
	t.Logf("%d MB at most", peak)
	if peak > size+size*3/4 {
		t.Errorf("%d MB at most, for %d", peak, size)
	}
}
