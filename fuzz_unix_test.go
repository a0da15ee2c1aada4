//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package nodenet

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// someDescriptor opens one of several kinds; the other end, if it has one, has sent
// data and its end. -1 where the system has none to give.
func someDescriptor(t *testing.T, kind uint8, data []byte) (fd int, stream bool) {
	t.Helper()
	pair := func(make func(p []int) error) int {
		var p [2]int
		if make(p[:]) != nil {
			return -1
		}
		_, _ = unix.Write(p[1], data)
		_ = unix.Close(p[1])
		return p[0]
	}
	socket := func(family, kind int) int {
		fd, err := unix.Socket(family, kind, 0)
		if err != nil {
			return -1
		}
		return fd
	}
	switch kind % 9 {
	case 0:
		return pair(func(p []int) error { return unix.Pipe(p) }), true
	case 1:
		return pair(func(p []int) (err error) {
			two, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
			copy(p, two[:])
			return err
		}), true
	case 2:
		return pair(func(p []int) (err error) {
			two, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM, 0)
			copy(p, two[:])
			return err
		}), false
	case 3:
		return socket(unix.AF_INET, unix.SOCK_STREAM), false
	case 4:
		return socket(unix.AF_INET, unix.SOCK_DGRAM), false
	case 5:
		return socket(unix.AF_UNIX, unix.SOCK_STREAM), false
	case 6, 7:
		name := os.DevNull
		if kind%9 == 7 {
			name = filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		fd, err := unix.Open(name, unix.O_RDWR, 0)
		if err != nil {
			return -1, false
		}
		return fd, false
	}
	return -1, false
}

// FuzzDescriptor: a descriptor that is handed in is read to its end, or refused, and
// is closed by one of us, once.
func FuzzDescriptor(f *testing.F) {
	for kind := range uint8(9) {
		f.Add(kind, false, []byte("data"))
		f.Add(kind, true, []byte(nil))
	}
	n := newTestNet(f, nil, false, 1)
	f.Fuzz(func(t *testing.T, kind uint8, listen bool, data []byte) {
		data = data[:min(len(data), 4096)]
		fd, stream := someDescriptor(t, kind, data)
		if listen {
			v := n.CreateServer()
			v.OnError(func(error) {})
			var before, after unix.Stat_t
			there := unix.Fstat(fd, &before) == nil
			if err := v.ListenFd(fd); err != nil && there && unix.Fstat(fd, &after) == nil && after.Ino == before.Ino {
				_ = unix.Close(fd) // it was refused, not taken
			}
			_ = v.Close()
			return
		}
		s, err := n.FromFd(fd, SocketOptions{})
		if err != nil {
			if stream {
				t.Fatalf("kind %d: %v", kind%9, err)
			}
			if fd >= 0 && unix.Close(fd) != nil {
				t.Fatalf("kind %d was refused and closed", kind%9)
			}
			return
		}
		var got []byte
		s.OnData(func(p []byte) { got = append(got, p...) })
		ended := nettest.NewSignal()
		s.OnClose(func(bool) { ended.Fire() })
		if !stream { // a socket that is not connected
			s.Destroy(nil)
		}
		ended.Wait(t, "close")
		if stream && !bytes.Equal(got, data) {
			t.Fatalf("kind %d: %q, not %q", kind%9, got, data)
		}
	})
}
