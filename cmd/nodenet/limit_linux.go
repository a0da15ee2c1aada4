package main

import (
	"math"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// allowedMemory is how many bytes of memory the process may have, by its limits (ulimit
// -d and -v) and its cgroup; 0 is as many as there are.
func allowedMemory() int64 {
	least := int64(math.MaxInt64)
	for _, resource := range []int{unix.RLIMIT_DATA, unix.RLIMIT_AS} {
		var limit unix.Rlimit
		if unix.Getrlimit(resource, &limit) == nil && limit.Cur < math.MaxInt64 {
			least = min(least, int64(limit.Cur))
		}
	}
	text, _ := os.ReadFile("/proc/self/cgroup")
	if least = min(least, cgroupMemory("/sys/fs/cgroup", string(text))); least == math.MaxInt64 {
		return 0
	}
	return least
}

// cgroupMemory is the least memory.max of a cgroup (version 2) and of those around it;
// self is what /proc/self/cgroup says.
func cgroupMemory(root, self string) int64 {
	least := int64(math.MaxInt64)
	for line := range strings.Lines(self) {
		group, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "0::/")
		if !ok {
			continue
		}
		for at := path.Clean("/" + group); ; at = path.Dir(at) {
			text, _ := os.ReadFile(root + path.Join(at, "memory.max"))
			if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 {
				least = min(least, n)
			}
			if at == "/" {
				break
			}
		}
	}
	return least
}
