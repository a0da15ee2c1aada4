package nodenet_test

import (
	"expvar"
	"fmt"

	"github.com/nodenet-go/nodenet"
)

// What a group has done, for /debug/vars.
func ExampleGroup_Stats() {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		panic(err)
	}
	defer group.Close()
	expvar.Publish("nodenet", expvar.Func(func() any { return group.Stats() }))

	server := group.CreateServer(func(s *nodenet.Socket) { s.End() })
	server.Listen(0, "127.0.0.1", func() {
		client := group.Connect(server.Address().Port, "127.0.0.1")
		client.Resume()
		client.OnClose(func(bool) { server.Close() })
	})
	group.Wait()
	fmt.Println(group.Stats().Accepted, group.Stats().Connections)
	// Output: 1 0
}
