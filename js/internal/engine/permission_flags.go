package engine

import (
	"slices"
	"strings"
)

// Flags are those that give another program the same permissions, by NODE_OPTIONS.
func (p *Permissions) Flags() []string { return p.flags }

// flagsOf are the flags of permissions. In NODE_OPTIONS, spaces separate flags, and what
// is between quotes is one.
func flagsOf(read, write, scopes []string) []string {
	flags := []string{"--permission"}
	for _, path := range read {
		flags = append(flags, quoted(ReadFiles.Flag+"="+path))
	}
	for _, path := range write {
		flags = append(flags, quoted(WriteFiles.Flag+"="+path))
	}
	for _, s := range []Scope{LoadAddon, StartChild, UseNetwork, StartWorker, {Name: "ffi", Flag: "--allow-ffi"}, {Name: "inspector", Flag: "--allow-inspector"}, {Name: "wasi", Flag: "--allow-wasi"}} {
		if slices.Contains(scopes, s.Name) {
			flags = append(flags, s.Flag)
		}
	}
	return flags
}

func quoted(flag string) string {
	if !strings.ContainsAny(flag, " \"\\") {
		return flag
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(flag) + `"`
}
