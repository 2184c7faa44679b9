package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRead reads 620 procedures, the size of a commune's catalogue, in each format.
func BenchmarkRead(b *testing.B) {
	c, err := bundled()
	if err != nil {
		b.Fatal(err)
	}
	var records bytes.Buffer
	enc := json.NewEncoder(&records)
	for _, p := range c.All() {
		if err := enc.Encode(p); err != nil {
			b.Fatal(err)
		}
	}
	all := samples(b)
	rows, sheet := [][]string{tableHead}, [][]any{anyRow(tableHead)}
	var body, hand strings.Builder
	var pages []any
	for i := range 620 {
		p := all[i%len(all)]
		p.Code = fmt.Sprintf("1.%06d", i)
		rows, sheet = append(rows, tableRow(i, &p)), append(sheet, anyRow(tableRow(i, &p)))
		pages = append(pages, page(&p))
		body.WriteString(portalExport(&p))
		hand.WriteString(yamlFile(all[i%len(all):i%len(all)+1], nil))
	}
	for _, f := range []struct {
		format Format
		data   []byte
	}{
		{JSONL, records.Bytes()}, {Word, wordFile(b, body.String())}, {Excel, sheetFile(b, sheet)}, {CSV, csvFile(b, ';', rows...)},
		{PortalDetail, encoded(b, pages)}, {YAML, []byte(hand.String())},
	} {
		b.Run(string(f.format), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if r, err := Read("a", f.data); err != nil || r.Format != f.format {
					b.Fatal(err, r.Format)
				}
			}
		})
	}
}
