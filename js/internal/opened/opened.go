// Package opened knows the descriptors that scripts have opened by number, as fs.open
// does: what a script has left open is closed with its runtime.
package opened

import "sync"

// Files are the descriptors of one runtime. All here may be called from any goroutine.
type Files struct {
	shut   func(fd int) error
	closed bool // guarded by mu
}

type file struct {
	of    *Files
	users int  // operations under way on other goroutines
	over  bool // to be closed when there are none
}

// open are the files of all runtimes: one may close what another has opened, and a
// number stands for one file.
var (
	mu   sync.Mutex
	open = map[int]*file{}
)

// firstOwn is the first number that is not the process's own: those below it are of all
// runtimes, whoever has opened them.
const firstOwn = 3

// New makes a set whose files are closed by shut.
func New(shut func(fd int) error) *Files { return &Files{shut: shut} }

// Add takes note of a descriptor that was just opened. When the runtime is closed
// already, so is that.
func (f *Files) Add(fd int) {
	mu.Lock()
	closed := f.closed
	if !closed && fd >= firstOwn {
		open[fd] = &file{of: f}
	}
	mu.Unlock()
	if closed {
		_ = f.shut(fd)
	}
}

// Forget comes before a descriptor is closed, and when it becomes somebody else's who
// will close it, such as a socket's.
func Forget(fd int) {
	mu.Lock()
	delete(open, fd)
	mu.Unlock()
}

// Use keeps descriptors from being closed with their runtime until done is called: until
// then their numbers are not those of other files.
func Use(fds ...int) (done func()) {
	var used []*file
	mu.Lock()
	for _, fd := range fds {
		if f := open[fd]; f != nil {
			f.users++
			used = append(used, f)
		}
	}
	mu.Unlock()
	return func() {
		due := false
		mu.Lock()
		for _, f := range used {
			f.users--
			due = due || f.over
		}
		mu.Unlock()
		if due {
			sweep()
		}
	}
}

// Close closes what is still open, each as soon as nothing uses it any more.
func (f *Files) Close() {
	mu.Lock()
	f.closed = true
	for _, one := range open {
		if one.of == f {
			one.over = true
		}
	}
	mu.Unlock()
	sweep()
}

// sweep closes what is over. No other file has its number before that.
func sweep() {
	due := map[int]*file{}
	mu.Lock()
	for fd, f := range open {
		if f.over && f.users == 0 {
			due[fd] = f
			delete(open, fd)
		}
	}
	mu.Unlock()
	for fd, f := range due {
		_ = f.of.shut(fd)
	}
}
