package servers

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
)

// floors are the small C programs that show what the kernel alone costs.
func (b *Builder) floors() {
	for _, floor := range []struct {
		name, what, source string
		roles, libraries   []string
	}{
		{"epoll", "C on raw epoll", "epoll.c", []string{"echo", "sink", "broadcast"}, nil},
		{"libuv", "C on libuv", "uv.c", []string{"echo", "sink"}, []string{"-luv"}},
		{"io_uring", "C on io_uring", "uring.c", []string{"echo", "sink"}, nil},
	} {
		if !b.wants(floor.name) {
			continue
		}
		compiler, err := exec.LookPath("gcc")
		if err != nil {
			b.lack(floor.name, errors.New("gcc is not installed"))
			continue
		}
		b.Progress("building " + floor.name)
		out := filepath.Join(b.Bin, floor.name)
		words := append([]string{compiler, "-O2", "-o", out, b.file("floors", floor.source)}, floor.libraries...)
		if _, err := run("", nil, words...); err != nil {
			b.lack(floor.name, err)
			continue
		}
		version, _ := run("", nil, compiler, "-dumpfullversion")
		version = "gcc " + version
		if floor.name == "libuv" {
			if uv, err := run("", nil, "pkg-config", "--modversion", "libuv"); err == nil {
				version = uv
			}
		}
		if floor.name == "io_uring" {
			if _, err := run("", nil, out, "probe", "0"); err != nil {
				b.lack(floor.name, err)
				continue
			}
		}
		b.add(Server{floor.name, floor.what, version, commands(out, floor.roles...)})
	}
}

// commands are command lines of the form PROGRAM ROLE PORT [BACKEND or LOOPS or CERT KEY].
func commands(program string, roles ...string) map[string][]string {
	all := map[string][]string{}
	for _, role := range roles {
		all[role] = []string{program, role, "{port}"}
		switch role {
		case "proxy":
			all[role] = append(all[role], "{backend}")
		case "loops":
			all[role] = append(all[role], "{loops}")
		case "tls":
			all[role] = append(all[role], "{cert}", "{key}")
		}
	}
	return all
}

// ours is nodenet in Go: examples/echo, and a peer for the other roles.
func (b *Builder) ours() {
	if !b.wants("nodenet", "nodenet-data") {
		return
	}
	echo, err := b.goBuild("nodenet-echo", b.Root, "./examples/echo")
	var rest string
	if err == nil {
		rest, err = b.goBuild("nodenet-peer", b.file(), "./peers/nodenet")
	}
	if err != nil {
		b.lack("nodenet", err)
		return
	}
	all := commands(rest, "sink", "broadcast", "timers", "proxy", "http")
	all["echo"] = []string{echo, "-port", "{port}", "-loops", "1"}
	all["loops"] = []string{echo, "-port", "{port}", "-loops", "{loops}"}
	secure := []string{"-tls", "-cert", "{cert}", "-key", "{key}"}
	all["tls"] = append(all["echo"][:len(all["echo"]):len(all["echo"])], secure...)
	all["blocklist"] = []string{rest, "blocklist", "{rules}", "{seconds}"}
	b.add(Server{"nodenet", "Go, examples/echo with Pipe", b.commit(), all})
	b.add(Server{"nodenet-data", "Go, examples/echo with OnData and Write", b.commit(), map[string][]string{
		"echo": {echo, "-port", "{port}", "-loops", "1", "-data"},
		"tls":  append([]string{echo, "-port", "{port}", "-loops", "1", "-data"}, secure...),
	}})
}

// commit says what of this repository is built.
func (b *Builder) commit() string {
	commit, err := run(b.Root, nil, "git", "describe", "--always", "--dirty")
	if err != nil {
		return "no version"
	}
	return strings.TrimSpace(commit)
}

// goPeers are the other event loops of Go, and Go itself.
func (b *Builder) goPeers() {
	for _, peer := range []struct {
		name, what, folder, path string
		roles                    []string
	}{
		{"gnet", "Go, an event loop", "gnet", "github.com/panjf2000/gnet/v2", []string{"echo", "sink", "broadcast", "loops"}},
		{"nbio", "Go, an event loop", "nbio", "github.com/lesismal/nbio", []string{"echo", "sink", "broadcast", "loops", "tls"}},
		{"netpoll", "Go, an event loop", "netpoll", "github.com/cloudwego/netpoll", []string{"echo", "sink", "loops"}},
		{"net", "Go's own net, a goroutine for each connection", "gonet", "", []string{"echo", "sink", "broadcast", "timers", "loops", "proxy", "tls", "http"}},
	} {
		if !b.wants(peer.name) {
			continue
		}
		program, err := b.goBuild(peer.name, b.file(), "./peers/"+peer.folder)
		if err != nil {
			b.lack(peer.name, err)
			continue
		}
		b.add(Server{peer.name, peer.what, module(program, peer.path), commands(program, peer.roles...)})
	}
}
