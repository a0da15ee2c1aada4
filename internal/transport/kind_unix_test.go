//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"math"
	"net"
	"os"
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
	for zone, want := range map[string]int64{i.Name: int64(i.Index), "12345": 12345, "": 0, "no such interface": 0, "4294967295": math.MaxUint32, "-1": 0} {
		if n := zoneIndex(zone); int64(n) != want {
			t.Errorf("%q: %d", zone, n)
		}
	}
	if zoneName(i.Index) != i.Name || zoneName(12345) != "12345" {
		t.Error(zoneName(i.Index), zoneName(12345))
	}
}
