//go:build !race

package nodenet

const raceDetector = false
