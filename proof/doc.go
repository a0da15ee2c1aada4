// Package proof has tests only: well-known libraries over nodenet's net.Conn.
package proof
