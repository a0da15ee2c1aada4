package main

import (
	"errors"
	"slices"

	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

// backend is what stands behind proxies: the cheapest echo server there is.
func backend(root, bin string, all []servers.Server, show *progress) (servers.Server, error) {
	for _, name := range []string{"epoll", "net"} {
		if i := slices.IndexFunc(all, func(s servers.Server) bool { return s.Name == name }); i >= 0 {
			return all[i], nil
		}
		builder := servers.Builder{Root: root, Bin: bin, Wanted: []string{name}, Progress: show.say}
		if found, _, err := builder.Build(); err == nil && len(found) > 0 {
			return found[0], nil
		}
	}
	return servers.Server{}, errors.New("no echo server can be built to stand behind proxies")
}
