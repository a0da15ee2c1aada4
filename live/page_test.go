package live_test

import (
	"context"
	"html"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/live"
)

func readAll(t *testing.T, answer *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// The page runs in a browser, shows what there is, and takes what a peer calls itself for
// text. Where LIVE_SCREENSHOT names a file, it is a picture of the page.
func TestPageInABrowser(t *testing.T) {
	chromium := browser(t)
	s := show(t, live.Options{Control: true, Title: "<b>a title</b>"})
	_, slow := s.slowPair()
	hostile := `<img src=x onerror="document.title='run'">`
	path := filepath.Join(t.TempDir(), "s")
	if len(path) > 60 {
		t.Skip("the path of the temporary directory is too long for a socket")
	}
	nettest.NeedUnixSockets(t)
	path = filepath.Join(filepath.Dir(path), hostile[:40])
	server := s.group.CreateServer()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := server.ListenPath(path); err != nil {
		t.Fatal(err)
	}
	s.group.ConnectPath(path)

	run := func(arguments ...string) string {
		ctx, cancel := context.WithTimeout(t.Context(), nettest.Patience)
		defer cancel()
		cmd := exec.CommandContext(ctx, chromium, append([]string{"--headless", "--no-sandbox", "--disable-gpu",
			"--disable-dev-shm-usage", "--user-data-dir=" + t.TempDir(), "--window-size=1280,900", "--virtual-time-budget=4000"}, arguments...)...)
		cmd.WaitDelay = 10 * time.Second
		out, err := cmd.Output()
		if err != nil {
			t.Skip("chromium does not run here:", err)
		}
		return string(out)
	}
	if file := os.Getenv("LIVE_SCREENSHOT"); file != "" {
		run("--screenshot="+file, s.web.URL+"/live/")
	}
	dom := run("--dump-dom", s.web.URL+"/live/")
	for _, want := range []string{slow.RemoteAddr().String(), "slow", "paused", "close", html.EscapeString("<b>a title</b>"), "as of "} {
		if !strings.Contains(dom, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if strings.Contains(dom, "<img") || !strings.Contains(dom, "&lt;img") || strings.Contains(dom, "<title>run") {
		t.Error("the text of a peer became a part of the page")
	}
	if t.Failed() {
		t.Log(dom)
	}
}

func browser(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("chromium is not installed")
	return ""
}
