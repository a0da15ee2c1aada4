package uverr

import "syscall"

// named are the errors of Windows that have an equal in libuv's names.
var named = map[syscall.Errno]string{
	syscall.ERROR_ACCESS_DENIED:       "EPERM",
	syscall.ERROR_ALREADY_EXISTS:      "EEXIST",
	syscall.ERROR_BROKEN_PIPE:         "EOF",
	syscall.ERROR_DIR_NOT_EMPTY:       "ENOTEMPTY",
	syscall.ERROR_FILE_EXISTS:         "EEXIST",
	syscall.ERROR_FILE_NOT_FOUND:      "ENOENT",
	syscall.ERROR_INSUFFICIENT_BUFFER: "EINVAL",
	syscall.ERROR_PATH_NOT_FOUND:      "ENOENT",
	syscall.ERROR_PRIVILEGE_NOT_HELD:  "EPERM",
	syscall.Errno(6):                  "EBADF",
	syscall.Errno(32):                 "EBUSY",
	syscall.Errno(123):                "ENOENT",
	syscall.Errno(267):                "ENOTDIR",
}

// elsewhere are libuv's numbers where the system has none of its own.
var elsewhere = map[string]int{
	"EACCES": -4092, "EBADF": -4083, "EBUSY": -4082, "EEXIST": -4075, "EINVAL": -4071, "EISDIR": -4068,
	"ENOENT": -4058, "ENOTDIR": -4052, "ENOTEMPTY": -4051, "ENOTSUP": -4049, "EPERM": -4048, "ESRCH": -4040,
}

func errnoName(number syscall.Errno) string { return named[number] }

// Number returns libuv's number of an error; 0 when the system does not have it.
func Number(name string) int {
	if n, ok := own[name]; ok {
		return n
	}
	return elsewhere[name]
}

// SystemNumber returns the system's number of an error; 0 when there is none.
func SystemNumber(name string) int { return -elsewhere[name] }
