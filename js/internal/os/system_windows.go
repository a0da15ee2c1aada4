package os

import "errors"

type names struct{ sysname, release, version, machine string }

func uname() names { return names{"Windows_NT", "10.0.0", "Windows", "x86_64"} }

func setPriority(int, int) error { return errors.ErrUnsupported }

func getPriority(int) (int, error) { return 0, nil }

func whoami() (person, bool) { return otherwise() }
