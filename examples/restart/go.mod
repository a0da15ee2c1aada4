module github.com/nodenet-go/nodenet/examples/restart

go 1.26.0

replace github.com/nodenet-go/nodenet => ../..

require (
	github.com/cloudflare/tableflip v1.2.3
	github.com/coreos/go-systemd/v22 v22.7.0
	github.com/nodenet-go/nodenet v0.0.0-00010101000000-000000000000
)

require (
	github.com/gaissmai/bart v0.30.0 // indirect
	go4.org/netipx v0.0.0-20260823151212-3075585bcbeb // indirect
	golang.org/x/sys v0.50.0 // indirect
)
