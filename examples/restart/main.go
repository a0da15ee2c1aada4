// Command restart is an echo server that is replaced while it serves: on SIGHUP it starts
// itself anew, which takes over the listening socket, and ends once its last connection
// has. No connection is refused, and none is cut.
//
//	go run . -listen 127.0.0.1:8888 -pid /run/echo.pid
//	kill -HUP $(cat /run/echo.pid)
//
// Under systemd it takes the sockets of a .socket unit, if there is one, and says when it
// is ready, and when the main process is another (Type=notify).
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/cloudflare/tableflip"
	"github.com/coreos/go-systemd/v22/activation"
	"github.com/coreos/go-systemd/v22/daemon"

	"github.com/nodenet-go/nodenet"
)

func main() {
	address := flag.String("listen", "127.0.0.1:8888", "where to listen, unless systemd has done it")
	pid := flag.String("pid", "", "a file for the number of the process that serves")
	patience := flag.Duration("patience", time.Minute, "how long the old connections have to end")
	flag.Parse()
	if err := run(*address, *pid, *patience); err != nil {
		log.Fatal(err)
	}
}

func run(address, pid string, patience time.Duration) error {
	// First: who finds the number of this process may send it a signal.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGTERM, os.Interrupt)

	upgrader, err := tableflip.New(tableflip.Options{PIDFile: pid})
	if err != nil {
		return err
	}
	defer upgrader.Stop()

	server := nodenet.CreateServer(func(s *nodenet.Socket) { s.Pipe(s) })
	file, err := listener(upgrader, address)
	if err != nil {
		return err
	}
	if err := server.ListenFile(file); err != nil {
		return err
	}
	// Now this process takes connections, so the one before may stop.
	if err := upgrader.Ready(); err != nil {
		return err
	}
	if _, err := daemon.SdNotify(false, daemon.SdNotifyReady+"\nMAINPID="+strconv.Itoa(os.Getpid())); err != nil {
		return err
	}

	for serving := true; serving; {
		select {
		case s := <-signals:
			if s != syscall.SIGHUP {
				serving = false
				break
			}
			go upgrade(upgrader)
		case <-upgrader.Exit(): // the next one serves
			serving = false
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return server.Shutdown(ctx)
}

// upgrade starts the next process, once the one before this has ended: there are two at
// the most.
func upgrade(upgrader *tableflip.Upgrader) {
	err := upgrader.WaitForParent(context.Background())
	if err == nil {
		err = upgrader.Upgrade()
	}
	if err != nil {
		log.Print("it goes on as it is: ", err)
	}
}

// listener is the socket to listen on, the same one for every process: that of the process
// before, of systemd, or a new one.
func listener(upgrader *tableflip.Upgrader, address string) (*os.File, error) {
	const name = "echo"
	if !upgrader.HasParent() {
		for _, file := range activation.Files(true) {
			ln, err := net.FileListener(file)
			file.Close()
			if err != nil {
				return nil, err
			}
			tcp, ok := ln.(*net.TCPListener)
			if !ok {
				return nil, errors.New("systemd has given a socket that is not for TCP")
			}
			address = tcp.Addr().String()
			if err := upgrader.AddListener("tcp", name, tcp); err != nil {
				return nil, err
			}
			return tcp.File()
		}
	}
	if ln, err := upgrader.Listener("tcp", name); err != nil || ln != nil {
		return fileOf(ln, err)
	}
	return fileOf(upgrader.ListenWithCallback("tcp", name, func(string, string) (net.Listener, error) {
		return net.Listen("tcp", address)
	}))
}

func fileOf(ln net.Listener, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	return ln.(*net.TCPListener).File()
}
