//go:build race

package enginetest

// RaceDetector is on: it allocates itself, so that nothing about allocations can
// be said.
const RaceDetector = true
