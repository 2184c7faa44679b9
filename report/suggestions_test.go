package report_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"motcua/report"

	"pgregory.net/rapid"
)

func TestGroupSuggestions(t *testing.T) {
	got := report.GroupSuggestions([]string{
		"Cần thêm ghế ngồi chờ", "thêm ghế ngồi chờ", "Nên có thêm ghế ngồi chờ cho người già", "them ghe ngoi cho", "thêm ghế chờ",
		"Chỗ để xe chật quá", "chỗ để xe quá chật", "Bãi để xe chật",
		"Cán bộ nên cười nhiều hơn", "  ", "",
		"Gọi cho tôi số 0912345678 về chỗ để xe chật",
	})
	if len(got) != 3 || got[0].N != 5 || got[1].N != 4 || got[2].N != 1 {
		t.Fatalf("groups %+v", got)
	}
	for i, want := range []string{"thêm ghế", "để xe", "cười"} {
		if !strings.Contains(strings.ToLower(got[i].Text), want) {
			t.Errorf("group %d stands around %q, want something with %q", i, got[i].Text, want)
		}
	}
	for _, g := range got {
		if len(g.Examples) > 3 || strings.Contains(g.Text+strings.Join(g.Examples, ""), "0912345678") {
			t.Errorf("%q shows %q", g.Text, g.Examples)
		}
	}
	if none := report.GroupSuggestions(nil); none == nil || len(none) != 0 {
		t.Errorf("of nothing come %v", none)
	}
}

// The order in which citizens wrote changes nothing, and nobody is lost.
func TestGroupingDoesNotDependOnOrder(t *testing.T) {
	words := []string{"ghế", "chờ", "lâu", "xe", "chật", "máy", "lạnh", "nước", "số", "thứ", "tự", "biển", "chỉ", "dẫn"}
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 6).Draw(t, "words"), " ")
		}), 0, 25).Draw(t, "texts")
		want := report.GroupSuggestions(texts)
		n := 0
		for _, g := range want {
			n += g.N
		}
		if n != len(texts) {
			t.Fatalf("%d suggestions in groups of %d", n, len(texts))
		}
		rand.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		if got := report.GroupSuggestions(texts); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}
