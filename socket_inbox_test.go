package nodenet

import "testing"

// A reader of frames that always leaves the beginning of the next one never empties
// the inbox.
func TestTheInboxFollowsWhatWaits(t *testing.T) {
	in := inbox{}
	in.push([]byte{0})
	for n := range 100_000 {
		in.push([]byte{byte(n + 1)})
		if p := in.take(1); p[0] != byte(n) {
			t.Fatalf("%d. byte is %d", n, p[0])
		}
	}
	if n := cap(in.chunks); n > 16 {
		t.Errorf("one chunk waits, and there is room for %d", n)
	}
	for range 10_000 {
		in.push([]byte{1, 2})
	}
	in.take(20_001)
	if n := cap(in.chunks); n > 256 {
		t.Errorf("nothing waits, and there is room for %d", n)
	}
}
