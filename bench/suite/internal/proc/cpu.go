// Package proc starts programs on chosen processors and reads what they use.
package proc

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// CPU is the processor time that the living threads of a process and of its
// descendants have used. /proc/PID/task/TID/schedstat counts in nanoseconds, where
// /proc/PID/stat counts in hundredths of a second.
func CPU(pid int) (time.Duration, error) {
	tasks := fmt.Sprintf("/proc/%d/task", pid)
	threads, err := os.ReadDir(tasks)
	if err != nil {
		return 0, err
	}
	var total time.Duration
	for _, thread := range threads {
		folder := tasks + "/" + thread.Name()
		text, err := os.ReadFile(folder + "/schedstat")
		if err != nil {
			continue // the thread has ended
		}
		spent, err := onProcessor(string(text))
		if err != nil {
			return 0, err
		}
		total += spent
		children, _ := os.ReadFile(folder + "/children") // socat has a process for each connection
		for child := range strings.FieldsSeq(string(children)) {
			if id, err := strconv.Atoi(child); err == nil {
				spent, _ := CPU(id) // it may have ended
				total += spent
			}
		}
	}
	return total, nil
}

// onProcessor reads the first number of a schedstat file.
func onProcessor(text string) (time.Duration, error) {
	first, _, _ := strings.Cut(text, " ")
	nanoseconds, err := strconv.ParseInt(first, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("schedstat: %q", text)
	}
	return time.Duration(nanoseconds), nil
}

// Resident is the resident memory of a process in bytes.
func Resident(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	return field(string(text), "VmRSS:")
}

// field finds an amount of kilobytes in a status file, and says it in bytes.
func field(text, name string) (int64, error) {
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 3 && words[0] == name && words[2] == "kB" {
			kilobytes, err := strconv.ParseInt(words[1], 10, 64)
			return kilobytes * 1024, err
		}
	}
	return 0, fmt.Errorf("no %s in the status file", name)
}
