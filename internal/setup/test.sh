#!/bin/sh
# Installs what "make test" needs: Go, a C compiler (the race detector is linked
# with it), PostgreSQL's programs, a real Redis, a browser, and axe-core for it;
# and, if it can, an office program that the reports are opened with.
set -eu
. "$(dirname "$0")/lib.sh"

need_go
want cc gcc libc6-dev
want postgres postgresql
want redis redis-server
want chromium chromium
want npm npm
install_missing
# croscore has the metrics of Times New Roman, in which reports are written.
wish office libreoffice-writer-nogui libreoffice-calc-nogui fonts-croscore poppler-utils
install_wishes
fetch_axe
have_postgres || fail "the installed PostgreSQL is older than 14 or incomplete; install a newer one"
