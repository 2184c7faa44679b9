package report_test

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/prose"
	"motcua/report"

	"pgregory.net/rapid"
)

func text(f report.Figures) string { return prose.Plain(f.Digest()) }

// Whatever came in, the digest keeps its promises.
func TestDigestPromises(t *testing.T) {
	questionnaire := mau(t)
	rapid.Check(t, func(t *rapid.T) {
		in := report.Input{
			Unit: longDien(), Questionnaire: questionnaire, Period: october,
			Counts:    cells(202610, rapid.SliceOfN(anyVisit(questionnaire), 0, 45).Draw(t, "now")),
			Previous:  cells(202609, rapid.SliceOfN(anyVisit(questionnaire), 0, 45).Draw(t, "then")),
			Misses:    []report.Miss{{Text: rapid.StringN(0, 200, -1).Draw(t, "miss"), N: 2}},
			MissTotal: 2, Lookups: rapid.IntRange(0, 9).Draw(t, "lookups"),
			Now: time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC),
		}
		in.History = append(append(months(202607, usual, chat, 40, 50), in.Previous...), in.Counts...)
		if rapid.Bool().Draw(t, "a year ago") {
			in.YearAgo = cells(202510, people(60, 3, worse, chat...))
		}
		if rapid.Bool().Draw(t, "suggestions") {
			in.Suggestions = opinions()
		}
		if rapid.Bool().Draw(t, "batches") {
			in.Issued = oddly(report.Batch{Kind: report.OneDevice, Where: "Cả đơn vị", N: 8, Times: 1, Most: 8, State: report.Flagged})
		}
		in.Actions = undertaken()[:rapid.IntRange(0, 3).Draw(t, "actions")]
		in.Unit.Demo = rapid.Bool().Draw(t, "demo")
		if rapid.Bool().Draw(t, "new") {
			in.Previous = nil
		}
		f := report.Build(in)
		lines := f.Digest()
		if len(lines) > 8 {
			t.Fatalf("%d lines", len(lines))
		}
		if s := prose.Plain(lines); strings.Count(s, "\n") != len(lines)-1 || strings.Contains(s, "SIPAS") {
			t.Fatalf("got\n%s", s)
		}
		head := lines[0].Text
		if !strings.Contains(head, "xã Long Điền") || !strings.Contains(head, "tháng 10/2026") {
			t.Fatalf("the first line names no unit or period: %s", head)
		}
		if in.Unit.Demo != strings.HasPrefix(head, "DỮ LIỆU MẪU") {
			t.Fatalf("demo %v, but the first line is %q", in.Unit.Demo, head)
		}
		s := prose.Plain(lines)
		if len(in.Actions) > 0 != strings.Contains(s, "Việc đã nêu kỳ trước: xong 1/") {
			t.Fatalf("%d actions in\n%s", len(in.Actions), s)
		}
		if shown := f.Overall.N >= report.MinShown; shown != strings.Contains(lines[1].Text, "% hài lòng: ") || shown && !strings.Contains(lines[1].Text, "người tự nguyện trả lời") {
			t.Fatalf("of %d answers the digest opens with %q", f.Overall.N, lines[1].Text)
		}
		wordAttention(t, lines)
		for _, word := range []string{"khoảng tin cậy", "ý nghĩa thống kê", "n = "} {
			if strings.Contains(s, word) {
				t.Fatalf("%q is no word for people:\n%s", word, s)
			}
		}
	})
}

// wordAttention checks that what calls for it stands together, behind the figure and its change, in at most three lines.
func wordAttention(t *rapid.T, lines []prose.Line) {
	first, n := -1, 0
	for i, l := range lines {
		switch {
		case strings.HasPrefix(l.Text, "Cần để ý: "):
			first, n = i, n+1
		case strings.HasPrefix(l.Text, "– "):
			if n++; first < 0 || i != first+n-1 {
				t.Fatalf("line %d stands alone in\n%s", i, prose.Plain(lines))
			}
		}
	}
	if n > 3 || first > 3 {
		t.Fatalf("%d lines from line %d on in\n%s", n, first, prose.Plain(lines))
	}
}

func TestActions(t *testing.T) {
	action := func(state, what, who, due string) report.Action {
		return report.Action{State: state, What: what, Who: who, Due: due}
	}
	for _, c := range []struct {
		actions []report.Action
		want    string
	}{
		{nil, ""},
		{[]report.Action{action("done", "Thêm ghế", "", "")}, "Việc đã nêu kỳ trước: xong 1/1."},
		{[]report.Action{action("open", "Thêm ghế", "Văn phòng", "2026-11-05"), action("dropped", "Sơn tường", "", "")},
			"Việc đã nêu kỳ trước: xong 0/2, thôi làm 1; đang làm: Thêm ghế (Văn phòng, hạn 05/11/2026)."},
		{[]report.Action{action("open", "Thêm ghế", "", "2026-11-05"), action("late", "Kẻ vạch", "Trung tâm", "x")},
			"Việc đã nêu kỳ trước: xong 0/2; quá hạn: Kẻ vạch (Trung tâm)."},
		{[]report.Action{action("open", "Thêm ghế", "", "")}, "Việc đã nêu kỳ trước: xong 0/1; đang làm: Thêm ghế."},
	} {
		in := input(t)
		in.Actions = c.actions
		got := text(report.Build(in))
		if c.want == "" && strings.Contains(got, "Việc") || !strings.Contains(got+"\n", c.want+"\n") {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func TestFewFormsShowNoShare(t *testing.T) {
	for n := range 5 {
		f := report.Build(input(t, answers(202610, "q1", "ho-tich", n, n), answers(202610, "q2", "ho-tich", n, n)))
		s := text(f)
		if strings.Contains(s, "%") {
			t.Errorf("n = %d: got\n%s", n, s)
		}
		b, err := f.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), `"share"`) || strings.Contains(string(b), `"mean"`) {
			t.Errorf("n = %d: figures tell a share:\n%s", n, b)
		}
	}
}

func TestCautions(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
		has  bool
	}{
		{4, "Có 4 phiếu trả lời câu hỏi về mức độ hài lòng chung", true},
		{5, "Ít phiếu (5 ý kiến): chỉ để tham khảo.", true},
		{29, "Ít phiếu (29 ý kiến): chỉ để tham khảo.", true},
		{30, "Ít phiếu", false},
	} {
		f := report.Build(input(t, answers(202610, "q1", "", c.n, c.n)))
		for where, s := range map[string]string{"digest": text(f), "figures": strings.Join(f.Cautions, "\n")} {
			if strings.Contains(s, c.want) != c.has {
				t.Errorf("n = %d, %s: %q in it should be %v:\n%s", c.n, where, c.want, c.has, s)
			}
		}
	}
}

func TestLookups(t *testing.T) {
	for _, c := range []struct {
		lookups, missed int
		misses          []report.Miss
		want            string
	}{
		{0, 0, nil, ""},
		{230, 0, nil, "Tra cứu thủ tục: 230 lượt hỏi, không có câu nào chưa trả lời được."},
		{1230, 14, nil, "Tra cứu thủ tục: 14/1.230 lượt hỏi chưa trả lời được."},
		{230, 14, []report.Miss{{Text: "xin số nhà", N: 5}, {Text: "karaoke", N: 2}}, "Tra cứu thủ tục: 14/230 lượt hỏi chưa trả lời được, nhiều nhất: “xin số nhà” (5 lượt)."},
	} {
		in := input(t)
		in.Lookups, in.MissTotal, in.Misses = c.lookups, c.missed, c.misses
		_, rest, _ := strings.Cut(text(report.Build(in)), "\n")
		_, got, _ := strings.Cut(rest, "\n")
		if got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}
