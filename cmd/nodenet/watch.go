package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watched is the variable that tells a program that it is watched: it writes the
// names of its files to descriptor 3.
const watched = "NODENET_WATCHED"

// report is what a program does with the files that it has read.
func report(watching bool) func(file string) {
	if !watching || os.Getenv(watched) == "" {
		return nil
	}
	_ = os.Unsetenv(watched)
	keepPrivate(3)
	to := os.NewFile(3, "files")
	return func(file string) { fmt.Fprintln(to, file) }
}

// watch runs the program again and again, each time one of its files changes,
// until it is stopped.
func watch(args []string) int {
	changes, err := fsnotify.NewWatcher()
	if err != nil {
		fmt.Fprintln(os.Stderr, "nodenet: --watch:", err)
		return 1
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	known := map[string]bool{} // the files of the program, of all its runs
	for {
		child, files, err := start(args)
		if err != nil {
			fmt.Fprintln(os.Stderr, "nodenet: --watch:", err)
			return 1
		}
		ended := make(chan error, 1)
		go func() { ended <- child.Wait() }()
		again, code := attend(changes, known, files, stop, ended)
		if !again {
			_ = child.Process.Signal(syscall.SIGTERM)
			return code
		}
		_ = child.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(time.Second):
			_ = child.Process.Kill()
		}
		fmt.Println("Restarting", quoted(args))
	}
}

func quoted(args []string) string {
	return "'" + args[len(args)-1] + "'"
}

// start runs the program once. The channel has the files that it reads.
func start(args []string) (*exec.Cmd, <-chan string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	child := exec.Command(self, args...)
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	child.ExtraFiles = []*os.File{write}
	child.Env = append(os.Environ(), watched+"=1")
	if err := child.Start(); err != nil {
		return nil, nil, err
	}
	_ = write.Close()
	files := make(chan string, 64)
	go func() {
		defer close(files)
		defer read.Close()
		for lines := bufio.NewScanner(read); lines.Scan(); {
			files <- lines.Text()
		}
	}()
	return child, files, nil
}

// attend waits until a file of the program changes, or the watching is stopped.
func attend(changes *fsnotify.Watcher, known map[string]bool, files <-chan string, stop <-chan os.Signal, ended chan error) (again bool, code int) {
	for {
		select {
		case file, ok := <-files:
			if !ok {
				files = nil
				continue
			}
			remember(changes, known, file)
		case event := <-changes.Events:
			if known[event.Name] && event.Op != fsnotify.Chmod {
				settle(changes)
				return true, 0
			}
		case err := <-ended:
			ended <- err
			if files != nil {
				for file := range files { // those that it has told of last
					remember(changes, known, file)
				}
			}
			if err != nil {
				fmt.Println("Failed running the program. Waiting for file changes before restarting...")
			} else {
				fmt.Println("Completed running the program. Waiting for file changes before restarting...")
			}
			return attendEnded(changes, known, stop)
		case <-stop:
			return false, 0
		}
	}
}

func remember(changes *fsnotify.Watcher, known map[string]bool, file string) {
	known[file] = true
	// Editors replace files: their directory sees it.
	_ = changes.Add(filepath.Dir(file))
}

// attendEnded waits for a change after the program has ended by itself.
func attendEnded(changes *fsnotify.Watcher, known map[string]bool, stop <-chan os.Signal) (again bool, code int) {
	for {
		select {
		case event := <-changes.Events:
			if known[event.Name] && event.Op != fsnotify.Chmod {
				settle(changes)
				return true, 0
			}
		case <-stop:
			return false, 0
		}
	}
}

// settle takes the changes that come together with the one just seen.
func settle(changes *fsnotify.Watcher) {
	quiet := time.NewTimer(100 * time.Millisecond)
	for {
		select {
		case <-changes.Events:
		case <-quiet.C:
			return
		}
	}
}
