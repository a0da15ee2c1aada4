package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// --live shows the connections of a script, to this machine only, and has no part in what
// the script sees and how long it runs.
func TestLive(t *testing.T) {
	cmd := exec.Command(build(t), "run", "--live=0", "-e", `
		const net = require('net');
		const server = net.createServer((c) => { c.on('data', () => { c.end(); server.close(); }); });
		server.listen(0, '127.0.0.1', () => {
			const c = net.connect(server.address().port, '127.0.0.1');
			c.write('x'.repeat(10));
			c.once('connect', () => setTimeout(() => {}, 0));
		});
		server.on('connection', (c) => { c.pause(); process.stdin.once('data', () => c.resume()); });
		process.stdin.on('end', () => process.stdin.destroy());
		console.log(process.execArgv.length, process.argv.length);
	`)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stdout strings.Builder
	cmd.Stdout = &stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	line, err := bufio.NewReader(stderr).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSpace(strings.TrimPrefix(line, "live on "))
	if !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Fatal(line)
	}
	for {
		var s struct {
			Connections int
			Sockets     []struct{ State, Remote string }
		}
		answer, err := http.Get(url + "state")
		if err != nil {
			t.Fatal(err)
		}
		err = json.NewDecoder(answer.Body).Decode(&s)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		// Standard input may be one too.
		if strings.Count(fmt.Sprint(s.Sockets), "127.0.0.1:") == 2 {
			break
		}
	}
	request, _ := http.NewRequest("GET", url, nil)
	request.Host = "elsewhere.example"
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Error("another name:", answer.Status)
	}
	fmt.Fprintln(stdin, "go on")
	stdin.Close()
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	if !strings.HasPrefix(stdout.String(), "2 1\n") { // -e and the code
		t.Error(stdout.String())
	}
}
