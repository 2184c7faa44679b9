package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"motcua/procedure"
)

const sample = `[{"code": null, "name": "Thủ tục  thử , tạm ;.", "field": "Hộ tịch", "field_official": "Hộ tịch", "handled_by": "UBND cấp xã",
 "audience": ["Tổ chức (không bao gồm doanh nghiệp", "HTX)", "Công dân Việt Nam"],
 "documents": [{"name": "- Tờ khai", "original_or_copy": "—", "quantity": 1}],
 "fees": [{"amount_vnd": null, "text": "nguồn không ghi phí"}],
 "source_url": ["https://dichvucong.gov.vn/a"], "as_of": "2026-06", "currency": "current", "completeness": "full",
 "possible_successor": "1.116910 (suy luận)"}]`

func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.json")
	if err := os.WriteFile(path, []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run([]string{path}, &out); err != nil {
		t.Fatal(err)
	}
	ps, err := procedure.Decode(&out)
	if err != nil || len(ps) != 1 {
		t.Fatalf("decoded %d records: %v", len(ps), err)
	}
	p := ps[0]
	if p.Name != "Thủ tục thử, tạm;" || p.Documents[0].Name != "Tờ khai" || p.Documents[0].Original != "" {
		t.Errorf("text is not tidy: %q, %+v", p.Name, p.Documents)
	}
	if !strings.HasPrefix(p.Key, "x") || p.OfficialField != "" || p.PossibleSuccessor != "1.116910" || p.SourceURL == "" {
		t.Errorf("record %+v", p)
	}
	if want := []string{"Tổ chức (không bao gồm doanh nghiệp, HTX)", "Công dân Việt Nam"}; !slices.Equal(p.Audience, want) {
		t.Errorf("audience %q", p.Audience)
	}
	if len(p.Fees) != 0 || !slices.Contains(p.Missing, "fees") {
		t.Errorf("fees %v, missing %v", p.Fees, p.Missing)
	}
}

func TestRunRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"broken": "{", "empty": "[]", "nameless": `[{"code": "1.000001", "field": "a"}]`} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := run([]string{path}, &out); err == nil || out.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes written", name, err, out.Len())
		}
	}
	if run(nil, &bytes.Buffer{}) == nil || run([]string{filepath.Join(dir, "none")}, &bytes.Buffer{}) == nil {
		t.Error("no error without a source")
	}
}
