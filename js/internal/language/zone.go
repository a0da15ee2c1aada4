package language

import (
	"os"
	"strings"
)

// zoneOfSystem finds the name of the time zone where Unix systems keep it.
func zoneOfSystem() (string, bool) {
	if name := os.Getenv("TZ"); name != "" {
		return strings.TrimPrefix(name, ":"), true
	}
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			if name == "Etc/UTC" {
				name = "UTC"
			}
			return name, true
		}
	}
	return "", false
}
