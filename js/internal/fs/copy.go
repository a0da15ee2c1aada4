package fs

import (
	"os"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func (m *module) copyAll(a *arguments) work {
	opts := a.options(2)
	source, target := []engine.Scope{reads}, []engine.Scope{writes}
	if a.async { // it looks at both first
		source, target = []engine.Scope{looks}, []engine.Scope{looks, writes}
	}
	from, to := a.path(0, "src", source...), a.path(1, "dest", target...)
	recursive := opts.isTrue("recursive")
	c := &copying{
		force:     engine.IsUndefined(opts.get("force")) || opts.isTrue("force"),
		exclusive: opts.isTrue("errorOnExist"), follow: opts.isTrue("dereference"), verbatim: opts.isTrue("verbatimSymlinks"), e: m.e,
	}
	walked := opts.object != nil && opts.object.GetSymbol(m.walked()) != nil
	return func() (func() []goja.Value, error) {
		if walked {
			return done(c.tree(from, to))
		}
		if err := mayCopy(from, to, c.follow, recursive, a.async); err != nil {
			return nil, err
		}
		return done(c.tree(from, to))
	}
}

// copying is how files are copied by fs.cp.
type copying struct {
	force, exclusive bool
	follow           bool // what a link leads to is copied, and not the link
	verbatim         bool // links stay relative
	e                *engine.Engine
}

// refuses reports whether there is something that may not be replaced.
func (c *copying) refuses(target string) bool {
	_, missing := os.Lstat(target)
	return missing == nil && c.exclusive && !c.force
}

func (c *copying) tree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return failed(err, "cp", path)
		}
		relative, _ := filepath.Rel(from, path)
		target := filepath.Join(to, relative)
		switch {
		case d.IsDir():
			if c.refuses(target) {
				return targetExists(target)
			}
			_, err = makeAll(target, 0o777)
		case d.Type()&os.ModeSymlink != 0:
			return c.link(path, target)
		default:
			err = c.file(path, target)
		}
		return failed(err, "cp", path, target)
	})
}

func (c *copying) file(path, target string) error {
	if c.refuses(target) {
		return targetExists(target)
	}
	if _, missing := os.Lstat(target); missing == nil && !c.force {
		return nil
	}
	if _, err := makeAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	return copyFile(path, target, false)
}

// link copies a link, or what it leads to. As fs.symlink, links need all permissions; Node
// lets cpSync make them.
func (c *copying) link(path, target string) error {
	if c.follow {
		info, err := os.Stat(path)
		if err != nil {
			return failed(err, "cp", path)
		}
		if !info.IsDir() {
			return failed(c.file(path, target), "cp", path, target)
		}
		if path, err = evalSymlinks(path); err != nil {
			return failed(err, "cp", path)
		}
		return c.tree(path, target)
	}
	if !mayLink(c.e) {
		return &thrownError{linkDenied}
	}
	link, err := os.Readlink(path)
	if err == nil && !c.verbatim && !filepath.IsAbs(link) {
		link, err = filepath.Abs(filepath.Join(filepath.Dir(path), link))
	}
	if err != nil {
		return failed(err, "cp", path, target)
	}
	if info, missing := os.Lstat(target); missing == nil && info.Mode()&os.ModeSymlink != 0 {
		_ = os.Remove(target) // no link takes the place of a file: it may lead there
	}
	return failed(os.Symlink(link, target), "symlink", link, target)
}
