package dns_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/dns"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

func prepare(e *engine.Engine) {
	e.Register("dns", dns.Load)
	e.Register("dns/promises", dns.LoadPromises)
}

func TestGolden(t *testing.T) { enginetest.Golden(t, prepare) }
