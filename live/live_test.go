package live_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/live"
)

func TestMain(m *testing.M) { nettest.Main(m, nil) }

// state is what the tests look at of what the page is given.
type state struct {
	nodenet.Stats
	Sockets []struct {
		ID              uint64
		State, Remote   string
		Paused, Slow    bool
		Accepted        bool
		Read, Written   int64
		ToRead, ToWrite int
	}
	Total, Found int
}

// shown is a group with a page.
type shown struct {
	t     *testing.T
	group *nodenet.Group
	web   *httptest.Server
}

func show(t *testing.T, o live.Options) *shown {
	t.Helper()
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 2})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/live/", http.StripPrefix("/live", live.Handler(group, o)))
	web := httptest.NewServer(mux)
	t.Cleanup(func() {
		web.Close()
		http.DefaultClient.CloseIdleConnections()
		group.Close()
	})
	return &shown{t, group, web}
}

func (s *shown) do(method, path string, header ...string) (int, string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.web.URL+"/live/"+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	var body strings.Builder
	if _, err := fmt.Fprint(&body, readAll(s.t, answer)); err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, body.String()
}

func (s *shown) state(query string) (st state) {
	s.t.Helper()
	code, body := s.do("GET", "state"+query)
	if code != 200 {
		s.t.Fatal(code, body)
	}
	if err := json.Unmarshal([]byte(body), &st); err != nil {
		s.t.Fatal(err)
	}
	return st
}

// token is that of the page.
func (s *shown) token() string {
	_, page := s.do("GET", "")
	_, rest, _ := strings.Cut(page, `name="token" content="`)
	token, _, _ := strings.Cut(rest, `"`)
	return token
}

// slowPair is a connection whose accepted end has written more than its peer reads:
// more than both of the kernel's buffers hold, and more than waits at the peer.
func (s *shown) slowPair() (client, slow *nodenet.Socket) {
	s.t.Helper()
	accepted := make(chan *nodenet.Socket, 1)
	server := s.group.CreateServer(func(c *nodenet.Socket) {
		c.Write(make([]byte, 16<<20))
		accepted <- c
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		s.t.Fatal(err)
	}
	client = s.group.Connect(server.Address().Port, "127.0.0.1")
	client.Pause()
	connected := nettest.NewSignal()
	client.OnConnect(connected.Fire)
	slow = nettest.Await(s.t, accepted, "the connection")
	connected.Wait(s.t, "connect")
	return client, slow
}

func TestStateOfSockets(t *testing.T) {
	s := show(t, live.Options{})
	_, slow := s.slowPair()
	st := s.state("?sort=waiting&find=slow")
	if st.Total != 2 || st.Found != 1 || len(st.Sockets) != 1 {
		t.Fatalf("%+v", st)
	}
	if one := st.Sockets[0]; !one.Slow || !one.Accepted || one.ToWrite == 0 || one.State != "open" || one.Remote != slow.RemoteAddr().String() {
		t.Errorf("%+v", one)
	}
	if st.Connections != 2 || len(st.Loops) != 2 {
		t.Errorf("%+v", st.Stats)
	}
	id := st.Sockets[0].ID
	if again := s.state("?find=SLOW"); again.Sockets[0].ID != id {
		t.Error("a socket does not keep its number")
	}
}

// No more is sent than is shown, and what is shown is what matters most.
func TestStateIsBounded(t *testing.T) {
	s := show(t, live.Options{MaxSockets: 3})
	_, slow := s.slowPair()
	for range 300 {
		s.group.NewSocket(nodenet.SocketOptions{})
	}
	st := s.state("")
	if st.Total != 302 || len(st.Sockets) != 3 || st.Sockets[0].Remote != slow.RemoteAddr().String() {
		t.Errorf("%d of %d: %+v", len(st.Sockets), st.Total, st.Sockets)
	}
}

func TestControl(t *testing.T) {
	s := show(t, live.Options{Control: true})
	client, slow := s.slowPair()
	id := fmt.Sprint(s.state("?find=slow").Sockets[0].ID)
	token := s.token()
	for _, c := range []struct {
		path, site, token string
		want              int
	}{
		{"close?id=" + id, "", "", 403},
		{"close?id=" + id, "", token + "x", 403},
		{"close?id=" + id, "cross-site", token, 403},
		{"close?id=x", "same-origin", token, 400},
		{"close?id=987654", "same-origin", token, 404},
		{"explode?id=" + id, "same-origin", token, 404},
		{"pause?id=" + id, "same-origin", token, 204},
	} {
		if code, body := s.do("POST", c.path, "X-Token", c.token, "Sec-Fetch-Site", c.site); code != c.want {
			t.Errorf("%s: %d %s, want %d", c.path, code, body, c.want)
		}
	}
	if !slow.IsPaused() || slow.Destroyed() {
		t.Error("it is not paused")
	}
	if code, _ := s.do("POST", "resume?id="+id, "X-Token", token); code != 204 || slow.IsPaused() {
		t.Error("it is not resumed")
	}
	if code, _ := s.do("GET", "close?id="+id, "X-Token", token); code != 405 && code != 404 {
		t.Error("a GET does something:", code)
	}
	closed := nettest.NewSignal()
	slow.OnClose(func(bool) { closed.Fire() })
	if code, _ := s.do("POST", "close?id="+id, "X-Token", token); code != 204 {
		t.Error(code)
	}
	closed.Wait(t, "close")
	client.Destroy(nil)
}

// Without Control there is nothing that does anything.
func TestNoControl(t *testing.T) {
	s := show(t, live.Options{})
	_, slow := s.slowPair()
	id := fmt.Sprint(s.state("?find=slow").Sockets[0].ID)
	if code, _ := s.do("POST", "close?id="+id, "X-Token", s.token()); code/100 != 4 || slow.Destroyed() {
		t.Error(code)
	}
}

// A socket that was on the page is nobody's once it has closed, although nobody looks again.
func TestThePageHoldsNoSocket(t *testing.T) {
	s := show(t, live.Options{})
	client, slow := s.slowPair()
	if st := s.state(""); len(st.Sockets) != 2 {
		t.Fatalf("%+v", st)
	}
	was := weak.Make(client)
	ends := make(chan struct{}, 2)
	for _, socket := range []*nodenet.Socket{client, slow} {
		socket.OnClose(func(bool) { ends <- struct{}{} })
		socket.Destroy(nil)
	}
	client, slow = nil, nil
	for range 2 {
		nettest.Await(t, ends, "close")
	}
	if !nettest.Eventually(func() bool { runtime.GC(); return was.Value() == nil }) {
		t.Error("it is held")
	}
}
