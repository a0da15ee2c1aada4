package fs

import "golang.org/x/sys/unix"

var systemNumbers = []number{
	{"O_NOCTTY", unix.O_NOCTTY}, {"O_TRUNC", oTRUNC}, {"O_APPEND", oAPPEND}, {"O_DIRECTORY", unix.O_DIRECTORY}, {"O_NOATIME", unix.O_NOATIME},
	{"O_NOFOLLOW", unix.O_NOFOLLOW}, {"O_SYNC", oSYNC}, {"O_DSYNC", unix.O_DSYNC}, {"O_DIRECT", unix.O_DIRECT}, {"O_NONBLOCK", unix.O_NONBLOCK},
}
