package proc

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Busy is how long all processors together have worked for programs, or were taken
// away by the hypervisor. It counts in hundredths of a second.
func Busy() (time.Duration, error) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	return busy(string(text))
}

func busy(stat string) (time.Duration, error) {
	words := strings.Fields(stat)
	if len(words) < 9 || words[0] != "cpu" {
		return 0, fmt.Errorf("/proc/stat begins with %.40q", stat)
	}
	var sum int64
	for _, i := range []int{1, 2, 3, 8} { // user, nice, system, stolen
		n, err := strconv.ParseInt(words[i], 10, 64)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return time.Duration(sum) * time.Second / 100, nil
}
