package node

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// translated are libuv's names of the errors of Windows.
var translated = map[syscall.Errno]string{
	windows.ERROR_ACCESS_DENIED:              "EPERM",
	windows.ERROR_ADDRESS_ALREADY_ASSOCIATED: "EADDRINUSE",
	windows.ERROR_ALREADY_EXISTS:             "EEXIST",
	windows.ERROR_BAD_EXE_FORMAT:             "EFTYPE",
	windows.ERROR_BAD_PATHNAME:               "ENOENT",
	windows.ERROR_BAD_PIPE:                   "EPIPE",
	windows.ERROR_BROKEN_PIPE:                "EOF",
	windows.ERROR_BUFFER_OVERFLOW:            "EFAULT",
	windows.ERROR_CANNOT_MAKE:                "ENOSPC",
	windows.ERROR_CANT_ACCESS_FILE:           "EACCES",
	windows.ERROR_CANT_RESOLVE_FILENAME:      "ELOOP",
	windows.ERROR_CONNECTION_ABORTED:         "ECONNABORTED",
	windows.ERROR_CONNECTION_REFUSED:         "ECONNREFUSED",
	windows.ERROR_CRC:                        "EIO",
	windows.ERROR_DIR_NOT_EMPTY:              "ENOTEMPTY",
	// libuv has ENOENT, but says ENOTDIR itself where a directory is read, which is
	// where Go gives this.
	windows.ERROR_DIRECTORY:               "ENOTDIR",
	windows.ERROR_DISK_CORRUPT:            "EIO",
	windows.ERROR_DISK_FULL:               "ENOSPC",
	windows.ERROR_EA_TABLE_FULL:           "ENOSPC",
	windows.ERROR_ELEVATION_REQUIRED:      "EACCES",
	windows.ERROR_END_OF_MEDIA:            "ENOSPC",
	windows.ERROR_ENVVAR_NOT_FOUND:        "ENOENT",
	windows.ERROR_FILENAME_EXCED_RANGE:    "ENAMETOOLONG",
	windows.ERROR_FILE_EXISTS:             "EEXIST",
	windows.ERROR_FILE_NOT_FOUND:          "ENOENT",
	windows.ERROR_GEN_FAILURE:             "EIO",
	windows.ERROR_HANDLE_DISK_FULL:        "ENOSPC",
	windows.ERROR_HOST_UNREACHABLE:        "EHOSTUNREACH",
	windows.ERROR_INSUFFICIENT_BUFFER:     "EINVAL",
	windows.ERROR_INVALID_DATA:            "EINVAL",
	windows.ERROR_INVALID_DRIVE:           "ENOENT",
	windows.ERROR_INVALID_FLAGS:           "EBADF",
	windows.ERROR_INVALID_FUNCTION:        "EISDIR",
	windows.ERROR_INVALID_HANDLE:          "EBADF",
	windows.ERROR_INVALID_NAME:            "ENOENT",
	windows.ERROR_INVALID_PARAMETER:       "EINVAL",
	windows.ERROR_INVALID_REPARSE_DATA:    "ENOENT",
	windows.ERROR_IO_DEVICE:               "EIO",
	windows.ERROR_LOCK_VIOLATION:          "EBUSY",
	windows.ERROR_META_EXPANSION_TOO_LONG: "E2BIG",
	windows.ERROR_MOD_NOT_FOUND:           "ENOENT",
	windows.ERROR_NETNAME_DELETED:         "ECONNRESET",
	windows.ERROR_NETWORK_UNREACHABLE:     "ENETUNREACH",
	windows.ERROR_NOACCESS:                "EACCES",
	windows.ERROR_NOT_CONNECTED:           "ENOTCONN",
	windows.ERROR_NOT_ENOUGH_MEMORY:       "ENOMEM",
	windows.ERROR_NOT_SAME_DEVICE:         "EXDEV",
	windows.ERROR_NOT_SUPPORTED:           "ENOTSUP",
	windows.ERROR_NO_DATA:                 "EPIPE",
	windows.ERROR_NO_UNICODE_TRANSLATION:  "ECHARSET",
	windows.ERROR_OPEN_FAILED:             "EIO",
	windows.ERROR_OPERATION_ABORTED:       "ECANCELED",
	windows.ERROR_OUTOFMEMORY:             "ENOMEM",
	windows.ERROR_PATH_NOT_FOUND:          "ENOENT",
	windows.ERROR_PIPE_BUSY:               "EBUSY",
	windows.ERROR_PIPE_NOT_CONNECTED:      "EPIPE",
	windows.ERROR_PRIVILEGE_NOT_HELD:      "EPERM",
	windows.ERROR_SEM_TIMEOUT:             "ETIMEDOUT",
	windows.ERROR_SHARING_VIOLATION:       "EBUSY",
	windows.ERROR_SIGNAL_REFUSED:          "EIO",
	windows.ERROR_SYMLINK_NOT_SUPPORTED:   "EINVAL",
	windows.ERROR_TOO_MANY_OPEN_FILES:     "EMFILE",
	windows.ERROR_WRITE_PROTECT:           "EROFS",
	windows.WSAEACCES:                     "EACCES",
	windows.WSAEADDRINUSE:                 "EADDRINUSE",
	windows.WSAEADDRNOTAVAIL:              "EADDRNOTAVAIL",
	windows.WSAEAFNOSUPPORT:               "EAFNOSUPPORT",
	windows.WSAEALREADY:                   "EALREADY",
	windows.WSAECONNABORTED:               "ECONNABORTED",
	windows.WSAECONNREFUSED:               "ECONNREFUSED",
	windows.WSAECONNRESET:                 "ECONNRESET",
	windows.WSAEFAULT:                     "EFAULT",
	windows.WSAEHOSTUNREACH:               "EHOSTUNREACH",
	windows.WSAEINTR:                      "ECANCELED",
	windows.WSAEINVAL:                     "EINVAL",
	windows.WSAEISCONN:                    "EISCONN",
	windows.WSAEMFILE:                     "EMFILE",
	windows.WSAEMSGSIZE:                   "EMSGSIZE",
	windows.WSAENETUNREACH:                "ENETUNREACH",
	windows.WSAENOBUFS:                    "ENOBUFS",
	windows.WSAENOTCONN:                   "ENOTCONN",
	windows.WSAENOTSOCK:                   "ENOTSOCK",
	windows.WSAEOPNOTSUPP:                 "ENOTSUP",
	windows.WSAEPFNOSUPPORT:               "EINVAL",
	windows.WSAEPROTONOSUPPORT:            "EPROTONOSUPPORT",
	windows.WSAESHUTDOWN:                  "EPIPE",
	windows.WSAESOCKTNOSUPPORT:            "ESOCKTNOSUPPORT",
	windows.WSAETIMEDOUT:                  "ETIMEDOUT",
	windows.WSAEWOULDBLOCK:                "EAGAIN",
	windows.WSAHOST_NOT_FOUND:             "ENOENT",
	windows.WSANO_DATA:                    "ENOENT",
	syscall.EWINDOWS:                      "ENOTSUP", // Go's own
}

// errnos are the numbers that Go's syscall package has for the errors of other
// systems. Two of them are numbers of Windows': ENOENT and ENOTDIR.
var errnos = map[string]syscall.Errno{
	"E2BIG": syscall.E2BIG, "EACCES": syscall.EACCES, "EADDRINUSE": syscall.EADDRINUSE, "EADDRNOTAVAIL": syscall.EADDRNOTAVAIL,
	"EAFNOSUPPORT": syscall.EAFNOSUPPORT, "EAGAIN": syscall.EAGAIN, "EALREADY": syscall.EALREADY, "EBADF": syscall.EBADF,
	"EBUSY": syscall.EBUSY, "ECANCELED": syscall.ECANCELED, "ECONNABORTED": syscall.ECONNABORTED, "ECONNREFUSED": syscall.ECONNREFUSED,
	"ECONNRESET": syscall.ECONNRESET, "EDESTADDRREQ": syscall.EDESTADDRREQ, "EEXIST": syscall.EEXIST, "EFAULT": syscall.EFAULT,
	"EFBIG": syscall.EFBIG, "EHOSTDOWN": syscall.EHOSTDOWN, "EHOSTUNREACH": syscall.EHOSTUNREACH, "EILSEQ": syscall.EILSEQ,
	"EINTR": syscall.EINTR, "EINVAL": syscall.EINVAL, "EIO": syscall.EIO, "EISCONN": syscall.EISCONN, "EISDIR": syscall.EISDIR,
	"ELOOP": syscall.ELOOP, "EMFILE": syscall.EMFILE, "EMLINK": syscall.EMLINK, "EMSGSIZE": syscall.EMSGSIZE,
	"ENAMETOOLONG": syscall.ENAMETOOLONG, "ENETDOWN": syscall.ENETDOWN, "ENETUNREACH": syscall.ENETUNREACH, "ENFILE": syscall.ENFILE,
	"ENOBUFS": syscall.ENOBUFS, "ENODATA": syscall.ENODATA, "ENODEV": syscall.ENODEV, "ENOENT": syscall.ENOENT, "ENOEXEC": syscall.ENOEXEC,
	"ENOMEM": syscall.ENOMEM, "ENONET": syscall.ENONET, "ENOPROTOOPT": syscall.ENOPROTOOPT, "ENOSPC": syscall.ENOSPC,
	"ENOSYS": syscall.ENOSYS, "ENOTCONN": syscall.ENOTCONN, "ENOTDIR": syscall.ENOTDIR, "ENOTEMPTY": syscall.ENOTEMPTY,
	"ENOTSOCK": syscall.ENOTSOCK, "ENOTSUP": syscall.ENOTSUP, "ENOTTY": syscall.ENOTTY, "ENXIO": syscall.ENXIO,
	"EOVERFLOW": syscall.EOVERFLOW, "EPERM": syscall.EPERM, "EPIPE": syscall.EPIPE, "EPROTO": syscall.EPROTO,
	"EPROTONOSUPPORT": syscall.EPROTONOSUPPORT, "EPROTOTYPE": syscall.EPROTOTYPE, "ERANGE": syscall.ERANGE, "EREMOTEIO": syscall.EREMOTEIO,
	"EROFS": syscall.EROFS, "ESHUTDOWN": syscall.ESHUTDOWN, "ESOCKTNOSUPPORT": syscall.ESOCKTNOSUPPORT, "ESPIPE": syscall.ESPIPE,
	"ESRCH": syscall.ESRCH, "ETIMEDOUT": syscall.ETIMEDOUT, "ETXTBSY": syscall.ETXTBSY, "EUNATCH": syscall.EUNATCH, "EXDEV": syscall.EXDEV,
}

// invented finds the names of Go's numbers.
var invented = func() map[syscall.Errno]string {
	m := make(map[syscall.Errno]string, len(errnos))
	for name, no := range errnos {
		m[no] = name
	}
	return m
}()

// systemNumber has nothing to say: every number is libuv's.
func systemNumber(string) int { return 0 }

// OfErrno returns what libuv calls an error of the system's, or of Go's in its
// place.
func OfErrno(no syscall.Errno) SystemError {
	name, ok := translated[no]
	if !ok {
		name, ok = invented[no]
	}
	if !ok {
		name = "UNKNOWN"
	}
	return indexed().byName[name]
}

// Errno returns Go's name for an error, which [errors.Is] takes; 0 when there is
// none.
func Errno(name string) syscall.Errno { return errnos[name] }
