package childprocess

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
)

// opened are our ends of pipes, which Windows has no small numbers for.
var opened struct {
	sync.Mutex
	last  int
	files map[int]*os.File
}

// socketPair makes a pipe for one of the first three descriptors: Windows gives
// a child no others.
func socketPair(index int) (ours int, theirs *os.File, err error) {
	if index > 2 {
		return -1, nil, syscall.ENOTSUP
	}
	r, w, err := os.Pipe()
	if err != nil {
		return -1, nil, err
	}
	mine, theirs := r, w
	if index == 0 {
		mine, theirs = w, r
	}
	opened.Lock()
	defer opened.Unlock()
	if opened.files == nil {
		opened.files = map[int]*os.File{}
	}
	opened.last++
	opened.files[opened.last] = mine
	return opened.last, theirs, nil
}

func duplicate(fd int) (*os.File, error) {
	standard := []*os.File{os.Stdin, os.Stdout, os.Stderr}
	if fd < 0 || fd >= len(standard) {
		return nil, syscall.ENOTSUP
	}
	process, err := syscall.GetCurrentProcess()
	if err != nil {
		return nil, err
	}
	var copied syscall.Handle
	err = syscall.DuplicateHandle(process, syscall.Handle(standard[fd].Fd()), process, &copied, 0, true, syscall.DUPLICATE_SAME_ACCESS)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(copied), "inherited"), nil
}

func setBlocking(*os.File) {}

func closeDescriptor(fd int) {
	if f := open(fd); f != nil {
		_ = f.Close()
	}
}

func open(fd int) *os.File {
	opened.Lock()
	defer opened.Unlock()
	f := opened.files[fd]
	delete(opened.files, fd)
	return f
}

func shutdown(f *os.File) { _ = f.Close() }

// awaitReadable says at once that nothing will come: a pipe carries one way there,
// so that there is no channel.
func awaitReadable(*os.File) error { return os.ErrInvalid }

func readSome(*os.File, []byte) (int, []int, error) { return 0, nil, os.ErrInvalid }

func writeSome(f *os.File, data []byte, _ int) (n int, err error) { return f.Write(data) }

func writeAll(f *os.File, data []byte, _ int) error { _, err := f.Write(data); return err }

func duplicateNumber(int) (int, error) { return -1, os.ErrInvalid }

func signalProcess(p *os.Process, number int) error {
	if number == 0 {
		return nil
	}
	return p.Kill()
}

func statusOf(state *os.ProcessState) (code, signal int) { return state.ExitCode(), 0 }

func (o *options) system() (*syscall.SysProcAttr, error) {
	const newGroup = 0x200
	s := &syscall.SysProcAttr{}
	if o.detached {
		s.CreationFlags = newGroup
	}
	return s, nil
}

func (o *options) find() (string, error) {
	if filepath.Base(o.file) != o.file {
		return o.file, nil
	}
	path, err := exec.LookPath(o.file)
	if err != nil {
		return "", syscall.ENOENT
	}
	return path, nil
}
