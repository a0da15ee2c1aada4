package transport

import (
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/winetest"
)

func TestAddressesAreThoseOfTheSocket(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		s, peer := r.pair()
		defer s.Close(false)
		if tcp, ok := tcpOf(peer); s.TCP() != ok {
			t.Errorf("TCP: %v", s.TCP())
		} else if ok {
			if got := s.LocalAddr().String(); got != tcp.RemoteAddr().String() {
				t.Errorf("local address %s, the peer's remote one %s", got, tcp.RemoteAddr())
			}
			if got := s.RemoteAddr().String(); got != tcp.LocalAddr().String() {
				t.Errorf("remote address %s, the peer's local one %s", got, tcp.LocalAddr())
			}
		}
		if r.unix {
			if got := s.LocalAddr(); got != r.at {
				t.Errorf("local address %+v, want %+v", got, r.at)
			}
			if got := s.RemoteAddr(); !got.Unix || got.Path != "" {
				t.Errorf("remote address %+v", got)
			}
		}
		if fd := s.Fd(); (r.network == Conns) != (fd < 0) {
			t.Errorf("descriptor %d", fd)
		}
	})
}

func TestOptionsOfTCPDoNothingToOtherStreams(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		s, _ := r.pair()
		defer s.Close(false)
		for _, on := range []bool{true, false} {
			if err := s.SetNoDelay(on); err != nil {
				t.Errorf("no delay %v: %v", on, err)
			}
			for _, k := range []KeepAlive{{On: on}, {On: on, Delay: 2 * time.Second, Interval: time.Second, Count: 3}, {On: on, Delay: time.Millisecond}} {
				if err := s.SetKeepAlive(k); err != nil {
					winetest.Skip(t, winetest.NoKeepAliveCount)
					t.Errorf("%+v: %v", k, err)
				}
			}
		}
		err := s.SetTypeOfService(0x20)
		if !s.TCP() {
			if _, other := s.TypeOfService(); err == nil || other == nil {
				t.Error("a type of service of what is not TCP")
			}
			return
		}
		if err != nil {
			t.Skip("no type of service here: ", err)
		}
		if tos, err := s.TypeOfService(); err != nil || tos != 0x20 {
			t.Errorf("%#x, %v", tos, err)
		}
	})
}
