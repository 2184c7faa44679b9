#!/bin/sh
# Looks for known vulnerabilities in what the program uses. Usage: vulnerabilities.sh TOOL PACKAGES...
# A finding is a failure. A database of vulnerabilities that cannot be reached is none, since a build must be
# possible without a network; it is said aloud.
set -eu
tool=$1
shift
said=$(mktemp)
trap 'rm -f "$said"' EXIT
code=0
"${GO:-go}" run "$tool" "$@" >"$said" 2>&1 || code=$?
# "go run" gives 1 for every failure and names the program's own status; 3 is a finding.
case $(cat "$said") in
*"exit status 3"*) ;;
*"fetching vulnerabilities"*)
	echo "NOT CHECKED for known vulnerabilities: their database cannot be reached from here." >&2
	tail -n 2 "$said" >&2
	exit 0
	;;
esac
cat "$said"
exit "$code"
