//go:build unix

package childprocess

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// socketPair makes the two ends of a pipe that carries both ways, as libuv does:
// ours, and the child's.
func socketPair(int) (ours int, theirs *os.File, err error) {
	syscall.ForkLock.RLock()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err == nil {
		unix.CloseOnExec(fds[0])
		unix.CloseOnExec(fds[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return -1, nil, err
	}
	return fds[0], os.NewFile(uintptr(fds[1]), "pipe"), nil
}

// duplicate returns a descriptor as a file that may be closed.
func duplicate(fd int) (*os.File, error) {
	if fd < 0 {
		return nil, syscall.EBADF
	}
	copied, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(copied), "inherited"), nil
}

// setBlocking has a file block again, although we may go on using it: reading and
// writing here does not rely on that.
func setBlocking(file *os.File) {
	if raw, err := file.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { _ = unix.SetNonblock(int(fd), false) })
	}
}

func closeDescriptor(fd int) { _ = unix.Close(fd) }

// open makes a file of our end of a pipe, whose reads a close ends.
func open(fd int) *os.File {
	_ = unix.SetNonblock(fd, true)
	unix.CloseOnExec(fd)
	return os.NewFile(uintptr(fd), "pipe")
}

// shutdown ends the side of a pipe that we write to.
func shutdown(f *os.File) {
	raw, err := f.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) { _ = unix.Shutdown(int(fd), unix.SHUT_WR) })
}

// awaitReadable waits until there is something to read, or the end. It takes nothing.
func awaitReadable(f *os.File) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	return raw.Read(func(fd uintptr) bool {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
		return n > 0 || err != nil
	})
}

// mostArrived is how many descriptors one read takes; the kernel closes those beyond.
const mostArrived = 16

// readSome reads what is there, and the descriptors that have come with it; 0 bytes
// without an error when nothing is.
func readSome(f *os.File, buffer []byte) (n int, arrived []int, err error) {
	raw, err := f.SyscallConn()
	if err != nil {
		return 0, nil, err
	}
	rights := make([]byte, unix.CmsgSpace(4*mostArrived))
	used := 0
	// They must not reach a child that is started at this moment.
	syscall.ForkLock.RLock()
	failed := raw.Control(func(fd uintptr) {
		n, used, _, _, err = unix.Recvmsg(int(fd), buffer, rights, unix.MSG_DONTWAIT)
		arrived = descriptorsIn(rights[:max(used, 0)])
	})
	syscall.ForkLock.RUnlock()
	switch {
	case failed != nil:
		return 0, nil, failed
	case err == unix.EAGAIN || err == unix.EINTR:
		return 0, nil, nil
	case err == nil && n == 0:
		return 0, arrived, io.EOF
	}
	return max(n, 0), arrived, err
}

// descriptorsIn are the descriptors in the ancillary data of a read.
func descriptorsIn(rights []byte) (list []int) {
	messages, err := unix.ParseSocketControlMessage(rights)
	if err != nil {
		return nil
	}
	for _, m := range messages {
		fds, err := unix.ParseUnixRights(&m)
		if err != nil {
			continue
		}
		for _, fd := range fds {
			unix.CloseOnExec(fd)
		}
		list = append(list, fds...)
	}
	return list
}

// writeSome writes what the other end takes at once, and with its first byte a
// descriptor; -1 is none.
func writeSome(f *os.File, data []byte, descriptor int) (n int, err error) {
	return writeTo(f, data, descriptor, false)
}

// writeAll waits until the other end has taken it all.
func writeAll(f *os.File, data []byte, descriptor int) error {
	if descriptor >= 0 {
		n, err := writeTo(f, data, descriptor, true)
		if err != nil {
			return err
		}
		data = data[n:]
	}
	_, err := f.Write(data)
	return err
}

func writeTo(f *os.File, data []byte, descriptor int, wait bool) (n int, err error) {
	raw, err := f.SyscallConn()
	if err != nil {
		return 0, err
	}
	var rights []byte
	if descriptor >= 0 {
		rights = unix.UnixRights(descriptor)
	}
	failed := raw.Write(func(fd uintptr) bool {
		for {
			if n, err = unix.SendmsgN(int(fd), data, rights, nil, unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL); err != unix.EINTR {
				return !wait || err != unix.EAGAIN
			}
		}
	})
	switch {
	case failed != nil:
		return 0, failed
	case err == unix.EAGAIN:
		return 0, nil
	}
	return max(n, 0), err
}

// duplicateNumber keeps a descriptor open until it has been sent.
func duplicateNumber(fd int) (int, error) { return unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0) }

func signalProcess(p *os.Process, number int) error { return p.Signal(syscall.Signal(number)) }

func statusOf(state *os.ProcessState) (code, signal int) {
	status, ok := state.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 0, int(status.Signal())
	}
	return state.ExitCode(), 0
}

func (o *options) system() (*syscall.SysProcAttr, error) {
	s := &syscall.SysProcAttr{Setsid: o.detached}
	if o.uid == nil && o.gid == nil {
		return s, nil
	}
	c := &syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid()), NoSetGroups: os.Getuid() != 0}
	for id, to := range map[*int]*uint32{o.uid: &c.Uid, o.gid: &c.Gid} {
		switch {
		case id == nil:
		case *id == -1: // nobody's; a call that changes two takes it for "as it is"
			return nil, syscall.EINVAL
		default:
			*to = uint32(*id)
		}
	}
	s.Credential = c
	return s, nil
}

// find looks for the program as execvp does, in the PATH that it is to have.
func (o *options) find() (string, error) {
	if strings.Contains(o.file, "/") {
		return o.file, nil
	}
	path := "/usr/local/bin:/bin:/usr/bin"
	for _, pair := range o.env {
		if value, ok := strings.CutPrefix(pair, "PATH="); ok {
			path = value
		}
	}
	failed := error(syscall.ENOENT)
	for dir := range strings.SplitSeq(path, ":") {
		if dir == "" {
			dir = "."
		}
		candidate := filepath.Join(dir, o.file)
		seen := candidate
		if !filepath.IsAbs(dir) {
			candidate = "./" + candidate
			seen = filepath.Join(o.dir, candidate)
		}
		info, err := os.Stat(seen)
		if err != nil || info.IsDir() {
			continue
		}
		if unix.Access(seen, unix.X_OK) == nil {
			return candidate, nil
		}
		failed = syscall.EACCES
	}
	return "", failed
}
