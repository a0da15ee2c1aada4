package live

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
	"weak"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// state is what the page shows.
type state struct {
	nodenet.Stats
	Sockets []row
	Total   int   // sockets there are
	Found   int   // of those, how many were asked for
	Late    int64 // milliseconds since the sockets of scripts were seen, when their loop is busy
}

// row is one socket on the page. Times are in milliseconds.
type row struct {
	ID            uint64
	State         string
	Paused, Slow  bool
	Accepted      bool
	Script        bool // of JavaScript: there is no button for it
	Local, Remote string
	Read, Written int64
	ToRead        int
	ToWrite       int
	Age, Idle     int64
	Loop          int

	of any // a weak.Pointer of *nodenet.Socket or *handle.Conn: the page holds none
}

// watcher looks at a group for the page, and remembers what is on it.
type watcher struct {
	group *nodenet.Group
	most  int

	mu    sync.Mutex
	last  uint64
	shown map[any]uint64 // the number of each socket on the page

	scripts scripts
}

func newWatcher(group *nodenet.Group, most int) *watcher {
	return &watcher{group: group, most: most, shown: map[any]uint64{}}
}

// orders are the ways to sort.
var orders = map[string]func(a, b row) int{
	"waiting": func(a, b row) int { return cmp.Compare(b.ToWrite+b.ToRead, a.ToWrite+a.ToRead) },
	"idle":    func(a, b row) int { return cmp.Compare(b.Idle, a.Idle) },
	"traffic": func(a, b row) int { return cmp.Compare(b.Read+b.Written, a.Read+a.Written) },
	"oldest":  func(a, b row) int { return cmp.Compare(b.Age, a.Age) },
	"newest":  func(a, b row) int { return cmp.Compare(a.Age, b.Age) },
}

// look is what there is now: the first of the sockets in whose line find is.
func (w *watcher) look(sort, find string) state {
	s := state{Stats: w.group.Stats(), Sockets: []row{}}
	order := orders[sort]
	if order == nil {
		order = orders["waiting"]
	}
	stable := func(a, b row) int {
		return cmp.Or(order(a, b), cmp.Compare(b.Age, a.Age), cmp.Compare(a.Remote, b.Remote))
	}
	add := func(r row) {
		s.Total++
		if find != "" && !strings.Contains(r.line(), find) {
			return
		}
		s.Found++
		if s.Sockets = append(s.Sockets, r); len(s.Sockets) >= 2*w.most+64 {
			slices.SortFunc(s.Sockets, stable)
			s.Sockets = s.Sockets[:w.most]
		}
	}
	for socket := range w.group.Sockets() {
		add(rowOf(socket))
	}
	conns, late := w.scripts.look(w.group.Handles())
	for _, c := range conns {
		add(rowOfScript(c))
	}
	slices.SortFunc(s.Sockets, stable)
	s.Sockets = s.Sockets[:min(len(s.Sockets), w.most)]
	s.Late = late.Milliseconds()
	w.number(s.Sockets)
	return s
}

// number gives each socket on the page the number that it had before, or a new one.
// Numbers that nobody asks for any more go when there are many.
func (w *watcher) number(rows []row) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.shown) > 20*w.most {
		w.shown = map[any]uint64{}
	}
	for i := range rows {
		id, known := w.shown[rows[i].of]
		if !known {
			w.last++
			id = w.last
			w.shown[rows[i].of] = id
		}
		rows[i].ID = id
	}
}

// socket is the one with a number; nil when it is gone, or is a script's.
func (w *watcher) socket(id uint64) *nodenet.Socket {
	w.mu.Lock()
	defer w.mu.Unlock()
	for of, n := range w.shown {
		if p, ok := of.(weak.Pointer[nodenet.Socket]); ok && n == id {
			if s := p.Value(); s != nil && !s.Destroyed() {
				return s
			}
			return nil
		}
	}
	return nil
}

// line is what is looked through.
func (r row) line() string {
	words := []string{r.Local, r.Remote, r.State}
	if r.Paused {
		words = append(words, "paused")
	}
	if r.Slow {
		words = append(words, "slow")
	}
	return strings.ToLower(strings.Join(words, " "))
}

func rowOf(s *nodenet.Socket) row {
	st := s.Stats()
	return row{
		of: weak.Make(s), State: st.State, Paused: st.Paused, Slow: st.NeedDrain, Accepted: st.Accepted,
		Local: addressText(st.Local), Remote: addressText(st.Remote),
		Read: st.BytesRead, Written: st.BytesWritten, ToRead: st.ReadableLength, ToWrite: st.WritableLength,
		Age: st.Age.Milliseconds(), Idle: st.Idle.Milliseconds(), Loop: st.Loop,
	}
}

func addressText(a *nodenet.Address) string {
	if a.Address == "" {
		return ""
	}
	return a.String()
}

func rowOfScript(c handle.ConnStats) row {
	return row{
		of: c.Conn, Script: true, State: c.State, Paused: c.Paused, Slow: c.Unwritten > 0,
		Local: connAddress(c.Local), Remote: connAddress(c.Remote),
		Read: c.BytesRead, Written: c.BytesWritten, ToWrite: c.Unwritten,
		Age: c.Begun.Since().Milliseconds(), Idle: c.Last.Since().Milliseconds(),
	}
}

func connAddress(a transport.Addr) string {
	if !a.Known() {
		return ""
	}
	return a.String()
}

// scripts looks at the connections of JavaScript, which only their loop may do. When that
// is busy, what was seen last is shown.
type scripts struct {
	mu     sync.Mutex
	asked  bool // and not answered yet
	seen   []handle.ConnStats
	seenAt time.Time
}

// patience is how long the page waits for a loop.
const patience = 200 * time.Millisecond

func (s *scripts) look(g *handle.Group) (list []handle.ConnStats, late time.Duration) {
	answered := make(chan struct{})
	s.mu.Lock()
	ask := !s.asked
	s.asked = true
	s.mu.Unlock()
	if ask {
		asked := g.WatchConns(func(list []handle.ConnStats) {
			s.mu.Lock()
			s.seen, s.seenAt, s.asked = list, time.Now(), false
			s.mu.Unlock()
			close(answered)
		})
		if !asked { // the group has stopped
			return nil, 0
		}
	}
	select {
	case <-answered:
	case <-time.After(patience):
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if late = time.Since(s.seenAt); late < 2*patience || s.seenAt.IsZero() {
		late = 0
	}
	return s.seen, late
}
