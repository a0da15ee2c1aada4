package orders

import (
	"testing"
	"unicode/utf16"

	. "github.com/nodenet-go/nodenet"
)

// sendInPieces has the client write one piece after the other, each when the
// one before has arrived, and end.
func (r *recorder) sendInPieces(client, accepted *Socket, pieces [][]byte) {
	sent := int64(0)
	var next func()
	next = func() {
		if len(pieces) == 0 {
			r.end(client, nil)
			return
		}
		p := pieces[0]
		pieces = pieces[1:]
		sent += int64(len(p))
		client.Write(p)
		r.arrived(accepted, sent, next)
	}
	next()
}

// single is every byte on its own.
func single(p []byte) (pieces [][]byte) {
	for i := range p {
		pieces = append(pieces, p[i:i+1])
	}
	return pieces
}

func TestOrdersOfSetEncoding(t *testing.T) {
	text := setup{accepted: watchOption{text: true}, client: watchOption{text: true}}
	playSituations(t, []situation{
		{name: "set-encoding-base64-odd", play: func(r *recorder) {
			r.pair(text, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(Base64)
				r.sendInPieces(client, accepted, [][]byte{{0x61}, {0x62}, {0x63, 0x64}, {0x65}})
			})
		}},
		{name: "set-encoding-bytes-read", play: func(r *recorder) {
			r.pair(text, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(UTF8)
				r.end(client, "\u20ac\u20ac")
				// A length in JavaScript counts characters.
				accepted.OnceData(func(p []byte) { r.log(accepted, "length %d", len([]rune(string(p)))) })
				accepted.OnceClose(func(bool) { r.props(accepted, "bytesRead") })
			})
		}},
		{name: "set-encoding-hex-odd", play: func(r *recorder) {
			r.pair(text, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(Hex)
				client.Write([]byte{1})
				accepted.OnceData(func([]byte) { client.EndWith([]byte{2, 3}) })
			})
		}},
		{name: "set-encoding-split-incomplete-at-end", play: func(r *recorder) {
			r.pair(text, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(UTF8)
				r.end(client, []byte{0x61, 0xe2, 0x82})
			})
		}},
		{name: "set-encoding-split", play: func(r *recorder) {
			r.pair(text, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(UTF8)
				accepted.SetNoDelay(true)
				r.sendInPieces(client, accepted, single([]byte("a\u00e9\u20ac\U0001F600z")))
			})
		}},
		// Go's text has no halves of a character: where JavaScript gets them
		// one by one, ours come together.
		{name: "set-encoding-utf16le-odd", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(UTF16LE)
				accepted.OnText(func(text string) { r.logHalves(accepted, text) })
				sent := []byte("a\x00\x3d\xd8\x00\xdeb\x00\x63")
				r.sendInPieces(client, accepted, single(sent))
			})
		}},
	})
}

// logHalves logs text as JavaScript shows it when it comes in pieces of two
// bytes.
func (r *recorder) logHalves(s *Socket, text string) {
	for _, unit := range utf16.Encode([]rune(text)) {
		if utf16.IsSurrogate(rune(unit)) {
			r.log(s, `data text "\u%04x"`, unit)
		} else {
			r.log(s, `data text %s`, r.show(string(rune(unit))))
		}
	}
}
