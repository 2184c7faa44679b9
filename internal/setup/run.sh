#!/bin/sh
# Installs what "make run" needs: Go, and PostgreSQL's programs unless
# DATABASE_URL names a server that runs elsewhere.
set -eu
. "$(dirname "$0")/lib.sh"

need_go
[ -n "${DATABASE_URL:-}" ] || want postgres postgresql
install_missing
[ -n "${DATABASE_URL:-}" ] || have_postgres ||
	fail "the installed PostgreSQL is older than 14 or incomplete; install a newer one, or set DATABASE_URL to one that runs elsewhere"
