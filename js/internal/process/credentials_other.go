//go:build !unix

package process

import "syscall"

const hasCredentials = false

func setUser(int) error                        { return syscall.EPERM }
func setGroup(int) error                       { return syscall.EPERM }
func setEffectiveUser(int) error               { return syscall.EPERM }
func setEffectiveGroup(int) error              { return syscall.EPERM }
func setGroups([]int) error                    { return syscall.EPERM }
func initGroups(string, int) error             { return syscall.EPERM }
func userNumber(string) (int, bool)            { return 0, false }
func groupNumber(string) (int, bool)           { return 0, false }
func nameOfUser(int) (string, bool)            { return "", false }
func replace(string, []string, []string) error { return syscall.ENOSYS }
