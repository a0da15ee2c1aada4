package node

import (
	"strconv"
	"strings"
	"sync"
)

// SystemError is an error of the system, as libuv knows it.
type SystemError struct {
	Name   string // ENOENT
	Number int    // negative: the system's number, or libuv's where it has none
	Text   string // no such file or directory
}

// table has the errors that libuv knows, in the order of util.getSystemErrorMap().
// The numbers are those that libuv gives to what a system does not have; Windows
// has nothing of it.
var table = []SystemError{
	{"E2BIG", -4093, "argument list too long"},
	{"EACCES", -4092, "permission denied"},
	{"EADDRINUSE", -4091, "address already in use"},
	{"EADDRNOTAVAIL", -4090, "address not available"},
	{"EAFNOSUPPORT", -4089, "address family not supported"},
	{"EAGAIN", -4088, "resource temporarily unavailable"},
	{"EAI_ADDRFAMILY", -3000, "address family not supported"},
	{"EAI_AGAIN", -3001, "temporary failure"},
	{"EAI_BADFLAGS", -3002, "bad ai_flags value"},
	{"EAI_BADHINTS", -3013, "invalid value for hints"},
	{"EAI_CANCELED", -3003, "request canceled"},
	{"EAI_FAIL", -3004, "permanent failure"},
	{"EAI_FAMILY", -3005, "ai_family not supported"},
	{"EAI_MEMORY", -3006, "out of memory"},
	{"EAI_NODATA", -3007, "no address"},
	{"EAI_NONAME", -3008, "unknown node or service"},
	{"EAI_OVERFLOW", -3009, "argument buffer overflow"},
	{"EAI_PROTOCOL", -3014, "resolved protocol is unknown"},
	{"EAI_SERVICE", -3010, "service not available for socket type"},
	{"EAI_SOCKTYPE", -3011, "socket type not supported"},
	{"EALREADY", -4084, "connection already in progress"},
	{"EBADF", -4083, "bad file descriptor"},
	{"EBUSY", -4082, "resource busy or locked"},
	{"ECANCELED", -4081, "operation canceled"},
	{"ECHARSET", -4080, "invalid Unicode character"},
	{"ECONNABORTED", -4079, "software caused connection abort"},
	{"ECONNREFUSED", -4078, "connection refused"},
	{"ECONNRESET", -4077, "connection reset by peer"},
	{"EDESTADDRREQ", -4076, "destination address required"},
	{"EEXIST", -4075, "file already exists"},
	{"EFAULT", -4074, "bad address in system call argument"},
	{"EFBIG", -4036, "file too large"},
	{"EHOSTUNREACH", -4073, "host is unreachable"},
	{"EINTR", -4072, "interrupted system call"},
	{"EINVAL", -4071, "invalid argument"},
	{"EIO", -4070, "i/o error"},
	{"EISCONN", -4069, "socket is already connected"},
	{"EISDIR", -4068, "illegal operation on a directory"},
	{"ELOOP", -4067, "too many symbolic links encountered"},
	{"EMFILE", -4066, "too many open files"},
	{"EMSGSIZE", -4065, "message too long"},
	{"ENAMETOOLONG", -4064, "name too long"},
	{"ENETDOWN", -4063, "network is down"},
	{"ENETUNREACH", -4062, "network is unreachable"},
	{"ENFILE", -4061, "file table overflow"},
	{"ENOBUFS", -4060, "no buffer space available"},
	{"ENODEV", -4059, "no such device"},
	{"ENOENT", -4058, "no such file or directory"},
	{"ENOMEM", -4057, "not enough memory"},
	{"ENONET", -4056, "machine is not on the network"},
	{"ENOPROTOOPT", -4035, "protocol not available"},
	{"ENOSPC", -4055, "no space left on device"},
	{"ENOSYS", -4054, "function not implemented"},
	{"ENOTCONN", -4053, "socket is not connected"},
	{"ENOTDIR", -4052, "not a directory"},
	{"ENOTEMPTY", -4051, "directory not empty"},
	{"ENOTSOCK", -4050, "socket operation on non-socket"},
	{"ENOTSUP", -4049, "operation not supported on socket"},
	{"EOVERFLOW", -4026, "value too large for defined data type"},
	{"EPERM", -4048, "operation not permitted"},
	{"EPIPE", -4047, "broken pipe"},
	{"EPROTO", -4046, "protocol error"},
	{"EPROTONOSUPPORT", -4045, "protocol not supported"},
	{"EPROTOTYPE", -4044, "protocol wrong type for socket"},
	{"ERANGE", -4034, "result too large"},
	{"EROFS", -4043, "read-only file system"},
	{"ESHUTDOWN", -4042, "cannot send after transport endpoint shutdown"},
	{"ESPIPE", -4041, "invalid seek"},
	{"ESRCH", -4040, "no such process"},
	{"ETIMEDOUT", -4039, "connection timed out"},
	{"ETXTBSY", -4038, "text file is busy"},
	{"EXDEV", -4037, "cross-device link not permitted"},
	{"UNKNOWN", -4094, "unknown error"},
	{"EOF", -4095, "end of file"},
	{"ENXIO", -4033, "no such device or address"},
	{"EMLINK", -4032, "too many links"},
	{"EHOSTDOWN", -4031, "host is down"},
	{"EREMOTEIO", -4030, "remote I/O error"},
	{"ENOTTY", -4029, "inappropriate ioctl for device"},
	{"EFTYPE", -4028, "inappropriate file type or format"},
	{"EILSEQ", -4027, "illegal byte sequence"},
	{"ESOCKTNOSUPPORT", -4025, "socket type not supported"},
	{"ENODATA", -4024, "no data available"},
	{"EUNATCH", -4023, "protocol driver not attached"},
	{"ENOEXEC", -4022, "exec format error"},
}

// index finds the errors by name and by number.
type index struct {
	list     []SystemError
	byName   map[string]SystemError
	byNumber map[int]SystemError
}

var indexed = sync.OnceValue(func() *index {
	x := &index{byName: map[string]SystemError{}, byNumber: map[int]SystemError{}}
	for _, e := range table {
		if n := systemNumber(e.Name); n != 0 {
			e.Number = -n
		}
		x.list = append(x.list, e)
		x.byName[e.Name], x.byNumber[e.Number] = e, e
	}
	return x
})

// SystemErrors returns the errors that libuv knows, with the numbers they have on
// this system. The slice is not to be changed.
func SystemErrors() []SystemError { return indexed().list }

// Named returns the error of a name.
func Named(name string) (SystemError, bool) {
	e, ok := indexed().byName[name]
	return e, ok
}

// Numbered returns the error of a negative number. One that libuv does not know is
// called "Unknown system error" and the number.
func Numbered(number int) SystemError {
	if e, ok := indexed().byNumber[number]; ok {
		return e
	}
	name := "Unknown system error " + strconv.Itoa(number)
	return SystemError{Name: name, Number: number, Text: name}
}

// Number returns the number of an error; 0 when libuv does not know the name.
func Number(name string) int { return indexed().byName[name].Number }

// Constant is an entry of os.constants.errno.
type Constant struct {
	Name   string
	Number int
}

// constantNames are the names in os.constants.errno, in order; a system has those
// it knows.
const constantNames = "E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF EBADMSG EBUSY ECANCELED ECHILD " +
	"ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDESTADDRREQ EDOM EDQUOT EEXIST EFAULT EFBIG EHOSTUNREACH EIDRM EILSEQ " +
	"EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR ELOOP EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENETDOWN ENETRESET " +
	"ENETUNREACH ENFILE ENOBUFS ENODATA ENODEV ENOENT ENOEXEC ENOLCK ENOLINK ENOMEM ENOMSG ENOPROTOOPT ENOSPC ENOSR ENOSTR " +
	"ENOSYS ENOTCONN ENOTDIR ENOTEMPTY ENOTSOCK ENOTSUP ENOTTY ENXIO EOPNOTSUPP EOVERFLOW EPERM EPIPE EPROTO EPROTONOSUPPORT " +
	"EPROTOTYPE ERANGE EROFS ESPIPE ESRCH ESTALE ETIME ETIMEDOUT ETXTBSY EWOULDBLOCK EXDEV"

// Constants returns what os.constants.errno has on this system, in order: the
// numbers of its C library, which are positive.
func Constants() []Constant {
	var list []Constant
	for _, name := range strings.Fields(constantNames) {
		if n := constant(name); n != 0 {
			list = append(list, Constant{name, n})
		}
	}
	return append(list, moreConstants...)
}

// ConstantNumber returns the number of one of them; 0 when there is none.
func ConstantNumber(name string) int { return constant(name) }
