//go:build !race

package auditor

// usual is how many histories are audited where nothing else is said.
const usual = 500
