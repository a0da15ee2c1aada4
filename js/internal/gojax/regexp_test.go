package gojax

import (
	"fmt"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// watchedRegExps has what exec does in a runtime be interruptible.
func watchedRegExps(t *testing.T, vm *goja.Runtime) {
	t.Helper()
	all := RegExpsOf(vm)
	if all == nil {
		t.Fatal("they are not known")
	}
	proto := vm.Get("RegExp").(*goja.Object).Get("prototype").(*goja.Object)
	Around(proto.Get("exec").(*goja.Object), func(original Native, call goja.FunctionCall) goja.Value {
		all.Watch(call.This.(*goja.Object), false)
		return original(call)
	})
}

func TestRegExpsAreAsExpected(t *testing.T) {
	const use = "a regular expression that goes back and forth for ever ends with the event that is interrupted. Without these fields it does not end"
	contract(t, runnerPool.known && firstCharHook.known && executeHook.known, "a Regexp of regexp2 has runnerPool, findFirstChar and execute", use,
		"look in regexp.go and runner.go of regexp2 for what it calls in the place of its own search, and where its Runners come from")
	contract(t, RegExpsOf(goja.New()) != nil, "goja's vm has the field interrupted", use, "look in vm.go for what Interrupt sets")
	_, l := inside(object(t, "/x/"))
	contract(t, l.regexp != nil, "regexpObject, regexpPattern and regexp2Wrapper have the fields that regexpLayoutOf looks for", use, "compare them in goja's regexp.go")
}

// What is put around finds what was found before: all groups, empty matches, and at once
// what comes next.
func TestWatchedRegExpsFindTheSame(t *testing.T) {
	const source = `(() => {
		const found = [], text = 'aXbbXcccXdddd\u{1F600}XeeeeeXffffff'.repeat(3);
		for (const re of [/X/g, /(\w)\1/g, /(?<q>[a-f])\k<q>+/gu, /(?=(b+))X?/g, /b*?/g, /X/y, /(e)|(f)/g, /\u{1F600}/gu, /(?<!b)X/g, /(x)?(a)\2?/, /nothing\d/g])
			for (let i = 0; i < 40; i++) { const m = re.exec(text); found.push(m && [m.index, ...m, { ...m.groups }], re.lastIndex); if (m && m[0] === '') re.lastIndex++ }
		return JSON.stringify(found);
	})()`
	want := run(t, goja.New(), source).String()
	vm := goja.New()
	watchedRegExps(t, vm)
	if got := run(t, vm, source).String(); got != want {
		t.Errorf("want %s\ngot  %s", want, got)
	}
}

// One that takes longer than the first try is tried again, until it is done.
func TestALongRegExpEndsWithWhatItFinds(t *testing.T) {
	vm := goja.New()
	watchedRegExps(t, vm)
	for n, took := 20, time.Duration(0); took < 3*patience; n++ {
		began := time.Now()
		found := run(t, vm, fmt.Sprintf(`String(/^(?:(a)|aa)+\1$|^a+b$/.exec('a'.repeat(%d) + 'b')?.[0].length)`, n)).String()
		if took = time.Since(began); found != fmt.Sprint(n+1) {
			t.Fatalf("%s found in %d after %v", found, n+1, took)
		}
	}
}

// Two runtimes that run one program have the same Regexps below, and do not hear of each
// other's interrupts.
func TestRegExpsOfOneProgramInTwoRuntimes(t *testing.T) {
	p := goja.MustCompile("", `/^(a+)+\1b$/.exec('a'.repeat(60))`, true)
	var ended [2]chan error
	var vms [2]*goja.Runtime
	for i := range ended {
		vms[i], ended[i] = goja.New(), make(chan error, 1)
		watchedRegExps(t, vms[i])
		go func() {
			_, err := vms[i].RunProgram(p)
			ended[i] <- err
		}()
	}
	for i, vm := range vms {
		select {
		case err := <-ended[i]:
			t.Fatal("it has ended by itself:", err)
		default:
		}
		vm.Interrupt("enough")
		if err := <-ended[i]; err == nil {
			t.Error("there was no interrupt")
		}
	}
}
