package gojax

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/dop251/goja"
)

// improved runs a script with better instructions.
func improved(t testing.TB, vm *goja.Runtime, source string) goja.Value {
	t.Helper()
	program, err := Compile("test.js", source)
	if err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunProgram(program)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return v
}

func TestInstructionsCanBePutInto(t *testing.T) {
	const use, todo = "texts that grow by +, and lengths of arrays that are set", "look in vm.go for instruction, _add and setProp, and name what has changed in instruction.go, join.go and length.go; until then such programs are slow, and right but for holes"
	contract(t, codeField.known, "a Program has code []instruction, an interface of one method exec(*vm), and the vm has pc, sp, stack and r", use, todo)
	contract(t, asciiWhat != nil && wideWhat != nil, "texts are strings of ASCII or slices of uint16 with one more in front", use, todo)
	program, err := goja.Compile("", "(function (a, b) { class C { x = a + b } ; return () => { b.length = 0; return a + b } })", false)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	Improve(program)
	countBetter(program, found)
	contract(t, found["joining"] == 2 && found["settingLength"] == 1, "instructions hold the programs of the functions and classes that they make", use, todo)
}

func countBetter(p *goja.Program, found map[string]int) {
	for _, in := range *codeField.of(pointerOf(p)) {
		switch {
		case isBetter[joining](in):
			found["joining"]++
		case isBetter[settingLength](in):
			found["settingLength"]++
		case isBetter[bounding](in):
			found["bounding"]++
		}
		for _, inner := range programsOf(in) {
			countBetter(inner, found)
		}
	}
}

// What is built piece by piece is what the pieces are, whichever of the texts before goes on.
func TestTextsGrow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	vm := goja.New()
	add := improved(t, vm, "(a, b) => a + b").(*goja.Object)
	call, _ := goja.AssertFunction(add)
	type text struct {
		value goja.Value
		want  string
	}
	long := strings.Repeat("0123456789", 110)
	texts := []text{{vm.ToValue(long), long}, {vm.ToValue(long + "€"), long + "€"}, {improved(t, vm, "'x'.repeat(2000)"), strings.Repeat("x", 2000)}}
	tails := []text{
		{vm.ToValue("ascii"), "ascii"}, {vm.ToValue("wide €"), "wide €"}, {improved(t, vm, "'own'"), "own"}, {improved(t, vm, "'ü'"), "ü"},
		{vm.ToValue(12), "12"}, {vm.ToValue(1.5), "1.5"}, {goja.Undefined(), "undefined"}, {vm.ToValue(true), "true"}, {vm.ToValue(""), ""},
		{improved(t, vm, "({ toString: () => 'object' })"), "object"}, {vm.ToValue(strings.Repeat("from Go ", 20)), strings.Repeat("from Go ", 20)},
	}
	for range 20_000 {
		at := len(texts) - 1 // mostly the last
		if r.IntN(8) == 0 {
			at = r.IntN(len(texts))
		}
		tail := tails[r.IntN(len(tails))]
		v, err := call(goja.Undefined(), texts[at].value, tail.value)
		if err != nil {
			t.Fatal(err)
		}
		if want := texts[at].want + tail.want; len(want) < 1<<16 {
			texts = append(texts, text{v, want})
		}
		if len(texts) > 300 {
			texts = append(texts[:3:3], texts[200:]...)
		}
	}
	for _, text := range texts {
		if got := text.value.String(); got != text.want {
			t.Fatalf("%d bytes, not %d:\n%.80q\n%.80q", len(got), len(text.want), got, text.want)
		}
	}
}

// Two runtimes may go on with the same text at the same time.
func TestTextsGrowInManyRuntimes(t *testing.T) {
	shared := improved(t, goja.New(), "let s = 'x'.repeat(2000); for (let i = 0; i < 10; i++) s += 'y'; s")
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			vm := goja.New()
			own := strings.Repeat(string(rune('a'+i)), 7)
			_ = vm.Set("shared", shared)
			_ = vm.Set("own", own)
			got := improved(t, vm, "let s = shared; for (let i = 0; i < 1000; i++) s += own; s").String()
			if want := shared.String() + strings.Repeat(own, 1000); got != want {
				t.Errorf("%.40q", got[len(shared.String()):])
			}
		})
	}
	all.Wait()
}

// A text of 2 MB by 200,000 pieces would take 200 GB if each time it was copied.
func TestTextsGrowWithoutCopies(t *testing.T) {
	for name, source := range map[string]string{
		"a variable":    "let s = ''; for (let i = 0; i < 200000; i++) s += '0123456789'; s",
		"a property":    "const o = { s: '' }; for (let i = 0; i < 200000; i++) o.s += '0123456789'; o.s",
		"two at a time": "let s = '', u = ''; for (let i = 0; i < 100000; i++) { s += '0123456789'; u += '0123456789' } s + u",
		"wide":          "let s = '€'; for (let i = 0; i < 200000; i++) s += '012345678é'; s.slice(1)",
		"numbers":       "let s = ''; for (let i = 100000; i < 500000; i++) s += i % 100000 + 10000; s.slice(0, 2000000)",
	} {
		t.Run(name, func(t *testing.T) {
			vm := goja.New()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := improved(t, vm, "{"+source+"}").(goja.String)
			runtime.ReadMemStats(&after)
			if got.Length() != 2_000_000 {
				t.Errorf("%d units", got.Length())
			}
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 120 {
				t.Errorf("%d MB", took)
			}
		})
	}
}

// What a text had room for goes with it.
func TestTextsThatGrewAreNotKept(t *testing.T) {
	vm := goja.New()
	improved(t, vm, "let s = ''; for (let i = 0; i < 100000; i++) s += '0123456789'.repeat(10); s = null")
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if kept := m.HeapAlloc >> 20; kept > 8 {
		t.Errorf("%d MB", kept)
	}
}
