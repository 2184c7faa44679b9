package engine_test

import (
	"fmt"

	"motcua/internal/testkit"
)

// scalar runs a query of a test and gives its one value as text.
func (h *house) scalar(sql string, args ...any) string {
	h.t.Helper()
	return fmt.Sprint(testkit.Value[any](h.t, h.dsn, sql, args...))
}
