package procedure

import (
	"slices"
	"testing"
)

// An official export does not know the everyday name; a list of times does not know the papers.
func TestCarry(t *testing.T) {
	t.Parallel()
	old := aRecord()
	old.ShortName, old.OfficialField, old.SourceURL, old.PossibleSuccessor = "Khai sinh", "Lĩnh vực hộ tịch, quốc tịch", "https://x", "1.116000"
	old.LocalVariants, old.DocumentsTotal = []Variant{{Place: "Gia Lai"}}, 7
	list := Procedure{Key: old.Key, Code: old.Code, Name: "Đăng ký khai sinh", Field: "LĨNH VỰC hộ tịch, quốc tịch", ProcessingTime: "1 ngày"}

	got, kept := Carry(&old, list, false)
	if got.ShortName != "Khai sinh" || got.Field != "Hộ tịch" || got.SourceURL == "" || len(got.LocalVariants) != 1 || got.HandledBy == "" || got.PossibleSuccessor == "" {
		t.Errorf("%+v", got)
	}
	if kept != nil || len(got.Documents) != 0 || !slices.Equal(got.Gaps(), []string{GapDocuments, GapFees, GapAgency, GapSteps}) {
		t.Errorf("papers were made up: %v %+v", kept, got)
	}
	got, kept = Carry(&old, list, true)
	if got.ProcessingTime != "1 ngày" || len(got.Documents) != 3 || got.DocumentsTotal != 7 || got.Draft() || got.Completeness != Full || got.DecisionNo == "" {
		t.Errorf("%+v", got)
	}
	if slices.Contains(kept, "processing_time") || !slices.Contains(kept, "documents") {
		t.Error(kept)
	}
	if lines := Compare(&old, &got); !slices.Equal(lines, []string{"Thời hạn: 3 ngày làm việc → 1 ngày"}) {
		t.Error(lines)
	}
	got.Documents[0].Name = "x"
	if old.Documents[0].Name == "x" {
		t.Error("the record before was changed")
	}
	if got, kept := Carry(nil, list, true); kept != nil || got.Field != list.Field {
		t.Error("something was carried over from nothing")
	}
	bare := Procedure{Name: "a", Field: "b"}
	for range 2 {
		if got, _ := Carry(&bare, bare, true); got.Completeness != NameOnly || len(got.Missing) != 4 {
			t.Errorf("%+v", got)
		}
	}
}

// The bundled data say of themselves how complete they are, with the same measure.
func TestCompletenessAsBundled(t *testing.T) {
	t.Parallel()
	for _, p := range bundled(t).All() {
		judged := *p
		if judged.Judge(); judged.Completeness != p.Completeness {
			t.Errorf("%s: %s (%v), the data say %s (%v)", p.Key, judged.Completeness, judged.Missing, p.Completeness, p.Missing)
		}
	}
}

func TestPredecessors(t *testing.T) {
	t.Parallel()
	c := bundled(t)
	var codes []string
	for _, p := range c.Predecessors(&Procedure{Key: "1.116410", Code: "1.116410", Name: "x", Field: "Căn cước"}) {
		codes = append(codes, p.Code)
	}
	if slices.Sort(codes); !slices.Equal(codes, []string{"1.014061", "1.014062", "1.014063", "1.014064"}) {
		t.Error(codes)
	}
	var nameless *Procedure
	for _, p := range c.All() {
		if p.Code == "" {
			nameless = p
		}
	}
	found := c.Predecessors(&Procedure{Key: "9.000001", Code: "9.000001", Name: nameless.Name + " ", Field: nameless.Field})
	if len(found) != 1 || found[0] != nameless {
		t.Errorf("%+v", found)
	}
	if found := c.Predecessors(&Procedure{Key: "9.000001", Code: "9.000001", Name: nameless.Name, Field: "Lĩnh vực khác"}); found != nil {
		t.Errorf("%+v", found)
	}
	if found := c.Predecessors(nameless); found != nil {
		t.Errorf("%+v", found)
	}
}
