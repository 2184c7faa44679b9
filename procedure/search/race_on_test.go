//go:build race

package search

// Under the race detector everything takes some ten times as long.
const (
	slack = 90 // times a target
	every = 12 // of how many questions one is asked where all would take minutes
)
