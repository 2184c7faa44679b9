package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

const (
	oldestMajor = 14 // the oldest PostgreSQL that its makers still repaired when this was written
	bindirEnv   = "MOTCUA_PG_BINDIR"
)

// NoBinariesError says that the programs of a PostgreSQL server are not on this
// machine, and what can be done about it.
type NoBinariesError struct {
	// Want is the major version that an existing cluster needs; 0 means any from
	// 14 on.
	Want int
	// Cluster is the existing cluster that wants it, or "".
	Cluster string
	// Seen tells what was found instead, one "folder: reason" each.
	Seen []string
}

func (e *NoBinariesError) Error() string {
	var b strings.Builder
	apt, dnf, brew := "postgresql", "postgresql-server", "postgresql@17"
	if e.Want == 0 {
		fmt.Fprintf(&b, "this machine has no PostgreSQL server programs (initdb and postgres, version %d or newer)", oldestMajor)
	} else {
		fmt.Fprintf(&b, "the cluster %s was made by PostgreSQL %d, whose programs are not on this machine", e.Cluster, e.Want)
		apt, brew = fmt.Sprintf("postgresql-%d", e.Want), fmt.Sprintf("postgresql@%d", e.Want)
	}
	if len(e.Seen) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(e.Seen, "; "))
	}
	fmt.Fprintf(&b, ". Install them (Debian, Ubuntu: apt-get install %s; Fedora, RHEL: dnf install %s; macOS: brew install %s),"+
		" or name their folder in %s, or set DATABASE_URL to a PostgreSQL that runs elsewhere", apt, dnf, brew, bindirEnv)
	return b.String()
}

// binaries is one installation of PostgreSQL's programs.
type binaries struct {
	dir   string
	major int
}

func (b binaries) path(program string) string { return filepath.Join(b.dir, program) }

// usualPlaces is where packages put a server's programs.
func usualPlaces() []string {
	return []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/usr/local/pgsql/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin",
	}
}

// findBinaries looks for the programs of major version want, or with want 0 for
// the newest that is new enough, which the account can execute.
func findBinaries(ctx context.Context, acc account, want int, cluster string) (binaries, error) {
	dirs := candidates(os.Getenv(bindirEnv), os.Getenv("PATH"), usualPlaces())
	// A path that names the wanted major is right nearly always: asking it first
	// saves starting the other programs.
	slices.SortStableFunc(dirs, func(a, b string) int { return boolOrder(names(b, want), names(a, want)) })
	var best binaries
	missing := &NoBinariesError{Want: want, Cluster: cluster}
	if named := os.Getenv(bindirEnv); named != "" && len(dirs) == 0 {
		missing.Seen = append(missing.Seen, fmt.Sprintf("%s=%s: no initdb and postgres there", bindirEnv, named))
	}
	for _, dir := range dirs {
		major, err := majorOf(ctx, acc, dir)
		switch {
		case err != nil:
			missing.Seen = append(missing.Seen, fmt.Sprintf("%s: %v", dir, err))
		case want != 0 && major == want:
			return binaries{dir, major}, nil
		case want != 0 || major < oldestMajor:
			missing.Seen = append(missing.Seen, fmt.Sprintf("%s: version %d", dir, major))
		case major > best.major:
			best = binaries{dir, major}
		}
	}
	if best.major == 0 {
		return best, missing
	}
	return best, nil
}

// names tells whether the last but one element of a bin directory's path ends
// in the major version, as in /usr/lib/postgresql/15/bin.
func names(dir string, major int) bool {
	return major != 0 && strings.HasSuffix(filepath.Base(filepath.Dir(dir)), strconv.Itoa(major))
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// candidates lists the folders that hold both programs. A named folder is the
// only one that counts.
func candidates(named, path string, globs []string) []string {
	if named != "" {
		return withPrograms([]string{named})
	}
	var dirs []string
	for _, dir := range filepath.SplitList(path) {
		dirs = append(dirs, dir)
		// Packages link single programs into /usr/bin, while the programs look for
		// each other and for their library beside the real file.
		for _, program := range []string{"postgres", "initdb"} {
			if real, err := filepath.EvalSymlinks(filepath.Join(dir, program)); err == nil {
				dirs = append(dirs, filepath.Dir(real))
			}
		}
	}
	for _, glob := range globs {
		if found, err := filepath.Glob(glob); err == nil {
			dirs = append(dirs, found...)
		}
	}
	return withPrograms(dirs)
}

func withPrograms(dirs []string) []string {
	var found []string
	for _, dir := range dirs {
		abs, err := filepath.Abs(dir)
		if err == nil && dir != "" && !slices.Contains(found, abs) &&
			executable(filepath.Join(abs, "postgres")) && executable(filepath.Join(abs, "initdb")) {
			found = append(found, abs)
		}
	}
	return found
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// versionLine is what postgres --version prints, as in "postgres (PostgreSQL) 15.18 (Debian 15.18-0)".
var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// majorOf asks the programs in dir for their version, as the account that will
// run them, so that a folder closed to it is found out here.
func majorOf(ctx context.Context, acc account, dir string) (int, error) {
	cmd := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version")
	cmd.Dir = "/"
	cmd.SysProcAttr = childAttr(acc)
	runtime.LockOSThread() // see childAttr
	defer runtime.UnlockOSThread()
	out, err := cmd.Output()
	if err != nil {
		return 0, err
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return 0, errors.New("not a PostgreSQL version: " + firstLine(string(out)))
	}
	return strconv.Atoi(string(m[1]))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
