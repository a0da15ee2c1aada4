package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"io"
	"net"
	"testing"

	"github.com/nodenet-go/nodenet"
	"golang.org/x/crypto/ssh"
)

// sshEcho serves one connection, whose channels send back what they get.
func sshEcho(conn net.Conn, config *ssh.ServerConfig) error {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return err
	}
	go ssh.DiscardRequests(requests)
	for c := range channels {
		channel, requests, err := c.Accept()
		if err != nil {
			return err
		}
		go ssh.DiscardRequests(requests)
		go func() {
			io.Copy(channel, channel)
			channel.CloseWrite()
			channel.Close()
		}()
	}
	return nil
}

func TestSSH(t *testing.T) {
	g := loops(t)
	l := listen(t, g)
	defer l.Close()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	config := &ssh.ServerConfig{NoClientAuth: true}
	config.AddHostKey(signer)
	served := make(chan error, 1)
	go func() {
		conn, err := l.Accept()
		if err == nil {
			err = sshEcho(conn, config)
		}
		served <- err
	}()

	conn, err := (&nodenet.Dialer{Group: g}).DialContext(limit(t), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	c, channels, requests, err := ssh.NewClientConn(conn, "", &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(signer.PublicKey())})
	if err != nil {
		t.Fatal(err)
	}
	client := ssh.NewClient(c, channels, requests)
	channel, requests, err := client.OpenChannel("echo", nil)
	if err != nil {
		t.Fatal(err)
	}
	go ssh.DiscardRequests(requests)
	want := pattern(4 << 20)
	go func() {
		channel.Write(want)
		channel.CloseWrite()
	}()
	if got, err := io.ReadAll(channel); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}
