//go:build unix

package process

import (
	"os/user"
	"strconv"
	"syscall"
)

const hasCredentials = true

// The functions of package syscall change all threads of the process.

func setUser(id int) error { return syscall.Setuid(id) }

func setGroup(id int) error { return syscall.Setgid(id) }

func setGroups(ids []int) error { return syscall.Setgroups(ids) }

// initGroups takes the groups that a user is in, and one more.
func initGroups(name string, extra int) error {
	ids := []int{extra}
	if u, err := user.Lookup(name); err == nil {
		known, _ := u.GroupIds()
		for _, id := range known {
			if n, err := strconv.Atoi(id); err == nil && n != extra {
				ids = append(ids, n)
			}
		}
	}
	return setGroups(ids)
}

func userNumber(name string) (int, bool) {
	u, err := user.Lookup(name)
	if err != nil {
		return 0, false
	}
	n, err := strconv.Atoi(u.Uid)
	return n, err == nil
}

func groupNumber(name string) (int, bool) {
	g, err := user.LookupGroup(name)
	if err != nil {
		return 0, false
	}
	n, err := strconv.Atoi(g.Gid)
	return n, err == nil
}

func nameOfUser(id int) (string, bool) {
	u, err := user.LookupId(strconv.Itoa(id))
	if err != nil {
		return "", false
	}
	return u.Username, true
}
