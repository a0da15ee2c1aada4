package main

import (
	"fmt"
	"strings"
	"testing"
)

// Requests come out the same, however the stream is cut.
func TestParser(t *testing.T) {
	stream := "*2\r\n$4\r\nECHO\r\n$11\r\n1\r\n*2\r\n$3x\r\r\nPING\r\n\r\n*1\r\n$0\r\n\r\nset a  b\r\n"
	want := "[ECHO 1\r\n*2\r\n$3x\r][PING][][set a b]"
	for size := 1; size <= len(stream); size++ {
		var p parser
		var got strings.Builder
		for rest := stream; rest != ""; {
			n := min(size, len(rest))
			p.add([]byte(rest[:n]))
			rest = rest[n:]
			for {
				request, err := p.next()
				if err != nil {
					t.Fatal(err)
				}
				if request == nil {
					break
				}
				fmt.Fprintf(&got, "%s", request)
			}
		}
		if got.String() != want {
			t.Fatalf("in pieces of %d: %q", size, got.String())
		}
	}
}

func TestParserRefuses(t *testing.T) {
	for _, bad := range []string{"*-1\r\n", "*99999999\r\n", "*1\r\n:1\r\n", "*1\r\n$-1\r\n", "*1\r\n$99999999999\r\n", strings.Repeat("x", mostLine)} {
		var p parser
		p.add([]byte(bad))
		if request, err := p.next(); err == nil {
			t.Errorf("%.20q: %q", bad, request)
		}
	}
}

func FuzzParser(f *testing.F) {
	f.Add([]byte("*2\r\n$3\r\nGET\r\n$1\r\na\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p parser
		p.add(data)
		d := store{}
		for {
			request, err := p.next()
			if err != nil || request == nil {
				return
			}
			d.do(nil, request)
		}
	})
}
