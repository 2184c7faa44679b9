package vnum

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// elsewhere is what code looks like that formats a share by itself.
var elsewhere = map[string]*regexp.Regexp{
	"writes a fraction":                       regexp.MustCompile(`FormatFloat\(`),
	"writes a percentage in a format":         regexp.MustCompile(`%[-+.0-9]*[a-z]%%`),
	"puts the sign behind a number":           regexp.MustCompile(`\+ ?"%"`),
	"rounds a percentage":                     regexp.MustCompile(`math\.(Round|Floor|Ceil)\([^)]*\b1000?\b`),
	"writes a share of answers as a fraction": regexp.MustCompile(`vnum\.(Percent|Bare|Whole)\([^)]*\.Share\b`),
}

// allowed are the lines that look so and are something else.
var allowed = []string{
	`100 * (float64(k1)/float64(now.N) - float64(k2)/float64(then.N))`, // the number of figures.json, six decimals
}

// Nothing but this package formats a share: each that did rounded in its own way.
func TestSharesAreWrittenHereOnly(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
		if d.IsDir() && (strings.HasPrefix(name, ".git") || name == "internal/vnum" || name == "procedure/search/eval") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for i, line := range strings.Split(string(body), "\n") {
			code, _, _ := strings.Cut(line, "//")
			for what, looks := range elsewhere {
				if looks.MatchString(code) && !permitted(name, code) {
					t.Errorf("%s:%d %s: %s", name, i+1, what, strings.TrimSpace(line))
				}
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files looked at: %v", files, err)
	}
}

func permitted(name, code string) bool {
	for _, a := range allowed {
		if name == a || strings.Contains(code, a) {
			return true
		}
	}
	return false
}
