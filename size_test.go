package nodenet

import (
	"testing"
	"unsafe"
)

// An idle connection is one Socket, one descriptor of the transport, one listener
// and a slot of the loop. What is added here is paid by every connection.
func TestSizeOfASocket(t *testing.T) {
	if unsafe.Sizeof(uintptr(0)) != 8 {
		t.Skip("sizes are those of 64 bits")
	}
	for _, c := range []struct {
		name      string
		got, most uintptr
	}{
		{"Socket", unsafe.Sizeof(Socket{}), 192},
		{"listener", unsafe.Sizeof(listener{}), 24},
	} {
		if c.got > c.most {
			t.Errorf("%s has %d bytes, %d are allowed", c.name, c.got, c.most)
		}
	}
}
