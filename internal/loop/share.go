package loop

// Those that are ready in a turn share it, so that one which never runs dry does not
// hold up the others. One alone takes more at a time, which costs fewer turns.

// turnSize is how many bytes are read in a turn, unless there are more descriptors
// than that is reads of.
const turnSize = 4 * ReadSize

// Share is how many bytes one descriptor may read in this turn.
func (l *Loop) Share() int { return max(ReadSize, turnSize/max(1, l.ready)) }

// spendable is how often in a turn somebody may go on at once, by a tick, who could go
// on for ever.
const spendable = 64

// Spend reports whether the caller may go on at once. If not, a posted task lets the
// others have their turn.
func (l *Loop) Spend() bool {
	l.spent++
	return l.spent <= spendable
}
