// Package examples has tests only: they run the programs in its folders, and see to
// it that the README and docs/guide.md show code that is compiled and run.
package examples
