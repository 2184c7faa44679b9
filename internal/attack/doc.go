// Package attack has no code of its own. Its tests do to a running service what an attacker would: floods, guesses, stale and
// forged links, spoofed headers, and replicas whose clocks are wrong.
package attack
