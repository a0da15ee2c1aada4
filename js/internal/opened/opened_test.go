package opened

import (
	"slices"
	"testing"
)

// shutting makes a set that tells which of its files it has closed.
func shutting() (f *Files, shut func() []int) {
	var list []int
	f = New(func(fd int) error {
		list = append(list, fd)
		return nil
	})
	return f, func() []int {
		slices.Sort(list)
		return list
	}
}

func TestCloseClosesWhatIsOpen(t *testing.T) {
	a, shutByA := shutting()
	b, shutByB := shutting()
	for _, fd := range []int{1, 1001, 1002, 1003} { // 1 is the process's
		a.Add(fd)
	}
	b.Add(2001)
	Forget(1002)
	a.Close()
	if got := shutByA(); !slices.Equal(got, []int{1001, 1003}) {
		t.Error(got)
	}
	a.Add(1004)
	a.Close()
	if got := shutByA(); !slices.Equal(got, []int{1001, 1003, 1004}) {
		t.Error("after Close:", got)
	}
	if got := shutByB(); got != nil {
		t.Error("another's:", got)
	}
	b.Close()
}

func TestCloseWaitsForWhatIsUsed(t *testing.T) {
	f, shut := shutting()
	f.Add(1001)
	f.Add(1002)
	first, second, both := Use(1001), Use(1001), Use(1002, 1003)
	f.Close()
	first()
	if got := shut(); got != nil {
		t.Error(got)
	}
	second()
	if got := shut(); !slices.Equal(got, []int{1001}) {
		t.Error(got)
	}
	Forget(1002) // closed by what uses it
	both()
	if got := shut(); !slices.Equal(got, []int{1001}) {
		t.Error(got)
	}
}

// A number that comes again is another file's.
func TestANumberIsOfTheLastToHaveIt(t *testing.T) {
	a, shutByA := shutting()
	b, shutByB := shutting()
	a.Add(1001)
	done := Use(1001)
	b.Add(1001)
	a.Close()
	done()
	if got := shutByA(); got != nil {
		t.Error(got)
	}
	b.Close()
	if got := shutByB(); !slices.Equal(got, []int{1001}) {
		t.Error(got)
	}
}
