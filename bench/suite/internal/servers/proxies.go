package servers

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// haproxyConfig has the ports from the environment.
const haproxyConfig = `global
  nbthread 1
defaults
  mode tcp
  option splice-auto
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

// proxies are the programs that are proxies and nothing else.
func (b *Builder) proxies() {
	if b.wants("haproxy") {
		config := filepath.Join(b.Bin, "haproxy.cfg")
		path, err := exec.LookPath("haproxy")
		if err != nil {
			err = errors.New("not installed")
		} else {
			err = os.WriteFile(config, []byte(haproxyConfig), 0o644)
		}
		if err != nil {
			b.lack("haproxy", err)
		} else {
			version, _ := run("", nil, path, "-v")
			b.add(Server{"haproxy", "C, a proxy", word(version, "version"), map[string][]string{
				"proxy": {path, "-db", "-q", "-f", config},
			}})
		}
	}
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
