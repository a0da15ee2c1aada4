package childprocess

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

// collect gives a splitter the data in chunks of these sizes, one after the other, and
// returns the messages: lines one by one.
func collect(s *splitter, data, sizes []byte) (messages [][]byte, err error) {
	for i := 0; len(data) > 0; i++ {
		n := len(data)
		if len(sizes) > 0 {
			n = min(n, 1+int(sizes[i%len(sizes)]))
		}
		s.add(data[:n])
		data = data[n:]
		for {
			piece, ok, err := s.next()
			if err != nil {
				return messages, err
			}
			if !ok {
				break
			}
			if s.advanced {
				messages = append(messages, bytes.Clone(piece))
			} else {
				messages = append(messages, bytes.Split(bytes.Clone(piece), []byte("\n"))...)
			}
		}
	}
	return messages, nil
}

// FuzzSplitter: wherever the data is cut, the messages are the same, and with what is left
// they are all of it.
func FuzzSplitter(f *testing.F) {
	f.Add(false, []byte("{}\n\n1\n{"), []byte{0})
	f.Add(false, []byte("no end"), []byte{1, 2})
	f.Add(true, []byte("\x00\x00\x00\x02ab\x00\x00\x00\x00\x00\x00\x00\x01c\x00"), []byte{0, 3})
	f.Add(true, []byte("\xff\xff\xff\xff1"), []byte{2})
	f.Fuzz(func(t *testing.T, advanced bool, data, sizes []byte) {
		whole, cut := splitter{advanced: advanced}, splitter{advanced: advanced}
		want, err := collect(&whole, data, nil)
		got, err2 := collect(&cut, data, sizes)
		if !errors.Is(err2, err) {
			t.Fatalf("%v, in parts %v", err, err2)
		}
		var all []byte
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || !bytes.Equal(want[i], got[i]) {
				t.Fatalf("%q, in parts %q", want, got)
			}
			if advanced {
				all = binary.BigEndian.AppendUint32(all, uint32(len(got[i])))
			}
			all = append(all, got[i]...)
			if !advanced {
				all = append(all, '\n')
			}
		}
		if err == nil && !bytes.Equal(append(all, cut.rest...), data) {
			t.Fatalf("%q and %q are not %q", got, cut.rest, data)
		}
	})
}

func TestMessagesThatAreTooLong(t *testing.T) {
	s := splitter{advanced: true}
	for _, size := range []uint32{longestMessage + 1, 1<<32 - 1} {
		s.rest = nil
		s.add(binary.BigEndian.AppendUint32(nil, size))
		if _, _, err := s.next(); !errors.Is(err, errTooLong) {
			t.Errorf("%d: %v", size, err)
		}
	}
	s.rest = nil
	s.add(binary.BigEndian.AppendUint32(nil, longestMessage))
	if _, ok, err := s.next(); ok || err != nil {
		t.Error(ok, err)
	}
	line := splitter{rest: make([]byte, longestMessage), searched: longestMessage}
	if _, ok, err := line.next(); ok || err != nil {
		t.Error(ok, err)
	}
	line.add([]byte("xx"))
	if _, _, err := line.next(); !errors.Is(err, errTooLong) {
		t.Error(err)
	}
}
