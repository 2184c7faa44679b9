// Package load measures the reports of a province on ten million answers. It has no code of its own, only a test that
// runs when it is told how many answers to make: make bench-report.
package load
