package cases

import (
	"fmt"
	"strings"
)

// quick is measured unless something else is asked for.
var quick = []string{
	"echo/1x64x1", "echo/100x64x1", "echo/1000x64x1", "echo/10000x64x1",
	"echo/100x64x16", "echo/10x65536x4", "echo/10x1048576x1",
	"connect/16",
	"stream/1x65536",
	"broadcast/100x64", "broadcast/1000x64", "broadcast/10000x64",
	"timers/100x64x1", "timers/10000x64x1",
	"loops/100x64x1", "loops/100x64x16",
	"idle/5000",
	"tls/100x64x1", "tls/10x65536x1", "tlsconnect/8", "tlsidle/2000x64", "tlsidle/2000x16384",
	"http/100",
	"proxy/10x65536x4",
	"blocklist/10", "blocklist/1000", "blocklist/100000",
	"startup/10",
}

// heaviest is how many bytes an echo case may have in flight: more is not a
// measurement of the server but of the memory of the kernel.
const heaviest = 256 << 20

// full is everything, and what is left out of it.
func full() (names []string, leftOut []string) {
	for _, conns := range []int{1, 100, 1000, 10_000} {
		for _, size := range []int{64, 1024, 65_536, 1 << 20} {
			for _, depth := range []int{1, 16} {
				name := fmt.Sprintf("echo/%dx%dx%d", conns, size, depth)
				if conns*size*depth > heaviest {
					leftOut = append(leftOut, name)
				} else {
					names = append(names, name)
				}
			}
		}
	}
	names = append(names,
		"connect/1", "connect/16", "connect/100",
		"stream/1x64", "stream/1x65536", "stream/100x65536",
		"broadcast/100x64", "broadcast/1000x64", "broadcast/10000x64",
		"timers/100x64x1", "timers/1000x64x1", "timers/10000x64x1",
		"loops/100x64x1", "loops/100x64x16", "loops/1000x64x1", "loops/10x65536x4",
		"idle/1000", "idle/10000",
		"tls/1x64x1", "tls/100x64x1", "tls/1000x64x1", "tls/100x1024x1", "tls/10x65536x1", "tls/10x1048576x1",
		"tlsconnect/8", "tlsidle/5000x64", "tlsidle/5000x16384",
		"http/1", "http/100", "http/1000",
		"proxy/1x64x1", "proxy/10x65536x4", "proxy/100x65536x4",
		"blocklist/10", "blocklist/1000", "blocklist/100000",
		"startup/20",
	)
	return names, leftOut
}

// Select is the cases to measure: those named, where a kind's name stands for all of
// the kind in the set, or the whole set.
func Select(asked []string, wantFull bool) (selected []Case, leftOut []string, err error) {
	set := quick
	if wantFull {
		set, leftOut = full()
	}
	names := set
	if len(asked) > 0 {
		names, leftOut = nil, nil
		for _, name := range asked {
			if strings.Contains(name, "/") {
				names = append(names, name)
				continue
			}
			before := len(names)
			for _, other := range set {
				if strings.HasPrefix(other, name+"/") {
					names = append(names, other)
				}
			}
			if len(names) == before {
				return nil, nil, fmt.Errorf("no case is called %q", name)
			}
		}
	}
	for _, name := range names {
		c, err := Parse(name)
		if err != nil {
			return nil, nil, err
		}
		selected = append(selected, c)
	}
	return selected, leftOut, nil
}
