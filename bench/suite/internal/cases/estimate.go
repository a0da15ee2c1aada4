package cases

import (
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

// Expect is about how long Run will take, so that nobody waits without knowing.
func Expect(list []Case, all []servers.Server, rounds int, seconds float64) time.Duration {
	var sum float64
	for _, c := range list {
		sum += float64(rounds*len(players(c, all))) * c.expect(seconds)
	}
	return time.Duration(sum * float64(time.Second))
}

// expect is the seconds of one round of one server: starting it, opening the
// connections, warming up and counting.
func (c Case) expect(seconds float64) float64 {
	const start = 0.2
	conns := float64(c.conns())
	dial := 0.0001
	if c.Kind.Role == "tls" {
		dial = 0.001
	}
	switch c.Kind.Name {
	case "startup":
		return 0.06 * float64(c.number(0))
	case "blocklist":
		return start + seconds
	case "idle", "tlsidle":
		return start + 4*max(1, seconds) + conns*dial
	case "broadcast": // each of the groups of connections is greeted before all
		return start + 0.5 + 1.3*c.length(seconds) + conns*(dial+conns*1e-8)
	}
	return start + 1.3*c.length(seconds) + conns*dial
}
