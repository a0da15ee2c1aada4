package loop

// Those that are ready in a turn share it, so that one which never runs dry does not
// hold up the others. One alone takes more at a time, which costs fewer turns.

const (
	// aloneSize is how many bytes a descriptor reads in a turn that it has for itself.
	aloneSize = 4 * ReadSize
	// sharedSize is how many each of several reads. With half of it a byte costs twice as
	// much, so that the others would not have their turn any sooner.
	sharedSize = 2 * ReadSize
)

// Share is how many bytes one descriptor may read in this turn.
func (l *Loop) Share() int {
	if l.ready > 1 {
		return sharedSize
	}
	return aloneSize
}

// spendable is how often in a turn somebody may go on at once, by a tick, who could go
// on for ever.
const spendable = 64

// Spend reports whether the caller may go on at once. If not, a posted task lets the
// others have their turn.
func (l *Loop) Spend() bool {
	l.spent++
	return l.spent <= spendable
}
