package feedback_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/feedback"
	"motcua/org"
)

// vietnam is a moment by Vietnam's clock.
func vietnam(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, org.Location())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func good() feedback.Draft {
	return feedback.Draft{Finding: "Nơi chờ: 68,0% hài lòng", What: "Lắp thêm ghế ở nơi chờ", Who: "Văn phòng HĐND và UBND xã", Due: "30/11/2026"}
}

func open(t testing.TB, now time.Time) feedback.Action {
	t.Helper()
	a, problems := good().Action(7, now)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return a
}

func TestDraft(t *testing.T) {
	now := vietnam(t, "2026-11-05 09:00")
	long := strings.Repeat("ộ", feedback.MaxText+1)
	for name, c := range map[string]struct {
		change func(*feedback.Draft)
		field  feedback.Field // "" = it is fine
		says   string
	}{
		"as it should be":         {func(*feedback.Draft) {}, "", ""},
		"due today":               {func(d *feedback.Draft) { d.Due = "5/11/2026" }, "", ""},
		"due as a browser writes": {func(d *feedback.Draft) { d.Due = " 2026-11-05 " }, "", ""},
		"due in two years":        {func(d *feedback.Draft) { d.Due = "5.11.2028" }, "", ""},
		"of a quarter":            {func(d *feedback.Draft) { d.Period = "2026-Q3" }, "", ""},
		"of a year":               {func(d *feedback.Draft) { d.Period = "2025" }, "", ""},
		"free":                    {func(d *feedback.Draft) { d.Finding = "" }, "", ""},
		"as long as it may be":    {func(d *feedback.Draft) { d.What = long[:len(long)-len("ộ")] }, "", ""},
		"nothing to do":           {func(d *feedback.Draft) { d.What = " \n\t" }, feedback.FieldWhat, "Xin ghi việc cần làm."},
		"too much to do":          {func(d *feedback.Draft) { d.What = long }, feedback.FieldWhat, "500 ký tự"},
		"nobody":                  {func(d *feedback.Draft) { d.Who = "" }, feedback.FieldWho, "đơn vị hoặc chức danh"},
		"long office":             {func(d *feedback.Draft) { d.Who = long[:feedback.MaxWho*len("ộ")+len("ộ")] }, feedback.FieldWho, "120 ký tự"},
		"a person":                {func(d *feedback.Draft) { d.Who = "ông Nguyễn Văn An" }, feedback.FieldWho, "không ghi tên người"},
		"an officer":              {func(d *feedback.Draft) { d.Who = "Công chức địa chính – đ/c Bình" }, feedback.FieldWho, "không ghi tên người"},
		"a lady":                  {func(d *feedback.Draft) { d.Who = "Bà Lê Thị Hoa" }, feedback.FieldWho, "không ghi tên người"},
		"a place, no lady":        {func(d *feedback.Draft) { d.Who = "Bà Rịa: Văn phòng" }, "", ""},
		"a place within":          {func(d *feedback.Draft) { d.Who = "Công an phường Bà Rịa" }, "", ""},
		"no day":                  {func(d *feedback.Draft) { d.Due = "" }, feedback.FieldDue, "Xin ghi hạn"},
		"a day that is none":      {func(d *feedback.Draft) { d.Due = "31/11/2026" }, feedback.FieldDue, "Ngày chưa đúng"},
		"a word for a day":        {func(d *feedback.Draft) { d.Due = "tuần sau" }, feedback.FieldDue, "Ngày chưa đúng"},
		"due yesterday":           {func(d *feedback.Draft) { d.Due = "4/11/2026" }, feedback.FieldDue, "Hạn đã qua"},
		"due too far":             {func(d *feedback.Draft) { d.Due = "6/11/2028" }, feedback.FieldDue, "Hạn quá xa"},
		"long finding":            {func(d *feedback.Draft) { d.Finding = long }, feedback.FieldFinding, "500 ký tự"},
		"no period":               {func(d *feedback.Draft) { d.Period = "10/2026" }, feedback.FieldPeriod, "2026-Q3"},
	} {
		t.Run(name, func(t *testing.T) {
			d := good()
			c.change(&d)
			a, problems := d.Action(7, now)
			switch {
			case c.field == "" && len(problems) > 0:
				t.Fatal(problems)
			case c.field == "":
				if a.State != feedback.Open || a.Unit != 7 || a.Version != 1 || !a.Made.Equal(now) || a.Due.Location() != time.UTC {
					t.Errorf("%+v", a)
				}
			case len(problems) != 1 || problems[0].Field != c.field || !strings.Contains(problems.Of(c.field), c.says):
				t.Errorf("%+v", problems)
			}
		})
	}
}

// Everything that is wrong is said at once.
func TestDraftNamesAllProblems(t *testing.T) {
	_, problems := feedback.Draft{Period: "x"}.Action(1, vietnam(t, "2026-11-05 09:00"))
	var fields []feedback.Field
	for _, p := range problems {
		fields = append(fields, p.Field)
		if !strings.Contains(problems.Error(), p.Text) {
			t.Errorf("%q lacks %q", problems.Error(), p.Text)
		}
	}
	if !slices.Equal(fields, []feedback.Field{feedback.FieldPeriod, feedback.FieldWhat, feedback.FieldWho, feedback.FieldDue}) {
		t.Error(fields)
	}
}

func TestTextsAreMaskedAndTidied(t *testing.T) {
	d := good()
	d.What, d.Who, d.Finding = "gọi  0912 345 678\nhỏi\x00 lại", "Một cửa\x07, motcua@xa.vn", "số căn cước 079123456789"
	a, problems := d.Action(1, vietnam(t, "2026-11-05 09:00"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if a.What != "gọi [đã che] hỏi lại" || a.Who != "Một cửa, [đã che]" || a.Finding != "số căn cước [đã che]" {
		t.Errorf("%+v", a)
	}
	a, _ = a.Finish("đã gọi 0912345678", "", vietnam(t, "2026-11-06 09:00"))
	if a.Said != "đã gọi [đã che]" {
		t.Error(a.Said)
	}
}

// A month ends at midnight in Vietnam, wherever the server stands.
func TestLastMonth(t *testing.T) {
	for at, want := range map[string]string{
		"2026-10-31 23:59": "2026-09", "2026-11-01 00:00": "2026-10", "2027-01-01 00:00": "2026-12", "2028-03-31 12:00": "2028-02",
	} {
		if got := feedback.LastMonth(vietnam(t, at).UTC()); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestLate(t *testing.T) {
	a := open(t, vietnam(t, "2026-11-05 09:00")) // due on 30 November
	for at, want := range map[string]bool{"2026-11-30 23:59": false, "2026-12-01 00:00": true} {
		if a.Late(vietnam(t, at)) != want {
			t.Errorf("late at %s: %v", at, !want)
		}
	}
	done, _ := a.Finish("đã lắp", "", vietnam(t, "2026-12-02 09:00"))
	if done.Late(vietnam(t, "2026-12-03 09:00")) {
		t.Error("what is done is late")
	}
	if n, late := feedback.Count([]feedback.Action{a, done, a}, vietnam(t, "2026-12-01 00:00")); n != 2 || late != 2 {
		t.Errorf("%d open, %d late", n, late)
	}
}

func TestFinish(t *testing.T) {
	a, now := open(t, vietnam(t, "2026-11-05 09:00")), vietnam(t, "2026-12-02 00:30")
	for name, c := range map[string]struct {
		said, day string
		field     feedback.Field
		on        string
	}{
		"today":         {"đã lắp 12 ghế", "", "", "2026-12-02"},
		"before":        {"đã lắp 12 ghế", "28/11/2026", "", "2026-11-28"},
		"not said what": {" ", "", feedback.FieldSaid, ""},
		"tomorrow":      {"đã lắp", "3/12/2026", feedback.FieldDay, ""},
		"no day":        {"đã lắp", "hôm kia", feedback.FieldDay, ""},
		"years ago":     {"đã lắp", "1/12/2024", feedback.FieldDay, ""},
	} {
		t.Run(name, func(t *testing.T) {
			done, problems := a.Finish(c.said, c.day, now)
			if c.field != "" {
				if len(problems) != 1 || problems[0].Field != c.field {
					t.Error(problems)
				}
				return
			}
			if len(problems) > 0 || done.State != feedback.Done || done.DoneOn.Format(time.DateOnly) != c.on || !done.Closed.Equal(now) || done.Said != "đã lắp 12 ghế" {
				t.Errorf("%+v, %v", done, problems)
			}
		})
	}
}

func TestDropAndReopen(t *testing.T) {
	now := vietnam(t, "2026-11-20 09:00")
	a := open(t, now)
	if _, problems := a.Drop("", now); problems.Of(feedback.FieldSaid) != "Xin ghi lý do không thực hiện." {
		t.Error(problems)
	}
	if _, problems := a.Reopen(); problems.Of(feedback.FieldState) == "" {
		t.Error("an open action was reopened")
	}
	dropped, problems := a.Drop("trụ sở sắp chuyển", now)
	if len(problems) > 0 || dropped.State != feedback.Dropped || !dropped.DoneOn.IsZero() || dropped.Closed.IsZero() {
		t.Errorf("%+v, %v", dropped, problems)
	}
	for _, change := range []func() (feedback.Action, feedback.Problems){
		func() (feedback.Action, feedback.Problems) { return dropped.Finish("đã lắp", "", now) },
		func() (feedback.Action, feedback.Problems) { return dropped.Drop("lý do khác", now) },
	} {
		if _, problems := change(); !strings.Contains(problems.Of(feedback.FieldState), "mở lại việc trước") {
			t.Error(problems)
		}
	}
	again, problems := dropped.Reopen()
	if len(problems) > 0 || again != a {
		t.Errorf("reopened %+v, made %+v, %v", again, a, problems)
	}
}

// Whatever is typed, what is taken is fit to be stored and shown: one line, not too long, nothing to mask left.
func TestWhatIsTakenIsFit(t *testing.T) {
	now := vietnam(t, "2026-11-05 09:00")
	rapid.Check(t, func(r *rapid.T) {
		d := feedback.Draft{
			Finding: rapid.String().Draw(r, "finding"), What: rapid.String().Draw(r, "what"), Who: rapid.String().Draw(r, "who"),
			Due: rapid.OneOf(rapid.String(), rapid.Just("30/11/2026")).Draw(r, "due"),
		}
		a, problems := d.Action(1, now)
		if len(problems) > 0 {
			return
		}
		for _, s := range []string{a.Finding, a.What, a.Who} {
			if strings.ContainsAny(s, "\x00\n\r\t") || len([]rune(s)) > feedback.MaxText {
				r.Fatalf("taken: %q", s)
			}
		}
		again, problems := feedback.Draft{Finding: a.Finding, What: a.What, Who: a.Who, Due: feedback.DayText(a.Due)}.Action(1, now)
		if len(problems) > 0 || again != a {
			r.Fatalf("%+v\nagain: %+v %v", a, again, problems)
		}
	})
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{feedback.WordState(feedback.Open, false), "Đang thực hiện"}, {feedback.WordState(feedback.Open, true), "Quá hạn"},
		{feedback.WordState(feedback.Done, false), "Đã xong"}, {feedback.WordState(feedback.Dropped, false), "Không thực hiện"},
		{feedback.WordStep(feedback.Open, true), "Giao việc"}, {feedback.WordStep(feedback.Open, false), "Mở lại"},
		{feedback.WordStep(feedback.Done, false), "Đã xong"},
		{feedback.WordChannel(feedback.Room), "phòng"}, {feedback.WordChannel(feedback.Command), "lệnh"},
		{feedback.WordChannel("telegram"), "Telegram"}, {feedback.WordChannel("zalo"), "Zalo"}, {feedback.WordChannel("x"), "x"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
