package os

import (
	"os/user"
	"strconv"
)

// otherwise asks Go who the user is.
func otherwise() (person, bool) {
	u, err := user.Current()
	if err != nil {
		return person{}, false
	}
	uid, gid := -1, -1
	if n, err := strconv.Atoi(u.Uid); err == nil {
		uid = n
	}
	if n, err := strconv.Atoi(u.Gid); err == nil {
		gid = n
	}
	return person{uid, gid, u.Username, u.HomeDir, ""}, true
}
