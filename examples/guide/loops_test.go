package guide

import (
	"fmt"
	"log"
	"time"

	"github.com/nodenet-go/nodenet"
)

func Example_oneLoop() {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	defer group.Close()

	users := map[*nodenet.Socket]string{} // all callbacks are on one goroutine: no lock
	server := group.CreateServer(func(socket *nodenet.Socket) {
		users[socket] = socket.RemoteAddr().String()
		socket.OnClose(func(bool) { delete(users, socket) })
		for other := range users {
			other.WriteString(fmt.Sprintf("%d here\n", len(users)))
		}
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}

	client := group.Connect(server.Address().Port, "127.0.0.1")
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) {
		fmt.Print(text)
		client.End()
		server.Close()
	})
	group.Wait() // nodenet.Wait() would not wait for this group
	// Output: 1 here
}

func Example_longWork() {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	defer group.Close()

	answers := 0
	server := group.CreateServer(func(socket *nodenet.Socket) {
		socket.OnText(func(question string) {
			go func() {
				answer := slowly(question) // not on the loop, where everybody would wait
				group.Post(func() {        // back on the loop: answers needs no lock
					answers++
					socket.EndString(answer)
				})
			}()
		})
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}

	client := group.Connect(server.Address().Port, "127.0.0.1")
	client.OnError(func(err error) { log.Print(err) })
	client.WriteString("why?")
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	group.Wait()
	// Output: because
}

func slowly(string) string {
	time.Sleep(time.Millisecond)
	return "because"
}
