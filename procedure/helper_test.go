package procedure

import (
	"sync"
	"testing"
)

// shared is one catalogue for all tests: it is immutable.
var shared = sync.OnceValues(Bundled)

func bundled(tb testing.TB) *Catalog {
	tb.Helper()
	c, err := shared()
	if err != nil {
		tb.Fatalf("Bundled: %v", err)
	}
	return c
}
