package handle

import (
	"time"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// KeepAlive is TCP keep-alive as Node sets it: with a delay of a second or more a
// probe a second, ten of them, unless interval and count, which may be 0, say
// otherwise.
func KeepAlive(on bool, delay, interval time.Duration, count int) transport.KeepAlive {
	k := transport.KeepAlive{On: on, Delay: delay}
	if on && delay >= time.Second {
		k.Interval, k.Count = node.KeepAliveInterval, node.KeepAliveCount
	}
	if interval > 0 {
		k.Interval = interval
	}
	if count > 0 {
		k.Count = count
	}
	return k
}
