package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const patience = 2 * time.Minute

// node is one of the servers.
type node struct {
	address, cluster string
	process          *exec.Cmd
}

// start starts the program, in a cluster with those that run.
func start(t *testing.T, program string, others []node, arguments ...string) node {
	t.Helper()
	var routes []string
	for _, other := range others {
		routes = append(routes, "nats://"+other.cluster)
	}
	n := node{process: exec.Command(program, append(arguments, "-port", "0", "-routes", strings.Join(routes, ","))...)}
	n.process.Stderr = os.Stderr
	out, err := n.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := n.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = n.process.Process.Kill(); _ = n.process.Wait() })
	for lines := bufio.NewScanner(out); n.address == "" && lines.Scan(); {
		if text, ok := strings.CutPrefix(lines.Text(), "cluster at "); ok {
			n.cluster = text
		}
		if text, ok := strings.CutPrefix(lines.Text(), "listening on "); ok {
			n.address = text
		}
	}
	if n.address == "" {
		t.Fatal("the program does not start")
	}
	return n
}

// client is a member of a room.
type client struct {
	t    *testing.T
	conn net.Conn
	name string
	*bufio.Reader
}

func enter(t *testing.T, n node, room, name string) *client {
	t.Helper()
	conn, err := net.Dial("tcp", n.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(patience))
	c := &client{t, conn, name, bufio.NewReader(conn)}
	c.say(room + " " + name)
	return c
}

func (c *client) say(line string) {
	if _, err := io.WriteString(c.conn, line+"\n"); err != nil {
		c.t.Error(c.name, err)
	}
}

// hear returns what somebody says next, and passes over who joins and leaves.
func (c *client) hear() (who, what string, err error) {
	for {
		line, err := c.ReadString('\n')
		if err != nil {
			return "", "", err
		}
		if who, what, said := strings.Cut(strings.TrimSuffix(line, "\n"), ": "); said {
			return who, what, nil
		}
	}
}

// meet returns once everybody hears everybody: that a server is interested in a room has
// to get round in the cluster first.
func meet(t *testing.T, all []*client) {
	t.Helper()
	over := make(chan struct{})
	var talking, hearing sync.WaitGroup
	for _, c := range all {
		talking.Go(func() {
			for {
				c.say("are you there")
				select {
				case <-over:
					c.say("begin")
					return
				case <-time.After(50 * time.Millisecond):
				}
			}
		})
	}
	for _, c := range all {
		hearing.Go(func() {
			for met := map[string]bool{}; len(met) < len(all); {
				who, _, err := c.hear()
				if err != nil {
					t.Error(c.name, err)
					return
				}
				met[who] = true
			}
		})
	}
	hearing.Wait()
	close(over)
	talking.Wait()
	for _, c := range all {
		hearing.Go(func() {
			for left := len(all); left > 0; {
				_, what, err := c.hear()
				if err != nil {
					t.Error(c.name, err)
					return
				}
				if what == "begin" {
					left--
				}
			}
		})
	}
	hearing.Wait()
}

// talk has each of some members say lines, of some size, and everybody hear them all in the
// order of each sender. Who says something waits until everybody has heard what it said
// before that: so nobody is ever far behind.
func talk(t *testing.T, all []*client, senders, lines, size int) time.Duration {
	t.Helper()
	const ahead = 20
	began := time.Now()
	var everybody sync.WaitGroup
	heardOf := map[string]chan struct{}{} // each line of a sender, by each member
	for _, c := range all[:senders] {
		heardOf[c.name] = make(chan struct{}, lines*len(all))
	}
	for i, c := range all {
		if i < senders {
			everybody.Go(func() {
				for n := range lines {
					c.say(strconv.Itoa(n) + " " + strings.Repeat("x", size))
					for range all {
						if n >= ahead {
							<-heardOf[c.name]
						}
					}
				}
			})
		}
		everybody.Go(func() {
			heard := map[string]int{}
			for range senders * lines {
				who, what, err := c.hear()
				number, _, _ := strings.Cut(what, " ")
				if err != nil || number != strconv.Itoa(heard[who]) {
					t.Errorf("%s hears %q of %s, and not %d; %v", c.name, number, who, heard[who], err)
					for sender, of := range heardOf { // so that nobody waits for it
						for range lines - heard[sender] {
							of <- struct{}{}
						}
					}
					return
				}
				heard[who]++
				heardOf[who] <- struct{}{}
			}
		})
	}
	everybody.Wait()
	return time.Since(began)
}

// Three servers: what is said on any reaches everybody in the room, in the order in which
// one says it. A server that is killed takes its own connections along, and no others.
func TestThreeServers(t *testing.T) {
	nodes := three(t)
	var all, left []*client
	for i := range 60 {
		c := enter(t, nodes[i%3], "kitchen", fmt.Sprint("member", i))
		all = append(all, c)
		if i%3 < 2 {
			left = append(left, c)
		}
	}
	meet(t, all)
	const senders, lines = 6, 500
	took := talk(t, all, senders, lines, 40)
	t.Logf("%d members on 3 servers heard %d lines each, %.0f a second in all, and lost none",
		len(all), senders*lines, float64(senders*lines*len(all))/took.Seconds())

	_ = nodes[2].process.Process.Kill()
	for i, c := range all {
		if i%3 == 2 {
			if _, what, err := c.hear(); err == nil {
				t.Errorf("a dead server says %q", what)
			}
		}
	}
	talk(t, left, senders, 50, 40)
}

// Who does not read misses lines and is told how many; nobody else does.
func TestASlowMember(t *testing.T) {
	nodes := three(t, "-waiting", "262144")
	var all []*client
	for i := range 3 {
		all = append(all, enter(t, nodes[i], "hall", fmt.Sprint("member", i)))
	}
	meet(t, all)
	slow := enter(t, nodes[0], "hall", "slow")
	if line, err := slow.ReadString('\n'); err != nil || line != "slow has joined\n" {
		t.Fatalf("%q, %v", line, err)
	}
	const senders, lines = 2, 1200
	talk(t, all, senders, lines, 4000)
	heard, missed := 0, 0
	for heard+missed < senders*lines {
		line, err := slow.ReadString('\n')
		if err != nil {
			t.Fatalf("%d heard, %d missed, %v", heard, missed, err)
		}
		n := 0
		if _, err := fmt.Sscanf(line, "(you have missed %d lines)", &n); err == nil {
			missed += n
		} else if strings.Contains(line, ": ") {
			heard++
		}
	}
	if missed == 0 || heard+missed != senders*lines {
		t.Errorf("%d heard, %d missed", heard, missed)
	}
	t.Logf("the slow one has heard %d lines and missed %d, the others none", heard, missed)
}

// three is a cluster.
func three(t *testing.T, arguments ...string) (nodes []node) {
	program := filepath.Join(t.TempDir(), "room")
	if out, err := exec.Command("go", "build", "-pgo=off", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for range 3 {
		nodes = append(nodes, start(t, program, nodes, arguments...))
	}
	return nodes
}
