//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net"
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func TestADescriptorIsOfTheKindThatLibuvSays(t *testing.T) {
	sockets := map[string][2]int{
		"TCP":     {unix.AF_INET, unix.SOCK_STREAM},
		"UDP":     {unix.AF_INET6, unix.SOCK_DGRAM},
		"PIPE":    {unix.AF_UNIX, unix.SOCK_STREAM},
		"UNKNOWN": {unix.AF_UNIX, unix.SOCK_DGRAM},
	}
	for want, s := range sockets {
		fd, err := unix.Socket(s[0], s[1], 0)
		if err != nil {
			t.Log("not here: ", want, err)
			continue
		}
		if got := Kind(fd); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		_ = unix.Close(fd)
	}
	for path, want := range map[string]string{os.DevNull: "FILE", os.TempDir(): "UNKNOWN", os.Args[0]: "FILE", "/dev/ptmx": "TTY"} {
		f, err := os.Open(path)
		if err != nil {
			t.Log(err)
			continue
		}
		if got := Kind(int(f.Fd())); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
		_ = f.Close()
	}
}

func TestAZoneIsANameOrANumber(t *testing.T) {
	all, err := net.Interfaces()
	if err != nil || len(all) == 0 {
		t.Skip("no interfaces: ", err)
	}
	i := all[0]
	if n, err := zoneIndex(i.Name); err != nil || n != i.Index || zoneName(n) != i.Name {
		t.Errorf("%s: %d, %v, %s", i.Name, n, err, zoneName(n))
	}
	if n, err := zoneIndex("12345"); err != nil || n != 12345 || zoneName(n) != "12345" {
		t.Errorf("%d, %v, %s", n, err, zoneName(n))
	}
	if n, err := zoneIndex(""); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := zoneIndex("no such interface"); err != syscall.EINVAL {
		t.Error(err)
	}
}
