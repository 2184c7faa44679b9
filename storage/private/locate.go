package private

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
)

const (
	// systemHome is where root's clusters lie when the account that has to run
	// PostgreSQL cannot reach the data directory.
	systemHome = "/var/lib/motcua"
	noteName   = "postgres-is-elsewhere.txt"
	notePrefix = "cluster: "
)

// locate finds the directory ("home") for the cluster of a data directory, or
// decides on one. A cluster that exists decides before anything else, so that a
// changed folder mode can never lead to a second, empty database:
//
//  1. a cluster in the data directory itself,
//  2. the place that a note in the data directory names,
//  3. as root, a cluster in the place derived from the directory's path,
//  4. otherwise the data directory, or that place if it is root's alone.
//
// The path it returns is free of symbolic links, as a process's working
// directory is (see serves).
func locate(dir string, log *slog.Logger) (string, error) {
	dir, err := makeDir(dir)
	if err != nil {
		return "", err
	}
	home, err := choose(dir, log)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(home)
}

func choose(dir string, log *slog.Logger) (string, error) {
	own, err := clustersIn(dir)
	if err != nil || len(own) > 0 {
		return dir, err
	}
	if home, err := readNote(dir); err != nil || home != "" {
		return home, err
	}
	if os.Geteuid() != 0 {
		return dir, nil
	}
	derived := filepath.Join(systemHome, shortHash(dir))
	if made, err := clustersIn(derived); err == nil && len(made) > 0 {
		return derived, nil
	}
	acc, err := serviceAccount()
	if err != nil {
		return "", err
	}
	blocked := acc.blockedAt(dir)
	if blocked == "" {
		return dir, nil
	}
	if err := os.MkdirAll(derived, 0o711); err != nil {
		return "", err
	}
	log.Info("the account that runs PostgreSQL cannot reach the data directory; the cluster lies elsewhere",
		"account", acc.name, "closed_folder", blocked, "cluster", derived)
	return derived, nil
}

// makeDir creates the data directory and returns its real path. Root's is made
// passable, because PostgreSQL runs under another account.
func makeDir(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	if err := os.MkdirAll(abs, mode); err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}

// readNote gives the place named by a note, or "" without one. A note whose
// cluster has gone is an error: starting empty would look like lost data.
func readNote(dir string) (string, error) {
	path := filepath.Join(dir, noteName)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(text)) {
		home, ok := strings.CutPrefix(strings.TrimSpace(line), notePrefix)
		if !ok {
			continue
		}
		if made, err := clustersIn(home); err != nil || len(made) == 0 {
			return "", fmt.Errorf("%s says that the database lies in %s, where there is none; restore it there, or remove the file to begin with an empty one", path, home)
		}
		return home, nil
	}
	return "", fmt.Errorf("%s holds no line that begins with %q", path, notePrefix)
}

// leaveNote tells an operator who looks into the data directory where the
// database is. It is written only after the cluster exists.
func leaveNote(dir, home string) error {
	dir, err := makeDir(dir)
	if err != nil || dir == home {
		return err
	}
	path := filepath.Join(dir, noteName)
	if exists(path) {
		return nil
	}
	text := "The PostgreSQL cluster of this installation is not in this directory, because the\n" +
		"account that runs PostgreSQL cannot enter it. Include this place in backups:\n\n" +
		notePrefix + home + "\n"
	return os.WriteFile(path, []byte(text), 0o644)
}
