package procedure

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// bundledData is the catalogue that comes with the program, one record a line so that a change of data can be
// read in review. `go run ./procedure/gen` makes it.
//
//go:embed data/procedures.jsonl
var bundledData []byte

// Bundled is the catalogue that comes with the program. It is built anew at every call (tens of
// milliseconds); keep it.
func Bundled() (*Catalog, error) {
	ps, err := Decode(bytes.NewReader(bundledData))
	if err != nil {
		return nil, fmt.Errorf("bundled catalogue: %w", err)
	}
	c, err := New(ps)
	if err != nil {
		return nil, fmt.Errorf("bundled catalogue: %w", err)
	}
	return c, nil
}

// Decode reads procedures as JSON, one record after the other.
func Decode(r io.Reader) ([]Procedure, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	var out []Procedure
	for {
		var p Procedure
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", len(out)+1, err)
		}
		out = append(out, p)
	}
}
