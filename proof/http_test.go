package proof

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"sync"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet"
)

// version is one of HTTP's, and what it is over.
type version struct {
	major  int
	secure bool
}

// web is an HTTP server and a client for it, both on sockets of ours.
func web(t *testing.T, v version, handler http.HandlerFunc) (*http.Client, string) {
	g := loops(t)
	server := httptest.NewUnstartedServer(handler)
	server.Listener.Close()
	server.Listener = listen(t, g)
	server.EnableHTTP2 = v.major == 2 && v.secure
	var h2c http.Protocols
	h2c.SetUnencryptedHTTP2(true)
	plain2 := v.major == 2 && !v.secure
	if plain2 {
		server.Config.Protocols = &h2c
	}
	if v.secure {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	client := server.Client()
	client.Timeout = patience
	transport := client.Transport.(*http.Transport)
	if plain2 {
		transport.Protocols = &h2c
	}
	transport.DialContext = (&nodenet.Dialer{Group: g}).DialContext
	t.Cleanup(transport.CloseIdleConnections)
	return client, server.URL
}

// eachVersion runs a test on HTTP/1.1 and on HTTP/2, with TLS and in plain text.
func eachVersion(t *testing.T, test func(t *testing.T, v version)) {
	t.Run("1.1", func(t *testing.T) { t.Parallel(); test(t, version{1, false}) })
	t.Run("2", func(t *testing.T) { t.Parallel(); test(t, version{2, true}) })
	t.Run("2 in plain text", func(t *testing.T) { t.Parallel(); test(t, version{2, false}) })
}

func echo(w http.ResponseWriter, r *http.Request) {
	http.NewResponseController(w).EnableFullDuplex()
	io.Copy(w, r.Body)
}

func TestHTTPEchoesMegabytes(t *testing.T) {
	eachVersion(t, func(t *testing.T, v version) {
		client, url := web(t, v, echo)
		want := pattern(16 << 20)
		response, err := client.Post(url, "", bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.ProtoMajor != v.major {
			t.Error(response.Proto)
		}
		if got, err := io.ReadAll(response.Body); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
}

func TestHTTPKeepAlive(t *testing.T) {
	eachVersion(t, func(t *testing.T, v version) {
		client, url := web(t, v, echo)
		for i := range 50 {
			reused := false
			ctx := httptrace.WithClientTrace(limit(t), &httptrace.ClientTrace{GotConn: func(c httptrace.GotConnInfo) { reused = c.Reused }})
			request, _ := http.NewRequestWithContext(ctx, "POST", url, bytes.NewReader(pattern(i)))
			response, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(response.Body); err != nil || !bytes.Equal(got, pattern(i)) {
				t.Errorf("%d bytes, %v", len(got), err)
			}
			response.Body.Close()
			if reused != (i > 0) {
				t.Errorf("request %d: reused %v", i, reused)
			}
		}
	})
}

func TestHTTPManyAtOnce(t *testing.T) {
	eachVersion(t, func(t *testing.T, v version) {
		client, url := web(t, v, echo)
		var all sync.WaitGroup
		for i := range 50 {
			all.Go(func() {
				want := pattern(i * 5000)
				response, err := client.Post(url, "", bytes.NewReader(want))
				if err != nil {
					t.Error(err)
					return
				}
				defer response.Body.Close()
				if got, err := io.ReadAll(response.Body); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%d bytes, %v", len(got), err)
				}
			})
		}
		all.Wait()
	})
}

// A client that goes away ends the handler's context; one that gives up gets the
// errors of net.
func TestHTTPCancel(t *testing.T) {
	eachVersion(t, func(t *testing.T, v version) {
		gone := make(chan struct{})
		client, url := web(t, v, func(w http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			close(gone)
		})
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		request, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
		_, err := client.Do(request)
		var timeout net.Error
		if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &timeout) || !timeout.Timeout() {
			t.Error(err)
		}
		select {
		case <-gone:
		case <-time.After(patience):
			t.Error("the handler did not hear of it")
		}
	})
}

// Hijack, which coder/websocket and CONNECT stand on.
func TestHTTPHijack(t *testing.T) {
	client, url := web(t, version{1, false}, func(w http.ResponseWriter, r *http.Request) {
		c, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		rw.Flush()
		io.Copy(c, rw)
	})
	client.Timeout = 0 // its body could not be written to
	request, _ := http.NewRequest("GET", url, nil)
	request.Header.Set("Connection", "Upgrade")
	request.Header.Set("Upgrade", "echo")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	stream := response.Body.(io.ReadWriteCloser)
	defer stream.Close()
	want := pattern(1 << 20)
	go stream.Write(want)
	got := make([]byte, len(want))
	if _, err := io.ReadFull(stream, got); err != nil || !bytes.Equal(got, want) {
		t.Error(err)
	}
}
