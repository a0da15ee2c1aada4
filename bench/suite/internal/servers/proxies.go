package servers

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// haproxyConfig takes the ports from the environment. Its buffers are as large as what
// the others read at once: with its default of 16 KB it needs twice the time for large
// messages.
const haproxyConfig = `global
  nbthread 1
  tune.bufsize 65536
defaults
  mode tcp
  SPLICE
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend in
  maxconn 10000
  bind "127.0.0.1:${BENCH_PORT}"
  default_backend out
backend out
  server one "127.0.0.1:${BENCH_BACKEND}"
`

// proxies are the programs that are proxies and nothing else. haproxy comes twice,
// since neither way to splice is best for all sizes.
func (b *Builder) proxies() {
	b.haproxy("haproxy", "C, a proxy; splices where it expects that to pay", "option splice-auto")
	b.haproxy("haproxy-splice", "C, a proxy; always splices", "option splice-request\n  option splice-response")
	if b.wants("socat") {
		path, err := exec.LookPath("socat")
		if err != nil {
			b.lack("socat", errors.New("not installed"))
			return
		}
		version, _ := run("", nil, path, "-V")
		b.add(Server{"socat", "C, a process for each connection", word(version, "version"), map[string][]string{
			"proxy": {path, "-b", "65536", "TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr,backlog=511", "TCP:127.0.0.1:{backend}"},
		}})
	}
}

// haproxy adds it with a way to splice.
func (b *Builder) haproxy(name, what, splice string) {
	if !b.wants(name) {
		return
	}
	path, err := exec.LookPath("haproxy")
	if err != nil {
		b.lack(name, errors.New("not installed"))
		return
	}
	config := filepath.Join(b.Bin, name+".cfg")
	text := strings.Replace(haproxyConfig, "SPLICE", splice, 1)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		b.lack(name, err)
		return
	}
	version, _ := run("", nil, path, "-v")
	b.add(Server{name, what, word(version, "version"), map[string][]string{
		"proxy": {path, "-db", "-q", "-f", config},
	}})
}

// word is the word that comes after another in a text.
func word(text, after string) string {
	words := strings.Fields(text)
	for i := range len(words) - 1 {
		if words[i] == after {
			return words[i+1]
		}
	}
	return ""
}
