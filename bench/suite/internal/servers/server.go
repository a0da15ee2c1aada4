// Package servers finds and builds everything that is compared.
package servers

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// Server is one of the programs, with its command line in each role it can play:
// echo, sink, broadcast, timers, loops, tls, http, proxy, blocklist, startup. In a command
// line {port} and {backend} stand for ports, {loops} for a number of loops, {cert} and {key}
// for files, {rules} and {seconds} for what a BlockList check is given.
type Server struct {
	Name     string
	What     string // one line on what it is
	Version  string
	Commands map[string][]string `json:"-"`
}

// Plays says whether the server has a role.
func (s Server) Plays(role string) bool { return s.Commands[role] != nil }

// Command is the command line of a role, with its places filled.
func (s Server) Command(role string, places map[string]string) *exec.Cmd {
	var words []string
	for _, word := range s.Commands[role] {
		for place, value := range places {
			word = strings.ReplaceAll(word, "{"+place+"}", value)
		}
		words = append(words, word)
	}
	command := exec.Command(words[0], words[1:]...)
	command.Env = os.Environ()
	for place, value := range places {
		command.Env = append(command.Env, "BENCH_"+strings.ToUpper(place)+"="+value)
	}
	return command
}

// Places are those of a command line that serves.
func Places(port, backend, loops int) map[string]string {
	return map[string]string{"port": strconv.Itoa(port), "backend": strconv.Itoa(backend), "loops": strconv.Itoa(loops)}
}

// Absent is a program that is left out.
type Absent struct{ Name, Why string }
