package site

import (
	"bytes"
	"io/fs"
	"testing"
)

// What is left out of scripts and style sheets must be nothing but comments and white space: a text over several lines, or one that
// begins like a comment, would lose something.
func TestLeanAssets(t *testing.T) {
	for ext, c := range map[string]struct{ from, to string }{
		".css": {"/* why */\na {\n  color: red; /* so */\n}\n", "a { color: red; } "},
		".js":  {"// why\n'use strict';\n\n  go('http://x'); // so\n", "'use strict';\ngo('http://x'); // so\n"},
		".svg": {"<svg>\n\n</svg>", "<svg>\n\n</svg>"},
	} {
		if got := string(lean(ext, []byte(c.from))); got != c.to {
			t.Errorf("%s: %q", ext, got)
		}
	}
	entries, err := fs.Glob(files, "static/*.js")
	if err != nil || len(entries) == 0 {
		t.Fatal(entries, err)
	}
	for _, name := range entries {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsRune(body, '`') {
			t.Errorf("%s has a text over several lines", name)
		}
	}
}
