package nodenet_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"

	"github.com/nodenet-go/nodenet"
)

// A server for net/http, and a client whose connections are sockets.
func ExampleServer_Listener() {
	server, err := nodenet.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	listener := server.Listener()
	web := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "hello", r.URL.Path)
	})}
	go web.Serve(listener)

	transport := &http.Transport{DialContext: (&nodenet.Dialer{}).DialContext}
	client := &http.Client{Transport: transport}
	answer, err := client.Get("http://" + listener.Addr().String() + "/you")
	if err != nil {
		log.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(text))
	transport.CloseIdleConnections()
	if err := web.Shutdown(context.Background()); err != nil {
		log.Fatal(err)
	}
	// Output: hello /you
}

// A goroutine reads the first line as from any net.Conn; then the socket has events
// again.
func ExampleSocket_Conn() {
	server, err := nodenet.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server.OnConnection(func(socket *nodenet.Socket) {
		go func() {
			conn := socket.Conn()
			name := make([]byte, 4)
			if _, err := io.ReadFull(conn, name); err != nil {
				log.Print(err)
				return
			}
			socket = nodenet.FromConn(conn, nodenet.SocketOptions{})
			socket.OnText(func(text string) { socket.EndString(string(name) + ":" + text) })
		}()
	})

	conn, err := (&nodenet.Dialer{}).Dial("tcp", server.Address().String())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprint(conn, "lisahello")
	answer, err := io.ReadAll(conn)
	fmt.Println(string(answer), err)
	conn.Close()
	server.Close()
	// Output: lisa:hello <nil>
}

// A header of one line, and a body that goes to another listener.
func ExampleSocket_OnToken() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		var id nodenet.ListenerID
		id = socket.OnToken(bufio.ScanLines, func(line []byte) {
			fmt.Printf("header %s\n", line)
			socket.Off(id)
			socket.OnText(func(text string) { fmt.Println("body", text) })
		})
	})
	server.OnError(func(err error) { log.Fatal(err) })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.EndString("one line\nand the rest")
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output:
	// header one line
	// body and the rest
}
