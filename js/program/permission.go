package program

import (
	"errors"
	"net/netip"
	"slices"
	"strings"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Permission is what a restricted script may do. Node: the permission model.
type Permission struct {
	// ReadFiles and WriteFiles list files, directories with everything in them, and
	// path prefixes followed by "*". The script itself may always be read. Node:
	// --allow-fs-read, --allow-fs-write.
	ReadFiles, WriteFiles []string
	// Scopes are "net", "child", "worker" and others, by the names that
	// process.permission.has takes. Node: --allow-net, --allow-child-process,
	// --allow-worker.
	Scopes []string
}

// permit gives the program its permissions. The network is refused once more where
// descriptors are made.
func (p *running) permit() {
	o := p.options.Permission
	if o == nil {
		return
	}
	permissions := p.permissions
	if permissions == nil {
		permissions = engine.NewPermissions(o.ReadFiles, o.WriteFiles, o.Scopes...)
	}
	p.engine.Host.Permissions = permissions
	p.engine.Host.Control = func(string, string, netip.AddrPort, string) error {
		if !permissions.Has(engine.UseNetwork.Name, "") {
			return errors.New("there is no permission for the network")
		}
		return nil
	}
}

// warnOfPermissions says what is dangerous about the flags, as Node does.
func (p *running) warnOfPermissions() {
	o := p.options.Permission
	if o == nil {
		return
	}
	for flag, paths := range map[string][]string{"--allow-fs-read": o.ReadFiles, "--allow-fs-write": o.WriteFiles} {
		if slices.ContainsFunc(paths, func(path string) bool { return strings.Contains(path, ",") }) {
			p.engine.EmitWarning("The "+flag+" CLI flag has changed. Passing a comma-separated list of paths is no longer valid. Documentation can be found at https://nodejs.org/api/permissions.html#file-system-permissions", "Warning", "")
		}
	}
	for _, risk := range []struct{ scope, flag, code string }{
		{"addon", "--allow-addons", "PERM0001"}, {"child", "--allow-child-process", "PERM0002"}, {"ffi", "--allow-ffi", "PERM0003"}, {"inspector", "--allow-inspector", "PERM0004"}, {"wasi", "--allow-wasi", "PERM0005"}, {"worker", "--allow-worker", "PERM0006"},
	} {
		if slices.Contains(o.Scopes, risk.scope) {
			p.engine.EmitWarning("The flag "+risk.flag+" must be used with extreme caution. It could invalidate the permission model.", "SecurityWarning", risk.code)
		}
	}
	if slices.Contains(o.Scopes, "net") {
		p.engine.EmitWarning("The flag --allow-net is under experimental phase.", "ExperimentalWarning", "")
	}
}
