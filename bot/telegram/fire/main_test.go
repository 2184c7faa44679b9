package fire_test

import (
	"os"
	"strconv"
	"testing"

	"motcua/internal/testkit/pgtest"
)

// TestMain runs the tests, or, in a child process of one of them, a replica to be killed.
func TestMain(m *testing.M) {
	if orders := os.Getenv(replicaOrders); orders != "" {
		os.Exit(runReplica(orders))
	}
	pgtest.Main(m)
}

// size reads how large a test is to be.
func size(t *testing.T, env string, usual int) int {
	t.Helper()
	text := os.Getenv(env)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s=%s is not a number of people", env, text)
	}
	return n
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
