package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strconv"

	"github.com/nodenet-go/nodenet"
)

// head is what a client says before it is connected: a CONNECT of HTTP, or a greeting and
// a request of SOCKS5, RFC 1928.
type head struct {
	client  *nodenet.Socket
	greeted bool // by SOCKS5
}

var errHead = errors.New("neither CONNECT nor SOCKS5")

// split is a [bufio.SplitFunc] for the parts of a head.
func (h *head) split(data []byte, _ bool) (advance int, token []byte, err error) {
	size := 0
	switch {
	case len(data) == 0:
	case data[0] == 5 && h.greeted:
		size = requestSize(data)
	case data[0] == 5:
		if len(data) >= 2 {
			size = 2 + int(data[1])
		}
	case data[0] >= 'A' && data[0] <= 'Z':
		if i := bytes.Index(data, []byte("\r\n\r\n")); i >= 0 {
			size = i + 4
		}
	default:
		return 0, nil, errHead
	}
	if size == 0 || len(data) < size {
		return 0, nil, nil
	}
	return size, data[:size], nil
}

// requestSize is how long a request of SOCKS5 is; 0 while that is not known.
func requestSize(data []byte) int {
	if len(data) < 5 {
		return 0
	}
	switch data[3] {
	case 1:
		return 4 + 4 + 2
	case 3:
		return 4 + 1 + int(data[4]) + 2
	case 4:
		return 4 + 16 + 2
	}
	return 5 // which is refused
}

// read takes one part of the head. Once ok is true the target is known.
func (h *head) read(p []byte) (target nodenet.ConnectOptions, say answers, ok bool) {
	switch {
	case p[0] != 5:
		return h.readConnect(p)
	case !h.greeted:
		h.greeted = true
		if bytes.IndexByte(p[2:], 0) < 0 { // no password, which is all that there is
			h.refuse("\x05\xff")
			return target, say, false
		}
		h.client.WriteString("\x05\x00")
		return target, say, false
	}
	return h.readRequest(p)
}

func (h *head) readConnect(p []byte) (target nodenet.ConnectOptions, say answers, ok bool) {
	request, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(p)))
	if err != nil || request.Method != http.MethodConnect {
		h.refuse("HTTP/1.1 405 Method Not Allowed\r\nAllow: CONNECT\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		return target, say, false
	}
	host, text, err := net.SplitHostPort(request.Host)
	port, portErr := strconv.Atoi(text)
	if err != nil || portErr != nil || port < 1 || port > 65535 {
		h.refuse("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		return target, say, false
	}
	return nodenet.ConnectOptions{Host: host, Port: port}, answers{
		connected: "HTTP/1.1 200 Connection Established\r\n\r\n",
		failed:    "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
	}, true
}

func (h *head) readRequest(p []byte) (target nodenet.ConnectOptions, say answers, ok bool) {
	const bound = "\x00\x01\x00\x00\x00\x00\x00\x00" // no address of ours is told
	if kind := p[3]; kind != 1 && kind != 3 && kind != 4 {
		h.refuse("\x05\x08" + bound)
		return target, say, false
	}
	if p[1] != 1 { // not CONNECT
		h.refuse("\x05\x07" + bound)
		return target, say, false
	}
	address := p[4 : len(p)-2]
	host := string(address[1:]) // of a name
	if ip, ok := netip.AddrFromSlice(address); ok && p[3] != 3 {
		host = ip.String()
	}
	port := int(binary.BigEndian.Uint16(p[len(p)-2:]))
	return nodenet.ConnectOptions{Host: host, Port: port},
		answers{connected: "\x05\x00" + bound, failed: "\x05\x05" + bound}, true
}

// refuse tells the client why not.
func (h *head) refuse(text string) { h.client.EndString(text).DestroySoon() }
