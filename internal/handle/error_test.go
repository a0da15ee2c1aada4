package handle

import (
	"errors"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/transport"
)

func TestAnErrorOfNoTransportIsOneOfConnecting(t *testing.T) {
	other := errors.New("odd")
	if operation, cause := operationOf(other); operation != "connect" || cause != other {
		t.Error(operation, cause)
	}
}

func TestKeepAliveIsSetAsNodeSetsIt(t *testing.T) {
	for _, c := range []struct {
		on              bool
		delay, interval time.Duration
		count           int
		want            transport.KeepAlive
	}{
		{false, time.Minute, 0, 0, transport.KeepAlive{Delay: time.Minute}},
		{true, 0, 0, 0, transport.KeepAlive{On: true}},
		{true, time.Millisecond, 0, 0, transport.KeepAlive{On: true, Delay: time.Millisecond}},
		{true, time.Second, 0, 0, transport.KeepAlive{On: true, Delay: time.Second, Interval: time.Second, Count: 10}},
		{true, time.Minute, 5 * time.Second, 3, transport.KeepAlive{On: true, Delay: time.Minute, Interval: 5 * time.Second, Count: 3}},
	} {
		if got := KeepAlive(c.on, c.delay, c.interval, c.count); got != c.want {
			t.Errorf("%+v, want %+v", got, c.want)
		}
	}
}
