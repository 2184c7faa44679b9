package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// account is the user under whom PostgreSQL runs. PostgreSQL refuses to run as
// root and needs a passwd entry for its user.
type account struct {
	name   string
	uid    uint32
	gid    uint32
	groups []uint32
	drop   bool // we are root and have to change to this account
}

// serviceAccount is the account for a new cluster: ourselves, or as root the
// user "postgres" that the distribution's packages make, else "nobody".
func serviceAccount() (account, error) {
	if uid := os.Geteuid(); uid != 0 {
		return account{name: strconv.Itoa(uid), uid: uint32(uid), gid: uint32(os.Getegid())}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return asAccount(u)
		}
	}
	return account{}, errors.New("PostgreSQL cannot run as root, and this machine has neither a user \"postgres\" nor \"nobody\"; create one, run this program as an ordinary user, or set DATABASE_URL")
}

// accountOf is the account for a cluster that exists: its owner.
func accountOf(cluster string) (account, error) {
	info, err := os.Stat(cluster)
	if err != nil {
		return account{}, err
	}
	owner := ownerOf(info)
	me := os.Geteuid()
	switch {
	case me != 0 && int(owner) != me:
		return account{}, fmt.Errorf("%s belongs to user %d, and this program runs as user %d; run it as that user", cluster, owner, me)
	case me != 0:
		return serviceAccount()
	case owner == 0:
		return account{}, fmt.Errorf("%s belongs to root, as whom PostgreSQL refuses to run; give it to another user (chown -R postgres %s)", cluster, cluster)
	}
	u, err := user.LookupId(strconv.FormatUint(uint64(owner), 10))
	if err != nil {
		return account{}, fmt.Errorf("the owner of %s: %w", cluster, err)
	}
	return asAccount(u)
}

func asAccount(u *user.User) (account, error) {
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("user %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("user %s: %w", u.Username, err)
	}
	a := account{name: u.Username, uid: uint32(uid), gid: uint32(gid), drop: true}
	ids, err := u.GroupIds()
	if err != nil {
		return account{}, fmt.Errorf("groups of user %s: %w", u.Username, err)
	}
	for _, id := range ids {
		if g, err := strconv.ParseUint(id, 10, 32); err == nil {
			a.groups = append(a.groups, uint32(g))
		}
	}
	return a, nil
}

// own gives a directory that we have just made to the account.
func (a account) own(path string) error {
	if !a.drop {
		return nil
	}
	return os.Lchown(path, int(a.uid), int(a.gid))
}

// credential is what a child process needs to run as the account.
func (a account) credential() *syscall.Credential {
	if !a.drop {
		return nil
	}
	return &syscall.Credential{Uid: a.uid, Gid: a.gid, Groups: a.groups}
}

// blockedAt returns the first folder on the way to path that the account may
// not pass, or "" when it can reach it.
func (a account) blockedAt(path string) string {
	var way []string
	for dir := path; ; dir = filepath.Dir(dir) {
		way = append(way, dir)
		if dir == filepath.Dir(dir) {
			break
		}
	}
	for _, dir := range slices.Backward(way) {
		info, err := os.Stat(dir)
		if err != nil || !a.mayPass(info) {
			return dir
		}
	}
	return ""
}

func (a account) mayPass(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	bit := fs.FileMode(0o001)
	switch {
	case st.Uid == a.uid:
		bit = 0o100
	case st.Gid == a.gid || slices.Contains(a.groups, st.Gid):
		bit = 0o010
	}
	return info.Mode()&bit != 0
}

// ownerOf is the uid of a file's owner.
func ownerOf(info fs.FileInfo) uint32 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Uid
	}
	return 0
}
