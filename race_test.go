//go:build race

package nodenet

// raceDetector is on: it allocates itself, so that nothing about allocations can
// be said.
const raceDetector = true
