package proof

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet"
)

// patience is how long anything may take.
const patience = time.Minute

// loops is a group of one loop; everything of it has to be closed at the end.
func loops(t *testing.T) *nodenet.Group {
	t.Helper()
	g, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

func listen(t *testing.T, g *nodenet.Group) net.Listener {
	t.Helper()
	server, err := g.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return server.Listener()
}

func limit(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// pattern is data in which a lost, doubled or moved byte shows.
func pattern(n int) []byte {
	p := make([]byte, n)
	x := uint32(1)
	for i := range p {
		x = x*1664525 + 1013904223
		p[i] = byte(x >> 24)
	}
	return p
}
