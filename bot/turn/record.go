package turn

import (
	"time"

	"motcua/survey"
)

// Record is a stored response as its citizen may see it.
type Record struct {
	survey.Response
	FinishedAt *time.Time
}
