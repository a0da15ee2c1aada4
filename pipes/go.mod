module github.com/nodenet-go/nodenet/pipes

go 1.26.0

replace github.com/nodenet-go/nodenet => ..

require (
	github.com/Microsoft/go-winio v0.6.4
	github.com/nodenet-go/nodenet v0.0.0-00010101000000-000000000000
)

require golang.org/x/sys v0.50.0 // indirect
