package js_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// fsRuntime runs a script in a runtime that has fs, a folder and somebody to tell.
func fsRuntime(t *testing.T, scheduler js.Scheduler, dir string, ready chan<- struct{}, script string) *goja.Runtime {
	vm := goja.New()
	scheduler.Post(func() {
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(vm)
		if err := js.EnableWith(vm, scheduler, js.Options{Modules: []string{"fs"}}); err != nil {
			t.Error(err)
		}
		_ = vm.Set("ready", func() { ready <- struct{}{} })
		_ = vm.Set("dir", dir)
		_ = js.Run(vm, func() {
			if _, err := vm.RunString(script); err != nil {
				t.Error(err)
			}
		})
	})
	return vm
}

// What fs watches, and the directories that it reads, are closed with the runtime.
func TestCloseLeavesNothingOfFs(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		before, dir := descriptorCount(t), t.TempDir()
		ready := make(chan struct{}, 1)
		vm := fsRuntime(t, scheduler, dir, ready, `
			const fs = require('fs'), kept = [fs.opendirSync(dir), fs.watch(dir, { recursive: true }), fs.watchFile(dir + '/x', () => {})];
			fs.promises.opendir(dir).then((d) => { kept.push(d); fs.watch(dir, () => ready()); fs.writeFileSync(dir + '/x', '') })`)
		receive(t, ready, "event of a file")
		js.Close(vm)
		awaitDescriptors(t, before+2) // two of the runtime's loop, until that has ended
	})
}

// What scripts have opened by number is closed with the runtime, also what they are just
// opening, reading and closing.
func TestCloseLeavesNoDescriptorOfFs(t *testing.T) {
	const script = `
		const fs = require('fs'), path = dir + '/file';
		fs.writeFileSync(path, 'x'.repeat(100000));
		const kept = [fs.openSync(path), fs.openSync(path, 'a')];
		fs.closeSync(fs.openSync(path));
		fs.open(path, (err, fd) => {
			kept.push(fd);
			fs.promises.open(path).then((handle) => {
				kept.push(handle);
				const stream = fs.createReadStream(path).on('readable', () => {
					fs.createWriteStream(dir + '/other').on('open', () => {
						for (let i = 0; i < 20; i++) {
							fs.open(path, () => {}), fs.promises.open(path), fs.read(fd, () => {}), handle.stat(), fs.promises.opendir(dir);
							fs.createReadStream(path).resume();
						}
						handle.close(); fs.close(kept[0]);
						ready();
					});
				});
			});
		});`
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		before, dir := descriptorCount(t), t.TempDir()
		const runtimes = 10
		ready := make(chan struct{}, runtimes)
		var all []*goja.Runtime
		for range runtimes {
			all = append(all, fsRuntime(t, scheduler, dir, ready, script))
		}
		for range runtimes {
			receive(t, ready, "files to be open")
		}
		for _, vm := range all {
			js.Close(vm)
		}
		awaitDescriptors(t, before+2)
	})
}

// A descriptor that a socket has taken over is the socket's: when its number has become
// that of another file, closing the runtime leaves that alone.
func TestCloseLeavesWhatASocketHasClosed(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		fifo := filepath.Join(t.TempDir(), "fifo")
		if err := syscall.Mkfifo(fifo, 0o600); err != nil {
			t.Fatal(err)
		}
		closed := make(chan int, 1)
		vm := goja.New()
		scheduler.Post(func() {
			registry := require.NewRegistry()
			js.Register(registry)
			registry.Enable(vm)
			if err := js.EnableWith(vm, scheduler, js.Options{Modules: append(js.DefaultModules(), "fs"), Net: js.Net{Descriptors: true}}); err != nil {
				t.Error(err)
			}
			_ = vm.Set("closed", func(fd int) { closed <- fd })
			_ = vm.Set("fifo", fifo)
			_ = js.Run(vm, func() {
				if _, err := vm.RunString(`
					const fs = require('fs'), net = require('net');
					const fd = fs.openSync(fifo, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
					new net.Socket({ fd }).on('close', () => closed(fd)).destroy()`); err != nil {
					t.Error(err)
				}
			})
		})
		fd := receive(t, closed, "'close'")
		var files []*os.File
		for range 100 {
			f, err := os.Open(os.DevNull)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if files = append(files, f); int(f.Fd()) == fd {
				break
			}
		}
		js.Close(vm)
		for _, f := range files {
			if _, err := f.Stat(); err != nil {
				t.Error(err)
			}
		}
	})
}

// awaitDescriptors waits until the process has so many descriptors at most.
func awaitDescriptors(t *testing.T, most int) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); descriptorCount(t) > most; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d descriptors, wanted %d", descriptorCount(t), most)
		}
	}
}

func descriptorCount(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
