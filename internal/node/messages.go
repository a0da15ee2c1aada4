package node

import "strings"

// The functions of this file return the code and the message of an error that Node
// makes itself, for whoever makes an error of the two.

// BadPort is about a port that is none; received is how the value is shown.
func BadPort(name, received string) (code, message string) {
	return "ERR_SOCKET_BAD_PORT", name + " should be >= 0 and < 65536. Received " + received + "."
}

// OutOfRange is about a number; wanted is ">= 0 && <= 255".
func OutOfRange(name, wanted, received string) (code, message string) {
	return "ERR_OUT_OF_RANGE", `The value of "` + name + `" is out of range. It must be ` + wanted + ". Received " + received
}

// InvalidIP is about what should have been an IP address.
func InvalidIP(address string) (code, message string) {
	return "ERR_INVALID_IP_ADDRESS", "Invalid IP address: " + address
}

// InvalidSocketAddress is about an address of a BlockList or a SocketAddress.
func InvalidSocketAddress() (code, message string) {
	return "ERR_INVALID_ADDRESS", "Invalid socket address"
}

// Blocked is about an address that a BlockList has.
func Blocked(address string) (code, message string) {
	return "ERR_IP_BLOCKED", "IP(" + address + ") is blocked by net.BlockList"
}

// NothingToConnectTo is connect without a port and without a path.
func NothingToConnectTo() (code, message string) {
	return "ERR_MISSING_ARGS", `The "options" or "port" or "path" argument must be specified`
}

// SocketClosed is the use of a socket that is closed.
func SocketClosed() (code, message string) { return "ERR_SOCKET_CLOSED", "Socket is closed" }

// ClosedBeforeConnection is a socket that was closed while it was connecting.
func ClosedBeforeConnection() (code, message string) {
	return "ERR_SOCKET_CLOSED_BEFORE_CONNECTION", "Socket closed before the connection was established"
}

// EndedByPeer is a write after the peer's end, where that ends both directions.
func EndedByPeer() (code, message string) {
	return "EPIPE", "This socket has been ended by the other party"
}

// HandleAdopted is the use of a bound socket that somebody else has.
func HandleAdopted() (code, message string) {
	return "ERR_SOCKET_HANDLE_ADOPTED", "The bound socket has already been adopted by a server or socket"
}

// InvalidHandleType is a reset of what is no TCP connection.
func InvalidHandleType() (code, message string) {
	return "ERR_INVALID_HANDLE_TYPE", "This handle type cannot be sent"
}

// InvalidFdType is about a descriptor of a kind that no socket has.
func InvalidFdType(kind string) (code, message string) {
	return "ERR_INVALID_FD_TYPE", "Unsupported fd type: " + kind
}

// AlreadyListening is a second listen.
func AlreadyListening() (code, message string) {
	return "ERR_SERVER_ALREADY_LISTEN", "Listen method has been called more than once without closing."
}

// NotListening is the close of a server that does not listen.
func NotListening() (code, message string) {
	return "ERR_SERVER_NOT_RUNNING", "Server is not running."
}

// WriteAfterEnd is a write to a stream that was ended.
func WriteAfterEnd() (code, message string) { return "ERR_STREAM_WRITE_AFTER_END", "write after end" }

// Destroyed is an operation on a stream that was destroyed.
func Destroyed(operation string) (code, message string) {
	return "ERR_STREAM_DESTROYED", "Cannot call " + operation + " after a stream was destroyed"
}

// AlreadyFinished is an end of a stream that has finished.
func AlreadyFinished() (code, message string) {
	return "ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished"
}

// NullValues is a write of nothing.
func NullValues() (code, message string) {
	return "ERR_STREAM_NULL_VALUES", "May not write null values to stream"
}

// UnshiftAfterEnd is an unshift when the stream's end was told.
func UnshiftAfterEnd() (code, message string) {
	return "ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event"
}

// PrematureClose is a stream that closes before its end.
func PrematureClose() (code, message string) { return "ERR_STREAM_PREMATURE_CLOSE", "Premature close" }

// Aborted is what a signal has ended.
func Aborted() (code, message string) { return "ABORT_ERR", "The operation was aborted" }

// UnknownEncoding is about the name of an encoding.
func UnknownEncoding(name string) (code, message string) {
	return "ERR_UNKNOWN_ENCODING", "Unknown encoding: " + name
}

// InvalidValue is about the value of an argument, or of a property where the name
// has a dot; what is one of the phrases below, or the like.
func InvalidValue(name, what, received string) (code, message string) {
	kind := "argument"
	if strings.Contains(name, ".") {
		kind = "property"
	}
	return "ERR_INVALID_ARG_VALUE", "The " + kind + " '" + name + "' " + what + ". Received " + received
}

// What InvalidValue says of values.
const (
	IsInvalid           = "is invalid"
	MustComeBeforeEnd   = "must come before end"
	PrefixMustBeInteger = "prefix length must be a valid integer"
	MustHavePrefix      = `must contain a prefix length (e.g. "10.0.0.0/8")`
	MustBeNumericIP     = "must be a numeric IP address; net.BoundSocket does not perform DNS resolution"
	PathStandsAlone     = "path is mutually exclusive with host, port, ipv6Only, and reusePort"
	MustBeFamily        = "must be one of: 0, 4, 6"
)

// NonNegative is what OutOfRange wants of times.
const NonNegative = "a non-negative finite number"
