package proof

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	"github.com/coder/websocket"
)

// 64 MB in messages of a megabyte, out and back at once.
func TestWebSocketEchoesMegabytes(t *testing.T) {
	client, url := web(t, version{1, false}, func(w http.ResponseWriter, r *http.Request) {
		c, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.CloseNow()
		c.SetReadLimit(-1)
		for {
			kind, in, err := c.Reader(r.Context())
			if err != nil {
				return
			}
			out, err := c.Writer(r.Context(), kind)
			if err != nil {
				return
			}
			if _, err := io.Copy(out, in); err != nil {
				return
			}
			if err := out.Close(); err != nil {
				return
			}
		}
	})
	client.Timeout = 0 // coder/websocket has the context for that
	ctx := limit(t)
	c, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPClient: client})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseNow()
	c.SetReadLimit(-1)
	const messages = 64
	want := pattern(1 << 20)
	sent := make(chan error, 1)
	go func() {
		for range messages {
			if err := c.Write(ctx, websocket.MessageBinary, want); err != nil {
				sent <- err
				return
			}
		}
		sent <- nil
	}()
	for range messages {
		_, got, err := c.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Fatal("other data")
		}
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
	if err := c.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Error(err)
	}
}
