//go:build unix && !linux

package process

import "golang.org/x/sys/unix"

func setEffectiveUser(id int) error { return unix.Seteuid(id) }

func setEffectiveGroup(id int) error { return unix.Setegid(id) }
