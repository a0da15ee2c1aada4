package nodenet

import "github.com/nodenet-go/nodenet/internal/loop"

// The operations of a socket on its loop.
const (
	opAccepted uint8 = iota
	opConnect
	opAdopt
	opReading
	opResume
	opReadable
	opReadZero
	opEnd
	opEndWritable
	opAwaitWritable
	opStalled
	opAfterWrite
	opAfterWriteLater
	opWriteFailed
	opShut
	opFinish
	opDestroy
	opClose
	opReplay
	opIdle
	opArmIdle
	opStopReadable
	opSecure
	opTrace
)

// socketTask is a socket as the loop sees it.
type socketTask Socket

func (s *Socket) task(operation uint8) loop.Task {
	return loop.Task{On: (*socketTask)(s), Operation: operation}
}

// tick has the operation done on the loop as soon as the callback that runs
// there has returned, and on a group that is closed too.
func (s *Socket) tick(operation uint8) { s.loop.Tell(s.task(operation)) }

// Do runs one operation; it is the only way from other goroutines to the
// socket's loop.
func (t *socketTask) Do(operation uint8) {
	s := (*Socket)(t)
	switch operation {
	case opAccepted:
		s.startAccepted()
	case opConnect:
		s.startConnecting()
	case opAdopt:
		s.startAdopted()
	case opReading:
		s.applyReading()
	case opResume:
		s.onResume()
	case opReadable:
		s.emitReadable()
	case opReadZero:
		s.readZero()
	case opEnd:
		s.emitEnd()
	case opEndWritable:
		s.End()
	case opAwaitWritable:
		s.awaitWritable()
	case opStalled:
		s.stallDue()
	case opAfterWrite:
		if s.loop.Spend() {
			s.afterWrite()
		} else {
			s.loop.Post(s.task(opAfterWriteLater))
		}
	case opAfterWriteLater:
		s.afterWrite()
	case opWriteFailed:
		s.readRest()
	case opShut:
		(*socketHandler)(s).ShutdownDone(nil)
	case opFinish:
		s.finish()
	case opDestroy:
		s.closeTransport()
	case opClose:
		s.emitClose()
	case opReplay:
		s.replay()
	case opIdle:
		s.idleDue()
	case opStopReadable:
		s.stopReadable()
	case opArmIdle:
		s.armIdle()
	case opSecure:
		s.secureNow()
	case opTrace:
		s.tellTrace()
	}
}
