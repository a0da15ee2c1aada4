package unavailable_test

import (
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/unavailable"
)

func prepare(e *engine.Engine) {
	e.Register("http", unavailable.LoadHTTP)
	e.Register("https", unavailable.LoadHTTPS)
	e.Register("http2", unavailable.LoadHTTP2)
	e.Register("dgram", unavailable.LoadDgram)
}

// What libraries touch while they load is as in Node.
func TestGolden(t *testing.T) { enginetest.Golden(t, prepare) }

func TestUseIsRefused(t *testing.T) {
	lines := enginetest.Run(t, enginetest.New(t, prepare), `
		for (const f of [() => require('http').get('http://x'), () => require('https').request({}), () => require('http2').connect('x'),
			 () => require('dgram').createSocket('udp4'), () => require('http').globalAgent.createConnection(), () => new (class extends require('http').IncomingMessage {})()])
			try { f(); print('no error') } catch (e) { print(e.code, e.message) }`)
	code := "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM"
	var want []string
	for _, name := range []string{"http", "https", "http2", "dgram", "http", "http"} {
		want = append(want, code+" The "+name+" module is not available in nodenet")
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("printed\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}
