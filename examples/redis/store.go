package main

import (
	"bytes"
	"strconv"
	"strings"
)

// store is all that there is, of the one loop.
type store map[string][]byte

func isQuit(request [][]byte) bool { return bytes.EqualFold(request[0], []byte("QUIT")) }

// do does a request and appends the answer. Words are copied where they are kept.
func (d store) do(out []byte, request [][]byte) []byte {
	name, words := strings.ToUpper(string(request[0])), request[1:]
	switch {
	case name == "GET" && len(words) == 1:
		return bulk(out, d[string(words[0])])
	case name == "SET" && len(words) == 2:
		d[string(words[0])] = append(make([]byte, 0, len(words[1])), words[1]...)
		return append(out, "+OK\r\n"...)
	case name == "PING" && len(words) == 0:
		return append(out, "+PONG\r\n"...)
	case name == "PING" && len(words) == 1, name == "ECHO" && len(words) == 1:
		return bulk(out, words[0])
	case name == "INCR" && len(words) == 1:
		return d.increment(out, string(words[0]))
	case (name == "DEL" || name == "EXISTS") && len(words) > 0:
		n := 0
		for _, word := range words {
			if _, there := d[string(word)]; there {
				n++
			}
			if name == "DEL" {
				delete(d, string(word))
			}
		}
		return integer(out, n)
	case name == "DBSIZE":
		return integer(out, len(d))
	case name == "FLUSHALL":
		clear(d)
		return append(out, "+OK\r\n"...)
	case name == "QUIT":
		return append(out, "+OK\r\n"...)
	case name == "CONFIG", name == "COMMAND": // clients ask when they begin
		return append(out, "*0\r\n"...)
	case known[name]:
		return append(out, "-ERR wrong number of arguments for '"+strings.ToLower(name)+"' command\r\n"...)
	}
	return append(out, "-ERR unknown command\r\n"...)
}

var known = map[string]bool{"GET": true, "SET": true, "PING": true, "ECHO": true, "INCR": true, "DEL": true, "EXISTS": true}

func (d store) increment(out []byte, key string) []byte {
	n := 0
	if value, there := d[key]; there {
		var err error
		if n, err = strconv.Atoi(string(value)); err != nil {
			return append(out, "-ERR value is not an integer or out of range\r\n"...)
		}
	}
	d[key] = strconv.AppendInt(nil, int64(n+1), 10)
	return integer(out, n+1)
}

// bulk is a text of any bytes; nil is that there is none.
func bulk(out, p []byte) []byte {
	if p == nil {
		return append(out, "$-1\r\n"...)
	}
	out = append(strconv.AppendInt(append(out, '$'), int64(len(p)), 10), "\r\n"...)
	return append(append(out, p...), "\r\n"...)
}

func integer(out []byte, n int) []byte {
	return append(strconv.AppendInt(append(out, ':'), int64(n), 10), "\r\n"...)
}
