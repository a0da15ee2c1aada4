package os

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func memory() (total, free float64) {
	text, _ := os.ReadFile("/proc/meminfo")
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		fields := strings.Fields(value)
		if len(fields) == 0 {
			continue
		}
		kib, _ := strconv.ParseFloat(fields[0], 64)
		switch name {
		case "MemTotal":
			total = kib * 1024
		case "MemAvailable":
			free = kib * 1024
		}
	}
	return total, free
}

func uptime() float64 {
	text, _ := os.ReadFile("/proc/uptime")
	first, _, _ := strings.Cut(string(text), " ")
	seconds, _ := strconv.ParseFloat(first, 64)
	return seconds
}

func loadAverage() (load [3]float64) {
	text, _ := os.ReadFile("/proc/loadavg")
	for i, field := range strings.Fields(string(text)) {
		if i < 3 {
			load[i], _ = strconv.ParseFloat(field, 64)
		}
	}
	return load
}

func processors() (list []processor) {
	text, _ := os.ReadFile("/proc/stat")
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 7 || !strings.HasPrefix(fields[0], "cpu") || fields[0] == "cpu" {
			continue
		}
		var c processor
		// user, nice, system, idle, iowait, irq, in hundredths.
		for i, column := range []int{1, 2, 3, 4, 6} {
			n, _ := strconv.ParseInt(fields[column], 10, 64)
			c.times[i] = n * 10
		}
		list = append(list, c)
	}
	describe(list)
	return list
}

// describe adds the models and speeds of processors.
func describe(list []processor) {
	text, _ := os.ReadFile("/proc/cpuinfo")
	n := -1
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(name) {
		case "processor":
			n++
		case "model name":
			if n >= 0 && n < len(list) {
				list[n].model = strings.TrimSpace(value)
			}
		}
	}
	for i := range list {
		if list[i].model == "" {
			list[i].model = "unknown"
		}
		khz, err := os.ReadFile("/sys/devices/system/cpu/cpu" + strconv.Itoa(i) + "/cpufreq/scaling_cur_freq")
		if err == nil {
			n, _ := strconv.Atoi(strings.TrimSpace(string(khz)))
			list[i].speed = n / 1000
		}
	}
}

func getPriority(pid int) (int, error) {
	n, err := unix.Getpriority(unix.PRIO_PROCESS, pid)
	return 20 - n, err // the system call itself counts from 20 down
}

const dlopenDeepBind = 8
