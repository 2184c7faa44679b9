//go:build race

package auditor

// usual is how many histories are audited with the race detector, under which each takes ten times as long; make test audits
// more without it.
const usual = 40
