package handle

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// taker is a stream that takes as much as a test says.
type taker struct {
	transport.Stream
	take func(all int) (int, error)
	got  []byte
}

func (s *taker) Writev(ps [][]byte) (int, error) {
	all := bytes.Join(ps, nil)
	n, err := s.take(len(all))
	s.got = append(s.got, all[:n]...)
	return n, err
}

// Whatever a stream takes at once and later: the pump writes what was added, in
// order, and knows when that was all.
func TestAPumpWritesWhatWasAddedInOrder(t *testing.T) {
	for round := range 300 {
		var p Pump
		var added []byte
		s := &taker{take: func(all int) (int, error) {
			switch rand.IntN(4) {
			case 0:
				return 0, nil
			case 1:
				return all, nil
			}
			return rand.IntN(all + 1), nil
		}}
		for range 50 {
			switch rand.IntN(4) {
			case 0, 1:
				piece := make([]byte, rand.IntN(30))
				for i := range piece {
					piece[i] = byte(rand.Int())
				}
				added = append(added, piece...)
				p.Add(piece)
			case 2:
				done, err := p.Write(s)
				if err != nil || done != (len(s.got) == len(added)) {
					t.Fatalf("round %d: done %v with %d of %d, %v", round, done, len(s.got), len(added), err)
				}
			case 3: // what a stream says later that it has taken
				n := 0
				if left := len(added) - len(s.got); left > 0 {
					n = rand.IntN(left + 1)
				}
				s.got = append(s.got, added[len(s.got):len(s.got)+n]...)
				if done := p.Took(n); done != (len(s.got) == len(added)) {
					t.Fatalf("round %d: done %v with %d of %d", round, done, len(s.got), len(added))
				}
			}
			if p.Done() != (len(s.got) == len(added)) {
				t.Fatalf("round %d: Done is %v with %d of %d", round, p.Done(), len(s.got), len(added))
			}
		}
		for !p.Done() {
			if _, err := p.Write(s); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(s.got, added) {
			t.Fatalf("round %d: %d bytes of %d, or others", round, len(s.got), len(added))
		}
	}
}

func TestAPumpWithNothingToWriteAsksNobody(t *testing.T) {
	var p Pump
	p.Add(nil)
	done, err := p.Write(nil)
	if !done || err != nil || !p.Done() {
		t.Error(done, err)
	}
}

func TestAPumpThatIsClearedForgets(t *testing.T) {
	var p Pump
	p.Add([]byte("one"))
	p.Took(1)
	p.Clear()
	p.Add([]byte("two"))
	s := &taker{take: func(all int) (int, error) { return all, nil }}
	if done, err := p.Write(s); !done || err != nil || string(s.got) != "two" {
		t.Errorf("%v, %v, %q", done, err, s.got)
	}
}

func TestAPumpKeepsACopyOfWhatIsLeft(t *testing.T) {
	var p Pump
	lent := []byte("onetwo")
	p.Add(lent[:3])
	p.Add(lent[3:])
	p.Took(1)
	p.Keep()
	clear(lent)
	s := &taker{take: func(all int) (int, error) { return all, nil }}
	if done, err := p.Write(s); !done || err != nil || string(s.got) != "netwo" {
		t.Errorf("%v, %v, %q", done, err, s.got)
	}
}

func TestAPumpTellsOfAnError(t *testing.T) {
	var p Pump
	p.Add([]byte("x"))
	gone := errors.New("gone")
	done, err := p.Write(&taker{take: func(int) (int, error) { return 0, gone }})
	if done || err != gone || p.Done() {
		t.Error(done, err, p.Done())
	}
}
