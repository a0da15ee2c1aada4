// Package live is a page that shows what a group of nodenet is doing: its loops and how
// late they are, and its sockets: who they are, what they wait for, who is slow. It is one
// file that loads nothing from anywhere.
//
//	mux.Handle("/live/", http.StripPrefix("/live", live.Handler(group, live.Options{})))
//
// Addresses of peers are on it: mount it where only those come who may see them, or ask
// for a password before.
package live

import (
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet"
)

// Options are those of [Handler].
type Options struct {
	// Title heads the page; "" is "nodenet".
	Title string
	// Control allows whoever sees the page to close, pause and resume sockets. What
	// asks for that has to come from the page itself: another site cannot.
	Control bool
	// MaxSockets is how many sockets are shown at a time, of those asked for; 0 means
	// 200. All of them are looked at, which takes about a microsecond each.
	MaxSockets int
}

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// handler serves the page, what it shows, and its buttons.
type handler struct {
	options Options
	token   string // of the page's own requests
	watcher *watcher
}

// Handler is the page of a group. It is served at the root of what is mounted, and needs
// nothing but a way there with a slash at the end.
func Handler(group *nodenet.Group, options Options) http.Handler {
	if options.Title == "" {
		options.Title = "nodenet"
	}
	if options.MaxSockets <= 0 {
		options.MaxSockets = 200
	}
	h := &handler{options: options, token: rand.Text(), watcher: newWatcher(group, options.MaxSockets)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", h.page)
	mux.HandleFunc("GET /state", h.state)
	if options.Control {
		mux.HandleFunc("POST /{action}", h.act)
	}
	return http.NewCrossOriginProtection().Handler(mux)
}

// page is the page: its own script and style, and nothing else, may run.
func (h *handler) page(w http.ResponseWriter, _ *http.Request) {
	nonce := rand.Text()
	set := w.Header().Set
	set("Content-Security-Policy", "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "+
		"script-src 'nonce-"+nonce+"'; style-src 'nonce-"+nonce+"'")
	set("Content-Type", "text/html; charset=utf-8")
	set("Cache-Control", "no-store")
	set("X-Content-Type-Options", "nosniff")
	_ = page.Execute(w, map[string]any{"Title": h.options.Title, "Nonce": nonce, "Token": h.token, "Control": h.options.Control})
}

// state is what the page shows, as JSON.
func (h *handler) state(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	find := query.Get("find")
	answer := h.watcher.look(query.Get("sort"), strings.ToLower(find[:min(len(find), 100)]))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_ = json.NewEncoder(w).Encode(answer)
}

// act is one of the buttons.
func (h *handler) act(w http.ResponseWriter, r *http.Request) {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Token")), []byte(h.token)) != 1 {
		http.Error(w, "not from this page; load it again", http.StatusForbidden)
		return
	}
	id, err := strconv.ParseUint(r.URL.Query().Get("id"), 10, 64)
	if err != nil {
		http.Error(w, "id is a number", http.StatusBadRequest)
		return
	}
	socket := h.watcher.socket(id)
	if socket == nil {
		http.Error(w, "there is no such socket any more", http.StatusNotFound)
		return
	}
	switch r.PathValue("action") {
	case "close":
		socket.Destroy(nil)
	case "pause":
		socket.Pause()
	case "resume":
		socket.Resume()
	default:
		http.NotFound(w, r)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
