// Package pipes gives ListenPath and ConnectPath of nodenet the named pipes of Windows, as
// Node's net has them, by github.com/Microsoft/go-winio. Import it for that alone:
//
//	import _ "github.com/nodenet-go/nodenet/pipes"
//
// A path is that of a pipe then if it begins with \\.\pipe\ or \\?\pipe\; any other is
// that of a Unix socket still. On other systems it does nothing.
//
// A pipe has no half to close: End closes it altogether, once everything was taken, and the
// peer may lose what it has not read yet. ReadableAll and WritableAll of ListenOptions say
// what everybody may do; without either a pipe has the rights that Windows gives it.
//
// It is built and vetted for Windows, but was never run there.
package pipes
