// Package orders has tests only: the scripts in testdata, whose output on Node 26
// was recorded beside them, played in Go. Each has to log the same lines in the
// same order for each of those taking part. Package js runs the scripts themselves.
package orders
