package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// socketPathLimit is the longest path of a unix socket in bytes: 108 with the
// closing zero on Linux, fewer on macOS.
const socketPathLimit = 103

// socketDir makes the directory of the unix socket: pgrun/ beside the cluster, or
// a short one among the temporary directories when that path is too long for a
// socket or unfit for a connection string. Whoever can enter it is master of the
// database, so it is closed to all but the account, and one that is not is
// refused.
func socketDir(home string, acc account) (string, error) {
	dir := filepath.Join(home, "pgrun")
	// pgx takes a comma for the border between two hosts.
	if !fitsSocket(dir) || strings.Contains(dir, ",") {
		dir = shortSocketDir(home, acc)
	}
	if err := os.Mkdir(dir, 0o700); err == nil {
		if err := acc.own(dir); err != nil {
			return "", err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return dir, private(dir, acc)
}

func fitsSocket(dir string) bool {
	return len(filepath.Join(dir, ".s.PGSQL."+port+".lock")) <= socketPathLimit
}

func shortSocketDir(home string, acc account) string {
	name := fmt.Sprintf("motcua-%d-%s", acc.uid, shortHash(home))
	if dir := filepath.Join(os.TempDir(), name); fitsSocket(dir) && !strings.Contains(dir, ",") {
		return dir
	}
	return filepath.Join("/tmp", name)
}

// private makes sure that a directory is a real one, the account's, and closed
// to everybody else; among temporary directories anybody could have made it.
func private(dir string, acc account) error {
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s should be a directory for the database's socket; remove it", dir)
	case ownerOf(info) != acc.uid:
		return fmt.Errorf("%s, meant for the database's socket, belongs to user %d instead of %d (%s); remove it", dir, ownerOf(info), acc.uid, acc.name)
	case info.Mode().Perm()&0o077 != 0:
		return fmt.Errorf("%s, meant for the database's socket, is open to other users; chmod 700 %s", dir, dir)
	}
	return nil
}
