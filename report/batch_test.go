package report_test

import (
	"strings"
	"testing"

	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// oddly are batches that were kept with October.
func oddly(batches ...report.Batch) []report.Issued {
	return []report.Issued{{Unit: 1, Month: 202610, Odd: batches}}
}

// apartOf is the headline of a batch that is counted apart: k of n are satisfied.
func apartOf(batch int32, month int, n, k int) []survey.Count {
	all := answers(202610, "q1", "", k, n)
	var some []survey.Count
	for _, c := range all {
		if c.By == survey.ByChannel {
			c.Batch = batch
			some = append(some, c)
		}
	}
	return some
}

// flaggedBatch is one of n forms.
func flaggedBatch(no, n int, state report.BatchState) report.Batch {
	return report.Batch{No: no, Kind: report.AllOnes, Mark: "ones", Where: "Quầy 3", N: n, Times: 1, Most: n, State: state}
}

// Both figures are shown wherever a leader or a citizen looks.
func TestBothFiguresAreShown(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 80, 90))
	in.Issued, in.Apart = oddly(flaggedBatch(1, 60, report.Flagged)), apartOf(1, 202610, 60, 0)
	f := report.Build(in)
	if f.Overall.N != 90 || f.Overall.Score.Satisfied != 80 {
		t.Fatalf("the headline is %+v", f.Overall)
	}
	if f.Apart == nil || f.Apart.WithN != 150 || f.Apart.With.Satisfied != 80 || f.Apart.Forms != 60 || f.Apart.Open != 1 {
		t.Fatalf("apart: %+v", f.Apart)
	}
	want := "Tính riêng 60 phiếu (có trong số thu về) của 1 lô khác thường, chờ lãnh đạo quyết định: không tính các phiếu này thì 88,9% hài lòng, tính cả thì 53,3% (80 trong 150 ý kiến)."
	for where, s := range map[string]string{"digest": text(f), "cautions": strings.Join(f.Cautions, "\n"), "public": strings.Join(f.Public().Cautions, "\n")} {
		if !strings.Contains(s, want) {
			t.Errorf("%s does not say so:\n%s", where, s)
		}
	}
}

// What fewer than five say is neither shown nor to be had by taking one figure from the other.
func TestApartOfFewIsNotShown(t *testing.T) {
	for name, c := range map[string]struct{ own, apart []survey.Count }{
		"few answers in the batch": {answers(202610, "q1", "", 80, 90), apartOf(1, 202610, 4, 0)},
		"few answers besides":      {answers(202610, "q1", "", 3, 4), apartOf(1, 202610, 60, 0)},
	} {
		in := input(t, c.own)
		in.Issued, in.Apart = oddly(flaggedBatch(1, 60, report.Flagged)), c.apart
		if f := report.Build(in); f.Apart == nil || f.Apart.With != nil {
			t.Errorf("%s: %+v", name, f.Apart)
		}
	}
}

// What is restored after the month was issued comes back into the headline and the questions, not into the tables: those of
// both reports together would tell what few said.
func TestRestoredLate(t *testing.T) {
	own := answers(202610, "q1", "ho-tich", 80, 90)
	back := answers(202610, "q1", "ho-tich", 0, 60)
	for i := range back {
		back[i].Batch = 1
	}
	v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web"}
	begun := v.Count(survey.QStarted, 0, 60)
	begun.Batch = 1
	in := input(t, own, back, []survey.Count{begun})
	in.Issued = oddly(flaggedBatch(1, 60, report.Restored))
	f := report.Build(in)
	if f.Overall.N != 150 || f.Apart != nil {
		t.Errorf("headline %+v, apart %+v", f.Overall, f.Apart)
	}
	for _, r := range f.ByField.Rows {
		if r.N > 90 {
			t.Errorf("field %+v", r)
		}
	}
	if s := strings.Join(f.Cautions, "\n"); !strings.Contains(s, "60 phiếu của lô được đưa lại") {
		t.Errorf("nothing says why tables do not add up:\n%s", s)
	}
}

// cameBack are n responses that came back by a channel, of a batch or of none.
func cameBack(batch int32, n int) []survey.Count {
	v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web"}
	c := v.Count(survey.QStarted, 0, n)
	c.Batch = batch
	return []survey.Count{c}
}

// What is counted apart came back as well: to set a batch aside changes neither how many came back nor the response rate, and those
// who did not answer are not those who did.
func TestApartCameBack(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 180, 228), cameBack(0, 228), opened(202610, "web", 480, 0))
	in.Issued, in.Apart = oddly(flaggedBatch(1, 72, report.SetAside)), append(apartOf(1, 202610, 72, 0), cameBack(1, 72)...)
	f := report.Build(in)
	if f.Forms.Returned != 300 || f.Forms.Apart != 72 || f.ReturnRate.Text != "62,5%" || f.Channels[0].Returned != 300 {
		t.Errorf("forms %+v, rate %+v", f.Forms, f.ReturnRate)
	}
	if want := (report.Bounds{Out: 408, Left: 180, Low: 180, High: 360, Apart: 72}); f.Bounds == nil || *f.Bounds != want {
		t.Errorf("bounds %+v, want %+v", f.Bounds, want)
	}
	if said := report.WordBounds(*f.Bounds); !strings.HasPrefix(said, "Trong 408 phiếu phát ra (không kể 72 phiếu tính riêng) có 180 phiếu không có ý kiến") {
		t.Error(said)
	}
	if *f.Overall.Unasked != 0 {
		t.Errorf("%d were not asked", *f.Overall.Unasked)
	}
	if said := text(f); !strings.Contains(said, "thu về 300 phiếu (trang web 300); tỷ lệ thu hồi 62,5%. Tính riêng 72 phiếu (có trong số thu về)") || strings.Contains(said, "lãnh đạo") {
		t.Errorf("the digest says:\n%s", said)
	}
}

// Whatever was decided, the digest says how many forms of odd batches are in or out, and the share the other way.
func TestDigestSaysWhatWasDecided(t *testing.T) {
	late := append(answers(202610, "q1", "", 0, 60), cameBack(0, 60)...)
	for i := range late {
		late[i].Batch = 1
	}
	merged := flaggedBatch(2, 40, report.Restored)
	merged.Merged = true
	for name, c := range map[string]struct {
		odd   []report.Batch
		late  []survey.Count
		wants []string
		not   string
	}{
		"restored late": {[]report.Batch{flaggedBatch(1, 60, report.Restored)}, late,
			[]string{"Tính vào 60 phiếu của 1 lô khác thường: không tính các phiếu này thì 88,9% hài lòng (80 trong 90 ý kiến)."}, "trước khi có báo cáo"},
		"restored before": {[]report.Batch{merged}, nil,
			[]string{"Mọi số liệu gồm 40 phiếu của 1 lô khác thường được đưa vào trước khi có báo cáo, nên không tách ra được."}, "Tính vào"},
		"both": {[]report.Batch{flaggedBatch(1, 60, report.Restored), merged}, late,
			[]string{"Tính vào 60 phiếu của 1 lô", "40 phiếu của 1 lô khác thường được đưa vào trước"}, "Tính riêng"},
	} {
		in := input(t, answers(202610, "q1", "", 80, 90), cameBack(0, 90), c.late)
		in.Issued = oddly(c.odd...)
		f := report.Build(in)
		for where, s := range map[string]string{"digest": text(f), "cautions": strings.Join(f.Cautions, "\n"), "public": strings.Join(f.Public().Cautions, "\n")} {
			for _, want := range c.wants {
				if !strings.Contains(s, want) {
					t.Errorf("%s: %s does not say %q:\n%s", name, where, want, s)
				}
			}
			if strings.Contains(s, c.not) {
				t.Errorf("%s: %s says %q:\n%s", name, where, c.not, s)
			}
		}
	}
}

// Where the headline is of visits, what is said of batches names its own base, and nothing claims that the headline has what it has not.
func TestBatchesBesideAHeadlineOfVisits(t *testing.T) {
	own := [][]survey.Count{given(202610, 180), proved(202610, org.Code, 120, 68), proved(202610, org.NoEvidence, 60, 35)}
	of := proved(202610, org.Code, 60, 60)
	var apart, forms []survey.Count // what storage keeps of a batch, and what it leaves in the month
	for _, c := range of {
		switch {
		case c.By == survey.ByChannel || c.By == survey.Whole:
			c.Batch = 1
			apart = append(apart, c)
		case strings.HasPrefix(c.Question, "_"):
			forms = append(forms, c)
		}
	}
	in := evidenceInput(t, append(own, forms)...)
	in.Issued, in.Apart = oddly(flaggedBatch(1, 60, report.Flagged)), apart
	before := report.Build(in)
	in.Counts, in.Apart, in.Issued = append(in.Counts, apart...), nil, oddly(flaggedBatch(1, 60, report.Restored))
	after := report.Build(in)
	for name, f := range map[string]report.Figures{"before": before, "after": after} {
		n := 0
		for _, c := range f.Evidence.Classes {
			n += c.Returned
		}
		if f.Evidence.Used != 180 || n != 240 || f.Forms.Returned != 240 || f.Headline().N != 120 {
			t.Errorf("%s: %d codes used, %d by class, %d returned, headline of %d", name, f.Evidence.Used, n, f.Forms.Returned, f.Headline().N)
		}
	}
	for _, want := range []string{
		"trên mọi phiếu, có và không có bằng chứng lượt, không tính các phiếu này thì 57,2% hài lòng, tính cả thì 67,9% (163 trong 240 ý kiến)",
		"Phiếu thu về, kể cả phiếu tính riêng: 180 phiếu có bằng chứng lượt",
	} {
		if said := text(before); !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	said := strings.Join(after.Cautions, "\n")
	if strings.Contains(said, "có trong số chung") || !strings.Contains(said, "không có trong tỷ lệ chung (của phiếu có bằng chứng lượt) và các bảng chia nhỏ") {
		t.Error(said)
	}
	want := "Tính vào 60 phiếu của 1 lô khác thường: trên mọi phiếu, có và không có bằng chứng lượt, tính cả thì 67,9% hài lòng, không tính các phiếu này thì 57,2% (103 trong 180 ý kiến); tỷ lệ chung không gồm các phiếu này."
	if said := text(after); !strings.Contains(said, want) {
		t.Errorf("it does not say %q:\n%s", want, said)
	}
}

// Batches of several months are counted one by one, though one line tells of those that are alike.
func TestBatchesOfAQuarterAreCounted(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 80, 90))
	in.Period, in.Now = period(t, "2026-Q4"), local(2027, 1, 2, 8, 0)
	in.Issued = append(oddly(flaggedBatch(1, 60, report.Flagged)), report.Issued{Unit: 1, Month: 202611, Odd: []report.Batch{flaggedBatch(1, 20, report.Flagged)}})
	f := report.Build(in)
	if f.Apart == nil || f.Apart.Batches != 2 || f.Apart.Open != 2 || f.Apart.Forms != 80 || len(f.Suspicious) != 1 {
		t.Errorf("apart %+v, %d lines", f.Apart, len(f.Suspicious))
	}
}
