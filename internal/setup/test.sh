#!/bin/sh
# Installs what "make test" needs: Go, a C compiler (the race detector is linked
# with it), PostgreSQL's programs, a real Redis, a browser, and axe-core for it.
set -eu
. "$(dirname "$0")/lib.sh"

need_go
want cc gcc libc6-dev
want postgres postgresql
want redis redis-server
want chromium chromium
want npm npm
install_missing
fetch_axe
have_postgres || fail "the installed PostgreSQL is older than 14 or incomplete; install a newer one"
