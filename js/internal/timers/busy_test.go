package timers_test

import (
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

// An interval whose callback takes longer than its period leaves the loop its
// turns.
func TestBusyIntervalStarvesNothing(t *testing.T) {
	e := enginetest.New(t, func(e *engine.Engine) { timers.Define(e, e.VM.GlobalObject()) })
	got := enginetest.Run(t, e, `
		const busy = setInterval(() => { const from = Date.now(); while (Date.now() - from < 3); }, 1);
		let turns = 0;
		const turn = () => { if (++turns < 5) setImmediate(turn); else { clearInterval(busy); print('turns', turns); } };
		setImmediate(turn);`)
	if strings.Join(got, "\n") != "turns 5" {
		t.Errorf("printed %q", got)
	}
}
