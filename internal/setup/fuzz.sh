#!/bin/sh
# Runs every fuzz target of the module for a short while: go test takes one at a
# time only. Usage: fuzz.sh TIME
set -eu
time=${1:-10s}
files=$(grep -rlE '^func Fuzz[A-Za-z0-9_]*\(' --include='*_test.go' .) || {
	echo 'no fuzz targets' >&2
	exit 1
}
for file in $files; do
	for name in $(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$file"); do
		echo "== $(dirname "$file") $name"
		go test -run '^$' -fuzz "^$name\$" -fuzztime "$time" "$(dirname "$file")"
	done
done
