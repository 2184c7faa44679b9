package engine_test

import (
	"os"
	"testing"

	"motcua/internal/testkit/pgtest"
)

// TestMain runs the tests, or, in a child process of the ledger test, a replica to be killed.
func TestMain(m *testing.M) {
	if os.Getenv(replicaSocket) != "" {
		os.Exit(runReplica())
	}
	pgtest.Main(m)
}
