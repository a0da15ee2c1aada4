package js_test

import "testing"

// makePipe makes none: there the path is just not there.
func makePipe(*testing.T, string) {}
