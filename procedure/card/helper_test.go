package card

import (
	"sync"
	"testing"

	"motcua/procedure"
)

// shared is one catalogue for all tests: it is immutable.
var shared = sync.OnceValues(procedure.Bundled)

func bundled(tb testing.TB) *procedure.Catalog {
	tb.Helper()
	c, err := shared()
	if err != nil {
		tb.Fatalf("Bundled: %v", err)
	}
	return c
}
