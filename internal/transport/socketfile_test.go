//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// onFiles runs a test on Unix sockets of every network.
func onFiles(t *testing.T, test func(t *testing.T, r *rig)) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if !r.unix {
			t.Skip("about socket files")
		}
		test(t, r)
	})
}

func TestASocketFileGoesByNameOnRequest(t *testing.T) {
	onFiles(t, func(t *testing.T, r *rig) {
		ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1, ByName: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(r.at.Path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(r.at.Path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		ln.Close()
		if _, err := os.Lstat(r.at.Path); err == nil {
			t.Error("it is still there")
		}
	})
}

func TestASocketFileGoesOnlyIfItIsOurs(t *testing.T) {
	onFiles(t, func(t *testing.T, r *rig) {
		listen := func() Listener {
			t.Helper()
			ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1})
			if err != nil {
				t.Fatal(err)
			}
			return ln
		}
		there := func(path string) bool {
			_, err := os.Lstat(path)
			return err == nil
		}
		first := listen()
		if err := os.Remove(r.at.Path); err != nil {
			t.Fatal(err)
		}
		second := listen() // has taken the path over
		first.Close()
		if !there(r.at.Path) {
			t.Error("the file of the second listener has gone with the first")
		}
		r.dial(r.at)
		if err := os.Rename(r.at.Path, r.at.Path+".old"); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(r.at.Path, []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		second.Close()
		if !there(r.at.Path) {
			t.Error("somebody else's file has gone")
		}
		if err := os.Remove(r.at.Path); err != nil {
			t.Fatal(err)
		}
		if listen().Close(); there(r.at.Path) {
			t.Error("our own file is still there")
		}
	})
}

func TestOnlyAStaleSocketFileIsReplaced(t *testing.T) {
	onFiles(t, func(t *testing.T, r *rig) {
		refused := func(o Listen) {
			t.Helper()
			ln, err := r.network.Listen(o)
			operationFails(t, err, "bind", syscall.EADDRINUSE)
			if err == nil {
				ln.Close()
			}
		}
		plain, unlink := Listen{Addr: r.at, Backlog: 1}, Listen{Addr: r.at, Backlog: 1, UnlinkStale: true}
		dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: r.at.Path})
		if err != nil {
			t.Fatal(err)
		}
		refused(unlink) // it lives
		dead.SetUnlinkOnClose(false)
		if err := dead.Close(); err != nil {
			t.Fatal(err)
		}
		refused(plain)
		ln, err := r.network.Listen(unlink)
		if err != nil {
			t.Fatal(err)
		}
		r.dial(r.at)
		ln.Close()
		if err := os.WriteFile(r.at.Path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		refused(unlink) // a file, and no socket
	})
}

// A file whose name starts with "@" is a file.
func TestAPathIsNotTakenForAnAbstractName(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		if !r.unix {
			t.Skip("about paths")
		}
		t.Chdir(filepath.Dir(r.at.Path))
		at := Addr{Path: "@" + filepath.Base(r.at.Path), Unix: true}
		ln, err := r.network.Listen(Listen{Addr: at, Backlog: 1})
		if err != nil {
			t.Fatal(err)
		}
		a := r.listening(ln)
		a.start()
		if _, err := os.Lstat(at.Path); err != nil || ln.Addr() != at {
			t.Errorf("%q, %v", ln.Addr().Path, err)
		}
		r.connect(nil, at, nil).connected().Close(false)
	})
}

// Names as long as there is room, and with any bytes.
func TestNamesOfAllBytes(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		if !r.unix || runtime.GOOS != "linux" {
			t.Skip("about names in Linux's abstract namespace")
		}
		long := r.at.Path + "/"
		for _, name := range []string{
			"\x00" + long + strings.Repeat("a", 107-len(long)),
			"\x00" + long + "a\x00b\x00",
			r.at.Path + strings.Repeat("p", 108-len(r.at.Path)),
		} {
			at := Addr{Path: name, Unix: true}
			ln, err := r.network.Listen(Listen{Addr: at, Backlog: 1})
			if err != nil {
				t.Fatalf("%d bytes: %v", len(name), err)
			}
			a := r.listening(ln)
			a.start()
			k := r.connect(nil, at, nil).connected()
			if ln.Addr() != at || k.RemoteAddr() != at {
				t.Errorf("%q and %q of %q", ln.Addr().Path, k.RemoteAddr().Path, name)
			}
			k.Close(false)
			ln.Close()
		}
	})
}

// Between bind and chmod somebody else may have put something in the file's place.
func TestOnlyASocketFileIsOpenedToMore(t *testing.T) {
	t.Chdir(t.TempDir())
	socket, err := net.ListenUnix("unix", &net.UnixAddr{Name: "socket"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = socket.Close() }()
	for _, err := range []error{
		os.Chmod("socket", 0o600),
		os.WriteFile("file", nil, 0o600),
		os.Mkdir("directory", 0o700),
		os.Symlink("file", "link"),
		os.Symlink("socket", "link to a socket"),
		os.Symlink("nothing", "dangling"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"file", "directory", "link", "link to a socket", "dangling", "nothing"} {
		if err := chmodSocket(name, 0o666); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	if err := chmodSocket("socket", 0o666); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]os.FileMode{"file": 0o600, "directory": 0o700, "socket": 0o666} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

// What goes by its name is a file: a directory that somebody has made there stays.
func TestADirectoryInTheFilesPlaceStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	(&socketFile{path: path}).remove()
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
