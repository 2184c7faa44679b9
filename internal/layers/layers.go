// Package layers has no code of its own. Its test holds the program to its order of imports, so that the
// rooms stay what they are: imports go one way, in the order of its list, and pure rooms do no I/O and read no clock.
package layers
