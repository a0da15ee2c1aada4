package prometheus_test

import (
	"errors"
	"strings"
	"testing"

	client "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/prometheus"
)

func TestCollector(t *testing.T) {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer group.Close()
	server := group.CreateServer(func(s *nodenet.Socket) { s.Pipe(s) })
	if err := server.Listen(0, "127.0.0.1", nil); err != nil {
		t.Fatal(err)
	}
	c := prometheus.NewCollector(group, client.Labels{"group": "test"})
	registry := client.NewPedanticRegistry()
	registry.MustRegister(c) // before there is an error
	if _, err := registry.Gather(); err != nil {
		t.Error(err)
	}

	conn := group.Connect(server.Address().Port, "127.0.0.1")
	conn.OnData(func([]byte) { conn.Destroy(errors.New("enough")) })
	conn.OnClose(func(bool) { server.Close() })
	conn.WriteString("hello")
	group.Wait()

	if _, err := registry.Gather(); err != nil {
		t.Error(err)
	}
	if problems, err := testutil.CollectAndLint(c); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	err = testutil.CollectAndCompare(c, strings.NewReader(`
# HELP nodenet_accepted_total Connections that servers have accepted.
# TYPE nodenet_accepted_total counter
nodenet_accepted_total{group="test"} 1
# HELP nodenet_connections Connections that are open.
# TYPE nodenet_connections gauge
nodenet_connections{group="test",loop="0"} 0
# HELP nodenet_errors_total Errors of sockets and servers, by their codes.
# TYPE nodenet_errors_total counter
nodenet_errors_total{code="other",group="test"} 1
# HELP nodenet_read_bytes_total Bytes that were received.
# TYPE nodenet_read_bytes_total counter
nodenet_read_bytes_total{group="test",loop="0"} 10
`), "nodenet_accepted_total", "nodenet_connections", "nodenet_errors_total", "nodenet_read_bytes_total")
	if err != nil {
		t.Error(err)
	}
}
