package main

import (
	"sync"

	"github.com/lesismal/nbio"
)

// broadcast sends to all connections what one of them sends.
func broadcast(engine *nbio.Engine) {
	var mu sync.Mutex
	conns := map[*nbio.Conn]bool{}
	engine.OnOpen(func(c *nbio.Conn) {
		mu.Lock()
		defer mu.Unlock()
		conns[c] = true
	})
	engine.OnClose(func(c *nbio.Conn, _ error) {
		mu.Lock()
		defer mu.Unlock()
		delete(conns, c)
	})
	engine.OnData(func(_ *nbio.Conn, data []byte) {
		mu.Lock()
		all := make([]*nbio.Conn, 0, len(conns)) // a write that fails closes, which takes the lock
		for c := range conns {
			all = append(all, c)
		}
		mu.Unlock()
		message := append([]byte{}, data...)
		for _, c := range all {
			c.Write(message)
		}
	})
}
