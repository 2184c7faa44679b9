package report

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// JSON is the content of figures.json: indented, in UTF-8, with the letters of Vietnamese as they are.
// Reading it back into a Figures gives the same digest and the same chart.
func (f Figures) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(f); err != nil {
		return nil, fmt.Errorf("figures of %s: %w", f.Unit.Code, err)
	}
	return b.Bytes(), nil
}
