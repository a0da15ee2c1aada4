//go:build !race

package enginetest

// RaceDetector is off.
const RaceDetector = false
