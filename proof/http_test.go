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

// web is an HTTP server and a client for it, both on sockets of ours.
func web(t *testing.T, http2 bool, handler http.HandlerFunc) (*http.Client, string) {
	g := loops(t)
	server := httptest.NewUnstartedServer(handler)
	server.Listener.Close()
	server.Listener = listen(t, g)
	server.EnableHTTP2 = http2
	if http2 {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	client := server.Client()
	client.Timeout = patience
	transport := client.Transport.(*http.Transport)
	transport.DialContext = (&nodenet.Dialer{Group: g}).DialContext
	t.Cleanup(transport.CloseIdleConnections)
	return client, server.URL
}

// eachVersion runs a test on HTTP/1.1 and, with TLS, on HTTP/2.
func eachVersion(t *testing.T, test func(t *testing.T, version int)) {
	t.Run("1.1", func(t *testing.T) { t.Parallel(); test(t, 1) })
	t.Run("2", func(t *testing.T) { t.Parallel(); test(t, 2) })
}

func echo(w http.ResponseWriter, r *http.Request) {
	http.NewResponseController(w).EnableFullDuplex()
	io.Copy(w, r.Body)
}

func TestHTTPEchoesMegabytes(t *testing.T) {
	eachVersion(t, func(t *testing.T, version int) {
		client, url := web(t, version == 2, echo)
		want := pattern(16 << 20)
		response, err := client.Post(url, "", bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.ProtoMajor != version {
			t.Error(response.Proto)
		}
		if got, err := io.ReadAll(response.Body); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
}

func TestHTTPKeepAlive(t *testing.T) {
	eachVersion(t, func(t *testing.T, version int) {
		client, url := web(t, version == 2, echo)
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
	eachVersion(t, func(t *testing.T, version int) {
		client, url := web(t, version == 2, echo)
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
	eachVersion(t, func(t *testing.T, version int) {
		gone := make(chan struct{})
		client, url := web(t, version == 2, func(w http.ResponseWriter, r *http.Request) {
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
	client, url := web(t, false, func(w http.ResponseWriter, r *http.Request) {
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
