// Package setup holds the scripts that "make run" and "make test" begin with, and their tests: what they ask a Debian
// machine to install, and what the Makefile derives by itself. There is no Go in the program that stands here.
package setup
