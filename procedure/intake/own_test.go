package intake

import (
	"bytes"
	"encoding/json"
	"testing"

	"motcua/procedure"
)

// TestBundledReadsBack holds the whole catalogue, as it is exported, to coming back unchanged, completeness included.
func TestBundledReadsBack(t *testing.T) {
	c, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	var all []procedure.Procedure
	for _, p := range c.All() {
		all = append(all, *p)
		if err := enc.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	array, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for format, data := range map[Format][]byte{JSONL: lines.Bytes(), JSON: array} {
		r := mustRead(t, "catalogue", data)
		if r.Format != format || len(r.Records) != len(all) {
			t.Fatalf("read %d records as %s, want %d as %s", len(r.Records), r.Format, len(all), format)
		}
		for i, rec := range r.Records {
			a, _ := json.Marshal(rec.P)
			b, _ := json.Marshal(all[i])
			if !bytes.Equal(a, b) {
				t.Errorf("%s: %s\n got %s\nwant %s", format, all[i].Key, a, b)
			}
		}
		if len(r.Problems) > 0 {
			t.Errorf("%s: problems %v", format, r.Problems)
		}
	}
}
