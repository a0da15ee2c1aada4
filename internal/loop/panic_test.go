package loop

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A panic that nobody has caught ends the program and says where it was: a loop
// that silently stands still would be worse.
func TestAPanicThatReachesTheLoopEndsTheProgram(t *testing.T) {
	if os.Getenv("NODENET_PANIC") != "" {
		l, err := New(NewRefs(), nil)
		if err != nil {
			t.Fatal(err)
		}
		l.Post(Task{On: Func(func() { panic("nobody has caught this") })})
		<-l.Refs().Idle()
		select {}
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestAPanicThatReachesTheLoopEndsTheProgram$", "-test.timeout=60s")
	cmd.Env = append(os.Environ(), "NODENET_PANIC=1")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "nobody has caught this") || !strings.Contains(string(out), "panic_test.go") {
		t.Errorf("%v\n%s", err, out)
	}
}
