package setup_test

import (
	"strings"
	"testing"
)

// A finding stops the build, and so does whatever is not understood; a database out of reach is said aloud.
func TestVulnerabilities(t *testing.T) {
	for name, test := range map[string]struct {
		tool string // what "go run" does
		ok   bool
		says string
	}{
		"nothing known": {"echo 'No vulnerabilities found.'", true, "No vulnerabilities found."},
		"a finding":     {"echo 'Vulnerability #1'; echo 'exit status 3' >&2; exit 1", false, "Vulnerability #1"},
		"a finding that speaks of fetching": {
			"echo 'fetching vulnerabilities'; echo 'exit status 3' >&2; exit 1", false, "fetching",
		},
		"no network":   {"echo 'govulncheck: fetching vulnerabilities: no such host' >&2; echo 'exit status 1' >&2; exit 1", true, "NOT CHECKED"},
		"does not run": {"echo 'cannot find module' >&2; exit 1", false, "cannot find module"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t)
			for _, path := range []string{"cat", "mktemp", "tail"} {
				m.link(path)
			}
			m.program("bin/go", "#!/bin/sh\n"+test.tool+"\n")
			said, ok := m.run("vulnerabilities.sh")
			if ok != test.ok || !strings.Contains(said, test.says) {
				t.Errorf("ok: %v, want %v", ok, test.ok)
			}
		})
	}
}
