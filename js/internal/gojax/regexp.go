package gojax

import (
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// A regular expression that goes back and forth over a text may take for ever, and goja's
// hear of no interrupt meanwhile. What does the work is a Regexp of package regexp2, which
// can be told how long it may take. Another one is put around it: it has the first try for
// some time, looks whether the event is interrupted, and has it try again for twice as long.

// patience is how long a first try may take; less is not worth a second one.
const patience = 200 * time.Millisecond

// mostRegExps is how many are kept that were made of the same text, or found in the same
// program.
const mostRegExps = 500

// RegExps are the regular expressions of one runtime that can be interrupted.
type RegExps struct {
	flag   *uint32 // goja's own: the runtime is interrupted
	around map[*regexp2.Regexp]*regexp2.Regexp
	made   map[regexpSource]*regexp2.Regexp
}

type regexpSource struct {
	pattern string
	options regexp2.RegexOptions
}

// RegExpsOf returns them for a runtime; nil when goja is not as expected.
func RegExpsOf(vm *goja.Runtime) *RegExps {
	machine, _, ok := locate(reflect.TypeFor[goja.Runtime](), "vm")
	if !ok || machine.Kind() != reflect.Pointer || !runnerPool.known || !executeHook.known || !firstCharHook.known {
		return nil
	}
	at := reflect.ValueOf(vm).Elem().FieldByName("vm").UnsafePointer()
	flag := fieldOf[uint32](machine.Elem(), "interrupted").of(at)
	if flag == nil {
		return nil
	}
	return &RegExps{flag: flag, around: map[*regexp2.Regexp]*regexp2.Regexp{}, made: map[regexpSource]*regexp2.Regexp{}}
}

// Watch has one be interruptible. goja makes the Regexp of some only when it turns out to be
// needed: likely says that it may be, by the next call.
func (x *RegExps) Watch(o *goja.Object, likely bool) {
	p, l := inside(o)
	r := l.regexp
	if r == nil {
		return
	}
	pattern := *r.pattern.of(p)
	wrapper := r.wrapper.of(pattern)
	if *wrapper == nil {
		if likely || *r.global.of(pattern) || *r.sticky.of(pattern) {
			if made := x.make(r.sourceOf(pattern)); made != nil {
				fresh := reflect.New(r.wrapperType).UnsafePointer()
				*r.compiled.of(fresh) = made
				*wrapper = fresh
			}
		}
		return
	}
	if compiled := r.compiled.of(*wrapper); *executeHook.of(unsafe.Pointer(*compiled)) == nil {
		*compiled = x.aroundOf(*compiled)
	}
}

// Stick has a sticky one be searched for by its Regexp alone: goja's other way, by package
// regexp, forgets the flag when it replaces in a text that is not ASCII.
func (x *RegExps) Stick(o *goja.Object) {
	p, l := inside(o)
	if l.regexp == nil {
		return
	}
	pattern := *l.regexp.pattern.of(p)
	if !*l.regexp.sticky.of(pattern) {
		return
	}
	x.Watch(o, true)
	if *l.regexp.wrapper.of(pattern) != nil {
		*l.regexp.simple.of(pattern) = nil
	}
}

// make is what goja would make.
func (x *RegExps) make(source regexpSource) *regexp2.Regexp {
	made, ok := x.made[source]
	if !ok {
		if compiled, err := regexp2.Compile(source.pattern, source.options); err == nil {
			made = x.put(compiled)
		}
		if len(x.made) >= mostRegExps {
			clear(x.made)
		}
		x.made[source] = made
	}
	return made
}

// aroundOf is put, but that those of a program are shared by all that its literals make.
func (x *RegExps) aroundOf(inner *regexp2.Regexp) *regexp2.Regexp {
	outer := x.around[inner]
	if outer == nil {
		if len(x.around) >= mostRegExps {
			clear(x.around)
		}
		outer = x.put(inner)
		x.around[inner] = outer
	}
	return outer
}

// put puts one around another, which other runtimes may use as well.
func (x *RegExps) put(shared *regexp2.Regexp) *regexp2.Regexp {
	inner, outer := *shared, *shared
	p := unsafe.Pointer(&outer)
	*runnerPool.of(p) = nil // of the other's, which know nothing of this
	*firstCharHook.of(p) = func(*regexp2.Runner) bool { return true }
	*executeHook.of(p) = func(r *regexp2.Runner) error { return x.search(&inner, r) }
	return &outer
}

var errInterrupted = errors.New("interrupted")

// search finds the next match for the outer one. What it fails with goja takes for no
// match; the script does not see that, since its next step is the interrupt.
func (x *RegExps) search(inner *regexp2.Regexp, r *regexp2.Runner) error {
	for inner.MatchTimeout = patience; ; inner.MatchTimeout *= 2 {
		if atomic.LoadUint32(x.flag) != 0 {
			return errInterrupted
		}
		match, err := inner.FindRunesMatchStartingAt(r.Runtext, r.Runtextpos)
		switch {
		case errors.Is(err, regexp2.ErrBacktrackingStackLimit):
			return err
		case err != nil: // it took too long
			continue
		case match == nil:
			r.Runtextpos = r.Runtextend
			return nil
		}
		for i, group := range match.Groups() {
			if len(group.Captures) > 0 {
				r.Capture(i, group.RuneIndex, group.RuneIndex+group.RuneLength)
			}
		}
		r.Runtextpos = match.RuneIndex + match.RuneLength
		return nil
	}
}

// The private fields of a Regexp: where its Runners come from, and what they call in the
// place of their own search.
var (
	runnerPool    = fieldOf[*sync.Pool](reflect.TypeFor[regexp2.Regexp](), "runnerPool")
	firstCharHook = fieldOf[func(*regexp2.Runner) bool](reflect.TypeFor[regexp2.Regexp](), "findFirstChar")
	executeHook   = fieldOf[func(*regexp2.Runner) error](reflect.TypeFor[regexp2.Regexp](), "execute")
)

// regexpLayout is what is known of regexpObject, and what that points to.
type regexpLayout struct {
	pattern     field[unsafe.Pointer] // regexpObject.pattern, a *regexpPattern
	source      field[string]         // regexpPattern.src
	global      field[bool]
	sticky      field[bool]
	options     map[regexp2.RegexOptions]field[bool]
	simple      field[unsafe.Pointer]  // regexpPattern.regexpWrapper, which may be nil
	wrapper     field[unsafe.Pointer]  // regexpPattern.regexp2Wrapper, of which one of both is not
	compiled    field[*regexp2.Regexp] // regexp2Wrapper.rx
	wrapperType reflect.Type
}

// regexpLayoutOf is nil when anything is not as expected.
func regexpLayoutOf(t reflect.Type) *regexpLayout {
	r := &regexpLayout{options: map[regexp2.RegexOptions]field[bool]{}}
	var pattern reflect.Type
	r.pattern, pattern = pointerTo(t, "pattern", "regexpPattern")
	r.simple, _ = pointerTo(pattern, "regexpWrapper", "regexpWrapper")
	r.wrapper, r.wrapperType = pointerTo(pattern, "regexp2Wrapper", "regexp2Wrapper")
	r.compiled = fieldOf[*regexp2.Regexp](r.wrapperType, "rx")
	r.source, r.global, r.sticky = fieldOf[string](pattern, "src"), fieldOf[bool](pattern, "global"), fieldOf[bool](pattern, "sticky")
	known := r.pattern.known && r.simple.known && r.wrapper.known && r.compiled.known && r.source.known && r.global.known && r.sticky.known
	for option, name := range map[regexp2.RegexOptions]string{
		regexp2.Multiline: "multiline", regexp2.Singleline: "dotAll", regexp2.IgnoreCase: "ignoreCase", regexp2.Unicode: "unicode",
	} {
		r.options[option] = fieldOf[bool](pattern, name)
		known = known && r.options[option].known
	}
	if !known {
		return nil
	}
	return r
}

// sourceOf is what goja would make a Regexp of.
func (r *regexpLayout) sourceOf(pattern unsafe.Pointer) regexpSource {
	source := regexpSource{*r.source.of(pattern), regexp2.ECMAScript}
	for option, is := range r.options {
		if *is.of(pattern) {
			source.options |= option
		}
	}
	return source
}
