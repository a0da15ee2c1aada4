package nodenet

import (
	"bufio"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// Lines come whole, however they were cut; the last one needs no newline.
func TestTokensAreWhole(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		got := make(chan string, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			var lines []string
			s.OnToken(bufio.ScanLines, func(p []byte) { lines = append(lines, string(p)) })
			s.OnEnd(func() { got <- strings.Join(lines, "|") })
		})
		c := n.connect(v)
		var write func(text string)
		write = func(text string) { // byte by byte
			if text == "" {
				c.End()
				return
			}
			c.WriteString(text[:1], func(error) { write(text[1:]) })
		}
		c.OnConnect(func() { write("one\r\ntwo\n\nthree") })
		if got := nettest.Await(t, got, "end"); got != "one|two||three" {
			t.Errorf("%q", got)
		}
	})
}

// What follows the last token is for the next listener, whether that is there already
// or comes later.
func TestBytesAfterTheLastTokenGoOn(t *testing.T) {
	for _, how := range []string{"Off", "ErrFinalToken", "Off, and a listener later"} {
		t.Run(how, func(t *testing.T) {
			onAllTransports(t, func(t *testing.T, n *testNet) {
				got := make(chan string, 1)
				v := n.serve(ServerOptions{}, func(s *Socket) {
					var id ListenerID
					var header, body string
					next := func() { s.OnData(func(p []byte) { body += string(p) }) }
					split := bufio.ScanLines
					if how == "ErrFinalToken" {
						split = func(p []byte, end bool) (int, []byte, error) {
							advance, token, err := bufio.ScanLines(p, end)
							if token != nil {
								err = bufio.ErrFinalToken
							}
							return advance, token, err
						}
					}
					id = s.OnToken(split, func(p []byte) {
						header += string(p) + ";"
						switch how {
						case "Off":
							s.Off(id)
							next()
						case "ErrFinalToken":
							next()
						default:
							s.Off(id)
							n.Post(next)
						}
					})
					s.OnEnd(func() { got <- header + body })
				})
				c := n.connect(v)
				c.EndString("header\nbody\nmore\n")
				if got := nettest.Await(t, got, "end"); got != "header;body\nmore\n" {
					t.Errorf("%q", got)
				}
			})
		})
	}
}

// Pause holds tokens back that have come already.
func TestTokensWaitWhilePaused(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	got := make(chan string, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) {
		text, paused := "", false
		s.OnToken(bufio.ScanWords, func(p []byte) {
			if paused {
				t.Errorf("%q came while paused", p)
			}
			text += string(p)
			paused = true
			s.Pause()
			n.Post(func() { paused = false; s.Resume() })
		})
		s.OnEnd(func() { got <- text })
	})
	n.connect(v).EndString("a b c d")
	if got := nettest.Await(t, got, "end"); got != "abcd" {
		t.Errorf("%q", got)
	}
}

func TestTokensAreLimited(t *testing.T) {
	bad := errors.New("not a token")
	for _, c := range []struct {
		name  string
		split bufio.SplitFunc
		want  error
	}{
		{"too long", bufio.ScanLines, bufio.ErrTooLong},
		{"refused", func([]byte, bool) (int, []byte, error) { return 0, nil, bad }, bad},
		{"beyond the data", func(p []byte, _ bool) (int, []byte, error) { return len(p) + 1, p, nil }, bufio.ErrBadReadCount},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := newTestNet(t, nil, false, 1)
			failed := make(chan error, 1)
			v := n.serve(ServerOptions{}, func(s *Socket) {
				s.OnToken(c.split, func([]byte) {}, TokenOptions{Limit: 1000})
				s.OnError(func(err error) { failed <- err })
			})
			n.connect(v).Write(make([]byte, 100_000))
			if err := nettest.Await(t, failed, "error"); !errors.Is(err, c.want) {
				t.Error(err)
			}
		})
	}
}

// Several listeners have the same bytes, each once: also when one of them pauses the
// socket with tokens left, and when all are taken out.
func TestTokensOfSeveralListeners(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		const sent = "a b\nc d\n\ne f\nbody of it"
		got := make(chan string, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			var raw, lines, words, rest string
			var ids []ListenerID
			s.OnData(func(p []byte) { raw += string(p) })
			ids = append(ids, s.OnToken(bufio.ScanWords, func(p []byte) { words += string(p) + "|" }))
			ids = append(ids, s.OnToken(bufio.ScanLines, func(p []byte) {
				lines += string(p) + "|"
				if string(p) != "e f" {
					s.Pause()
					n.Post(func() { s.Resume() })
					return
				}
				for _, id := range ids {
					s.Off(id)
				}
				s.OnData(func(p []byte) { rest += string(p) })
			}))
			s.OnEnd(func() { got <- raw + "; " + lines + "; " + rest + "; " + words })
		})
		n.connect(v).EndString(sent)
		// The words are cut further than the lines, and what is left of both goes on.
		if got := nettest.Await(t, got, "end"); got != sent+"; a b|c d||e f|; body of it; a|b|c|d|e|f|body|of|" {
			t.Errorf("%q", got)
		}
	})
}

// A token is its listener's own: to append to it does no harm to those that follow.
func TestATokenIsItsListenersOwn(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	got := make(chan string, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) {
		text := ""
		for range 2 {
			s.OnToken(bufio.ScanWords, func(p []byte) { text += string(append(p, "!!"...)) })
		}
		s.OnEnd(func() { got <- text })
	})
	n.connect(v).EndString("a b c")
	if got := nettest.Await(t, got, "end"); got != "a!!b!!a!!b!!c!!c!!" {
		t.Errorf("%q", got)
	}
}

// runtime.Goexit costs the call that it was called in, and no bytes: whether in the listener
// or in the function that splits.
func TestTokensAfterGoexit(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		ended := make(chan string, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			got, splits := "", 0
			split := func(p []byte, atEnd bool) (int, []byte, error) {
				if splits++; splits == 1 {
					runtime.Goexit()
				}
				return bufio.ScanLines(p, atEnd)
			}
			s.OnToken(split, func(token []byte) { got += string(token); runtime.Goexit() })
			s.OnEnd(func() { ended <- got })
		})
		accepted := nettest.NewSignal()
		v.OnConnection(func(*Socket) { accepted.Fire() })
		c := n.connect(v)
		accepted.Wait(t, "a connection")
		c.WriteString("a\nb\nc\nd")
		c.EndString("e\nf")
		if got := nettest.Await(t, ended, "the end"); got != "abcdef" {
			t.Errorf("%q", got)
		}

		told := make(chan string, 9)
		v.OnConnection(func(s *Socket) {
			s.OnToken(bufio.ScanLines, func(token []byte) { told <- string(token); runtime.Goexit() })
		})
		n.connect(v).WriteString("a\nb\nc\n") // no more comes that could have the rest looked at
		for _, want := range []string{"a", "b", "c"} {
			if got := nettest.Await(t, told, want); got != want {
				t.Errorf("%q, not %q", got, want)
			}
		}
	})
}
