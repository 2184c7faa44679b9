# Shared by run.sh and test.sh: finds out which programs are missing and installs
# them from Debian's packages. When nothing is missing it starts no process and
# says nothing.

# The root directory to look in; tests of these scripts set another one.
root=${MOTCUA_SETUP_ROOT:-}

say() { printf '%s\n' "set-up: $*" >&2; }

fail() {
	say "$*"
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# have_server DIR: does the folder hold the programs of a PostgreSQL server?
have_server() { [ -x "$1/postgres" ] && [ -x "$1/initdb" ]; }

# have_postgres looks where the program itself looks (storage/private), and like
# it wants version 14 or newer where the path tells the version.
have_postgres() {
	if [ -n "${MOTCUA_PG_BINDIR:-}" ]; then
		have_server "$MOTCUA_PG_BINDIR" || fail "MOTCUA_PG_BINDIR=$MOTCUA_PG_BINDIR holds no initdb and postgres; correct it or unset it"
		return 0
	fi
	for dir in "$root"/usr/lib/postgresql/*/bin "$root"/usr/pgsql-*/bin; do
		major=${dir%/bin}
		major=${major##*[!0-9]}
		if have_server "$dir" && [ "${major:-0}" -ge 14 ]; then return 0; fi
	done
	for dir in "$root"/usr/local/pgsql/bin "$root"/opt/homebrew/opt/postgresql@*/bin \
		"$root"/usr/local/opt/postgresql@*/bin "$root"/Applications/Postgres.app/Contents/Versions/*/bin; do
		if have_server "$dir"; then return 0; fi
	done
	have postgres && have initdb
}

# have_office: LibreOffice and a reader of PDF files, to look at reports as they
# are printed.
have_office() { have soffice && have pdftotext; }

have_go() { have go; }
have_redis() { have redis-server; }
have_chromium() { have chromium || have chromium-browser || have google-chrome || have google-chrome-stable; }
have_cc() { have gcc || have cc || have clang; }

# axe-core is what the browser tests judge the pages' accessibility with. The
# version is part of the file's name, which the tests know too
# (cmd/motcua/browser_layout_test.go): a new version is a new name in both.
axe_version=4.14.1
cache=${root:-$(dirname "$0")/../..}/.build
axe=$cache/axe-core-$axe_version.min.js

# have_npm: npm is needed only to fetch what is not there yet.
have_npm() { [ -f "$axe" ] || have npm; }

# fetch_axe puts axe-core into the cache. The file appears whole or not at all;
# npm compares the package with the registry's checksum.
fetch_axe() {
	[ -f "$axe" ] && return 0
	say "fetching axe-core $axe_version with npm"
	mkdir -p "$cache/axe"
	(
		cd "$cache/axe" &&
			npm pack --silent "axe-core@$axe_version" >/dev/null &&
			tar -xzf "axe-core-$axe_version.tgz" package/axe.min.js
	) || fail "axe-core $axe_version cannot be fetched; is this machine connected?"
	mv "$cache/axe/package/axe.min.js" "$axe"
	rm -rf "$cache/axe"
}

# missing collects "package ..." for each "what package ..." that is not there.
packages=
want() {
	what=$1
	shift
	"have_$what" || packages="$packages${packages:+ }$*"
}

# wish collects likewise what the tests do without: they leave out what they
# cannot do.
wishes=
wish() {
	what=$1
	shift
	"have_$what" || wishes="$wishes${wishes:+ }$*"
}

# need_go stops with an explanation: Debian's Go is too old for this module, so
# there is no package to install.
need_go() {
	have_go || fail "Go is missing: install version 1.26 or newer from https://go.dev/dl and put its bin folder into PATH"
}

# no_cluster keeps the PostgreSQL packages from creating and starting a server
# for the whole machine: only the programs are wanted.
no_cluster() {
	conf=$root/etc/postgresql-common/createcluster.conf
	[ -e "$conf" ] && return 0
	say "writing $conf, so that no server for the whole machine is started"
	$sudo mkdir -p "${conf%/*}"
	echo 'create_main_cluster = false' | $sudo tee "$conf" >/dev/null
}

# become_root sets sudo to what is needed before commands that install; it fails
# where there is no way.
become_root() {
	sudo=
	[ "$(id -u)" = 0 ] && return 0
	have sudo || return 1
	sudo=sudo
}

# apt_install installs packages from Debian's archive.
apt_install() {
	case " $* " in *" postgresql "*) no_cluster ;; esac
	$sudo apt-get update -q
	# UCF_FORCE_CONFFOLD keeps the file that no_cluster wrote.
	$sudo env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 \
		apt-get install -q -y --no-install-recommends "$@"
}

# install_missing installs what want has collected.
install_missing() {
	[ -n "$packages" ] || return 0
	have apt-get || fail "missing here, under Debian's names: $packages. Install them with this system's package manager."
	become_root || fail "missing: $packages. Run as root: apt-get update && apt-get install -y --no-install-recommends $packages"
	say "installing from Debian's packages: $packages"
	# shellcheck disable=SC2086 # the list is meant to be split
	apt_install $packages
}

# install_wishes tries to install what wish has collected, and goes on without.
install_wishes() {
	[ -n "$wishes" ] || return 0
	if have apt-get && become_root; then
		say "installing from Debian's packages, for tests that are left out otherwise: $wishes"
		# shellcheck disable=SC2086 # the list is meant to be split
		apt_install $wishes && return 0
	fi
	say "going on without $wishes: the tests that need it are left out"
}
