package js_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/js"
)

func TestDialOfTheHost(t *testing.T) {
	l := nettest.Echo(t)
	asked := make(chan string, 10)
	dials := map[string]func(ctx context.Context, network, address string) (net.Conn, error){
		"a pipe": func(_ context.Context, network, address string) (net.Conn, error) {
			asked <- network + " " + address
			ours, theirs := net.Pipe()
			go nettest.EchoOn(theirs)
			return ours, nil
		},
		"a TCP socket": func(ctx context.Context, network, address string) (net.Conn, error) {
			asked <- network + " " + address
			return new(net.Dialer).DialContext(ctx, network, l.Addr().String())
		},
	}
	lookup := func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("192.0.2.1")}, nil
	}
	for name, dial := range dials {
		got := confined(t, js.Options{Net: js.Net{Dial: dial, Lookup: lookup}}, `
			const c = require('net').connect(25, 'host.example', () => { print('connect'); c.write('hello') });
			c.on('data', (d) => { print('' + d); c.destroy() }).on('error', (e) => print(e.message)).on('close', () => print('close'))`)
		if got != "connect\nhello\nclose" {
			t.Errorf("%s: %s", name, got)
		}
		if at := receive(t, asked, "dial"); at != "tcp 192.0.2.1:25" {
			t.Errorf("%s: asked for %s", name, at)
		}
	}
	for name, c := range map[string]struct {
		dial func(ctx context.Context, network, address string) (net.Conn, error)
		then string
		want string
	}{
		"an error":    {func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("not today") }, "", "UNKNOWN connect not today 127.0.0.1:25"},
		"nothing":     {func(context.Context, string, string) (net.Conn, error) { return nil, nil }, "", "UNKNOWN connect there is no connection, and no error 127.0.0.1:25"},
		"a panic":     {func(context.Context, string, string) (net.Conn, error) { panic("oh") }, "", "UNKNOWN connect panic in Dial: oh 127.0.0.1:25"},
		"the context": {func(ctx context.Context, _, _ string) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }, "setTimeout(() => c.destroy(), 50)", ""},
	} {
		got := confined(t, js.Options{Net: js.Net{Dial: c.dial}}, `
			const c = require('net').connect(25, '127.0.0.1').on('error', (e) => print(e.code + ' ' + e.message));
			`+c.then)
		if got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestDialLeavesNoWayAround(t *testing.T) {
	dial := js.Options{Net: js.Net{Dial: func(_ context.Context, network, _ string) (net.Conn, error) {
		return nil, fmt.Errorf("asked for %s", network)
	}}}
	for _, c := range []struct{ script, want string }{
		{`require('net').connect({ port: 80, host: '127.0.0.1', localAddress: '127.0.0.1' }).on('error', (e) => print(e.code))`, "EINVAL"},
		{`try { new (require('net').BoundSocket)({ host: '127.0.0.1' }); print('GOT OUT') } catch (e) { print('refused') }`, "refused"},
		{`const r = new (require('dns').Resolver)({ timeout: 1000, tries: 1 }); r.setServers(['127.0.0.1:53']); r.resolve4('x.example', (e) => print(e.code))`, "ECONNREFUSED"},
	} {
		if got := confined(t, dial, c.script); got != c.want {
			t.Errorf("%s: %s", c.script, got)
		}
	}
}

func TestListenOfTheHost(t *testing.T) {
	asked := make(chan string, 1)
	options := js.Options{Net: js.Net{Listen: func(network, address string) (net.Listener, error) {
		asked <- network + " " + address
		return net.Listen(network, "127.0.0.1:0")
	}}}
	got := confined(t, options, `
		const net = require('net');
		const s = net.createServer((c) => c.end('hello')).listen(80, '127.0.0.1', () => {
			print(s.address().address + (s.address().port > 0));
			net.connect(s.address().port, '127.0.0.1').on('data', (d) => print('' + d)).on('close', () => s.close());
		})`)
	if got != "127.0.0.1true\nhello" {
		t.Error(got)
	}
	if at := <-asked; at != "tcp 127.0.0.1:80" {
		t.Errorf("asked for %s", at)
	}
	for name, c := range map[string]struct {
		listen func(network, address string) (net.Listener, error)
		want   string
	}{
		"an error": {func(string, string) (net.Listener, error) { return nil, errors.New("not today") }, "listen not today 127.0.0.1:80"},
		"nothing":  {func(string, string) (net.Listener, error) { return nil, nil }, "listen there is no listener, and no error 127.0.0.1:80"},
		"a panic":  {func(string, string) (net.Listener, error) { panic("oh") }, "listen panic in Listen: oh 127.0.0.1:80"},
	} {
		got := confined(t, js.Options{Net: js.Net{Listen: c.listen}}, `require('net').createServer().on('error', (e) => print(e.message)).listen(80, '127.0.0.1')`)
		if got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
	got = confined(t, options, `const h = require('net')._createServerHandle('127.0.0.1', 0, 4); print(typeof h)`)
	if got != "number" {
		t.Errorf("a handle that is bound: %s", got)
	}
}

// What the sockets of a runtime hold is bounded, whatever it is that nobody takes.
func TestMaxBuffered(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() { // it sends, and reads nothing
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = c.Write(make([]byte, 1<<20)) }()
			defer func() { _ = c.Close() }()
		}
	}()
	port := l.Addr().(*net.TCPAddr).Port
	options := js.Options{Net: js.Net{MaxBuffered: 1 << 20}}
	got := confined(t, options, fmt.Sprintf(`
		const net = require('net'), all = [];
		const end = () => { for (const c of all) c.destroy() };
		const c = net.connect(%d, '127.0.0.1', () => {
			for (let i = 0; i < 200 && !c.destroyed; i++) c.write(Buffer.alloc(100000)); // the system takes some
			print(c.destroyed + ' ' + (c.bytesWritten < 16e6));
		});
		all.push(c.pause());
		c.on('error', (e) => { print(e.code); end() })`, port))
	if got != "true true\nENOBUFS" {
		t.Errorf("written by one: %s", got)
	}
	got = confined(t, options, fmt.Sprintf(`
		const net = require('net'), all = [], alive = setInterval(() => {}, 1000);
		for (let i = 0; i < 20; i++) {
			const c = net.connect(%d, '127.0.0.1').on('readable', () => {});
			c.on('error', (e) => { print(e.code); clearInterval(alive); for (const c of all) c.destroy() });
			all.push(c);
		}`, port))
	if got != "ENOBUFS" {
		t.Errorf("received by many: %s", got)
	}
	got = confined(t, options, fmt.Sprintf(`
		const c = new (require('net').Socket)({ readableHighWaterMark: 1e9 });
		c.connect(%d, '127.0.0.1').on('error', (e) => print(e.code)).on('readable', () => {});
		setTimeout(() => { print('' + (c.readableLength <= 1 << 20)); c.destroy() }, 100)`, port))
	if got != "true" && got != "ENOBUFS\ntrue" {
		t.Errorf("received by one: %s", got)
	}
	got = confined(t, options, `
		const net = require('net');
		const s = net.createServer((c) => c.pipe(c)).listen(0, '127.0.0.1', () => {
			let n = 0;
			const c = net.connect(s.address().port, '127.0.0.1', () => {
				const more = () => { while (n < 20) { n++; if (!c.write(Buffer.alloc(300000))) return c.once('drain', more) } c.end() };
				more();
			}).on('error', (e) => print(e.code));
			let got = 0;
			c.on('data', (d) => got += d.length).on('close', () => { print('' + got); s.close() });
		})`)
	if got != "6000000" {
		t.Errorf("one that heeds backpressure: %s", got)
	}
}

// The block list is for the queries of dns, too.
func TestBlockListForQueries(t *testing.T) {
	list := &node.BlockList{}
	if err := list.AddCIDR("127.0.0.0/8"); err != nil {
		t.Fatal(err)
	}
	got := confined(t, js.Options{Net: js.Net{BlockList: list}}, `
		const r = new (require('dns').Resolver)({ timeout: 1000, tries: 1 }); r.setServers(['127.0.0.1:53']);
		r.resolve4('x.example', (e) => print(e.code))`)
	if got != "ECONNREFUSED" {
		t.Error(got)
	}
}

func TestTLSOfTheHost(t *testing.T) {
	own := certificateFor(t)
	leaf, err := x509.ParseCertificate(own.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	const script = `
		const tls = require('tls');
		const s = tls.createServer((c) => c.end('hello')).listen(0, '127.0.0.1', () => {
			const c = tls.connect({ port: s.address().port, host: '127.0.0.1', checkServerIdentity() {}, OPTIONS }, () => print(c.authorized + ' ' + c.getProtocol()));
			c.on('data', (d) => print('' + d)).on('error', (e) => print(e.code)).on('close', () => s.close());
		}).on('tlsClientError', () => {})`
	for _, c := range []struct {
		about, options string
		base           *tls.Config
		want           string
	}{
		{"its certificate and authorities", "", &tls.Config{Certificates: []tls.Certificate{own}, RootCAs: roots}, "true TLSv1.3\nhello"},
		{"its certificate alone", "", &tls.Config{Certificates: []tls.Certificate{own}}, "DEPTH_ZERO_SELF_SIGNED_CERT"},
		{"its versions", "", &tls.Config{Certificates: []tls.Certificate{own}, RootCAs: roots, MaxVersion: tls.VersionTLS12}, "true TLSv1.2\nhello"},
		{"which scripts do not exceed", "maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2'", &tls.Config{Certificates: []tls.Certificate{own}, RootCAs: roots, MinVersion: tls.VersionTLS13}, "failed"},
		{"authorities of the script", "ca: []", &tls.Config{Certificates: []tls.Certificate{own}, RootCAs: x509.NewCertPool()}, "DEPTH_ZERO_SELF_SIGNED_CERT"},
	} {
		got := confined(t, js.Options{Net: js.Net{TLS: c.base}}, strings.Replace(script, "OPTIONS", c.options, 1))
		if c.want == "failed" {
			if got == "" || strings.Contains(got, "hello") {
				t.Errorf("%s: %s", c.about, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s: %s", c.about, got)
		}
	}
}
