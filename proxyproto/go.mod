module github.com/nodenet-go/nodenet/proxyproto

go 1.26.0

replace github.com/nodenet-go/nodenet => ..

require (
	github.com/nodenet-go/nodenet v0.0.0-00010101000000-000000000000
	github.com/pires/go-proxyproto v0.15.0
)

require (
	github.com/gaissmai/bart v0.30.0 // indirect
	go4.org/netipx v0.0.0-20260823151212-3075585bcbeb // indirect
	golang.org/x/sys v0.50.0 // indirect
)
