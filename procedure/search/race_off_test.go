//go:build !race

package search

const (
	slack = 9
	every = 1
)
