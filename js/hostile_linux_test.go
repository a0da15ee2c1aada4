package js_test

import "testing"

// limits are half a gigabyte of memory, and two seconds of the
// processor's time, of which a busy machine takes no more than a quiet one.
const limits = `ulimit -d 524288; ulimit -t 2; exec "$0" "$@"`

// TestHostile runs what strangers may do to a program: peers, files, and scripts. It
// has to end as on Node, within limits that a single attack would have to burst.
func TestHostile(t *testing.T) {
	const folder = "testdata/hostile"
	program := append([]string{"sh", "-c", limits}, nodenet(t)...)
	compareScripts(t, folder, glob(t, folder+"/*.js", folder+"/*.mjs", folder+"/*.ts"), program...)
}
