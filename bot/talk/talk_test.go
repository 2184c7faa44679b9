package talk_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/survey"
)

// catalog is the bundled catalogue, indexed once for all tests of the package.
var catalog = sync.OnceValues(search.Bundled)

// chatter is a conversation with Decide alone: no engine, no database.
type chatter struct {
	t     testing.TB
	env   talk.Env
	state talk.State
	n     int
}

// nineQuestions is the questionnaire mau-v1, read once for all tests: reading it costs more than most of them.
var nineQuestions = sync.OnceValues(func() (*survey.Questionnaire, error) { return survey.Bundled("mau-v1") })

func newChatter(t testing.TB, set org.Settings, f *search.Finder) *chatter {
	t.Helper()
	questionnaire, err := nineQuestions()
	if err != nil {
		t.Fatal(err)
	}
	if f == nil {
		if f, err = catalog(); err != nil {
			t.Fatal(err)
		}
	}
	unit := &directory.Unit{Unit: org.Unit{ID: 1, Code: "26659", Name: "xã Thử", Settings: set}, Questionnaire: questionnaire}
	return &chatter{t: t, env: talk.Env{
		Dir: directory.New([]byte("secret"), false, []*directory.Unit{unit}), Finder: f,
		Now: time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location()), Random: func([]byte) {},
	}}
}

func (c *chatter) hear(ev bot.Event) talk.Decision {
	c.t.Helper()
	c.n++
	ev.ID, ev.Channel, ev.Chat, ev.At = fmt.Sprint(c.n), "telegram", "1", c.env.Now
	d := talk.Decide(c.env, c.state, ev)
	c.state = d.State
	for _, m := range d.Messages {
		for _, b := range m.Buttons {
			if len(b.Data) > 64 || strings.TrimSpace(b.Label) == "" {
				c.t.Errorf("button %q carries %q", b.Label, b.Data)
			}
		}
	}
	return d
}

func (c *chatter) said(text string) talk.Decision {
	return c.hear(bot.Event{Kind: bot.Text, Text: text})
}

func (c *chatter) tap(data string) talk.Decision {
	return c.hear(bot.Event{Kind: bot.Tap, Data: data, Ref: "77"})
}

// words are all the words of a decision's messages.
func words(d talk.Decision) string {
	var b strings.Builder
	for _, m := range d.Messages {
		b.WriteString(prose.Plain(m.Lines) + "\n")
	}
	return b.String()
}

func button(t testing.TB, d talk.Decision, label string) string {
	t.Helper()
	for _, m := range d.Messages {
		for _, b := range m.Buttons {
			if strings.HasPrefix(b.Label, label) {
				return b.Data
			}
		}
	}
	t.Fatalf("no button %q below\n%s", label, words(d))
	return ""
}

// Where a message can be edited the list stays one message and stays whole; a tap means what its box said.
func TestListInPlace(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{Center: "Trung tâm xã Thử"}, nil)
	shown := c.tap("c:2.000815:")
	if shown.InPlace {
		t.Error("the list takes the place of the card it was opened from")
	}
	first := button(t, shown, "☐ 1.")
	ticked := c.tap(first)
	if !ticked.InPlace || !strings.Contains(words(ticked), "☑ 1.") {
		t.Errorf("in place %v:\n%s", ticked.InPlace, words(ticked))
	}
	if again := c.tap(first); !strings.Contains(words(again), "☑ 1.") { // an old box, tapped once more
		t.Errorf("a second tap on the same box:\n%s", words(again))
	}
	if off := c.tap(button(t, ticked, "☑ 1.")); !strings.Contains(words(off), "☐ 1.") {
		t.Errorf("unticked:\n%s", words(off))
	}
}

// The list of every procedure and case fits on a screen, can be completed, and then says where to go.
func TestListsOfAllRecords(t *testing.T) {
	t.Parallel()
	f, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.All() {
		if len(p.Documents) == 0 {
			continue
		}
		c := newChatter(t, org.Settings{}, nil)
		d := c.tap("c:" + p.Key + ":")
		if strings.Contains(words(d), "thuộc trường hợp nào") {
			d = c.tap("c:" + p.Key + ":*")
		}
		boxes := 0
		for _, b := range d.Messages[0].Buttons {
			if strings.HasPrefix(b.Label, "☐") {
				boxes++
				d = c.tap(b.Data)
				if n := len([]rune(words(d))); n > 1100 {
					t.Errorf("%s: list of %d runes", p.Key, n)
				}
			}
		}
		if boxes != len(p.Documents) || !strings.Contains(words(d), "Đã đủ giấy tờ trong danh sách. Nơi nộp: ") {
			t.Errorf("%s: %d boxes for %d papers:\n%s", p.Key, boxes, len(p.Documents), words(d))
		}
	}
}

// Only so many lists are remembered, the latest ones.
func TestListsAreFew(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	for _, key := range []string{"2.000815", "2.000884", "1.000656", "1.004873", "2.000815"} {
		c.tap("c:" + key + ":*")
	}
	if len(c.state.Lists) > 3 || c.state.Lists[len(c.state.Lists)-1].Key != "2.000815" {
		t.Errorf("lists %+v", c.state.Lists)
	}
}

// Whatever old or made-up buttons carry, there is an answer.
func TestStrangeButtons(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	for _, data := range []string{
		"c", "c:", "c::", "c:9.999999:*:+abcd", "c:1.001193:zzzzz:+abcd", "c:2.000815::+zzzz", "c:2.000815::?", "c:2.000815:*:-", "p:1.001193:o:zzzzz.9",
		"p:1.001193:o:.-1", "p:1.001193:t:0.99999999999999999999", "w:", "w:9.999999", "v:", "v:9.999999", "p:2.000815:o:0", "p:2.000815:o:*.2",
	} {
		if d := c.tap(data); len(d.Messages) == 0 || strings.TrimSpace(words(d)) == "" {
			t.Errorf("%q is met with silence", data)
		}
	}
}

func TestGeneralQuestionsFromSettings(t *testing.T) {
	t.Parallel()
	set := org.Settings{
		Center: "Trung tâm xã Thử", Address: "1 Đường Một", Hours: "7:30 – 17:00, thứ hai đến thứ sáu", Hotline: "0254 1", PortalURL: "https://thu.example.vn/",
		Online: "Nộp ở quầy số.", Post: "Gửi về hộp thư 1.", Proxy: "Cần giấy ủy quyền.", Payment: "Quét mã QR tại quầy.", Reception: "Thứ năm hằng tuần", Complaint: "Phòng tiếp công dân, tầng 1",
	}
	for q, want := range map[string][]string{
		"giờ làm việc của xã":              {"Trung tâm xã Thử", "1 Đường Một", "7:30 – 17:00", "0254 1"},
		"nộp hồ sơ qua mạng như thế nào":   {"Nộp ở quầy số.", "https://thu.example.vn/"},
		"nộp hồ sơ qua bưu điện":           {"Gửi về hộp thư 1."},
		"nhờ người nhà nộp thay hồ sơ":     {"Cần giấy ủy quyền."},
		"cách thanh toán lệ phí":           {"Quét mã QR tại quầy."},
		"muốn gặp chủ tịch xã":             {"Thứ năm hằng tuần"},
		"phản ánh thái độ cán bộ":          {"Xin nộp tại: Phòng tiếp công dân, tầng 1. Lịch tiếp công dân: Thứ năm hằng tuần. Tố cáo lãnh đạo xã"},
		"tra cứu tình trạng hồ sơ của tôi": {"https://thu.example.vn/", "0254 1"},
	} {
		c := newChatter(t, set, nil)
		d := c.said(q)
		for _, w := range want {
			if !strings.Contains(words(d), w) {
				t.Errorf("%q: %q is not in\n%s", q, w, words(d))
			}
		}
		if len(d.Misses) != 0 || d.Lookup != survey.LookupFound {
			t.Errorf("%q counts as a miss", q)
		}
	}
}

// The rules of the unit and its province are on its cards, and only there.
func TestLocalRulesInTheChat(t *testing.T) {
	t.Parallel()
	base, err := procedure.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	e := procedure.Edition{
		Overrides: []procedure.Override{
			{Unit: "26659", Key: "2.000815", Block: procedure.BlockTime, Text: "trong buổi", Source: "Quyết định 1/QĐ-UBND", From: "2026-01-01"},
			{Unit: "other", Key: "2.000815", Block: procedure.BlockPlace, Text: "Nhà văn hóa", Source: "x", From: "2026-01-01"},
		},
		Fees: []procedure.FeeRule{{Province: "Đồng Nai", Key: "1.004873", AmountVND: 15000, Source: "Nghị quyết 1", From: "2026-01-01"}},
	}
	for _, p := range base.All() {
		e.Procedures = append(e.Procedures, *p)
	}
	built, err := procedure.Build(e)
	if err != nil {
		t.Fatal(err)
	}
	f, err := search.New(built)
	if err != nil {
		t.Fatal(err)
	}
	c := newChatter(t, org.Settings{Province: "dong nai"}, f)
	if got := words(c.tap("p:2.000815")); !strings.Contains(got, "trong buổi (theo quy định riêng: Quyết định 1/QĐ-UBND") || strings.Contains(got, "Nhà văn hóa") {
		t.Errorf("card:\n%s", got)
	}
	if got := words(c.tap("p:1.004873:f")); !strings.Contains(got, "15.000 đồng") || !strings.Contains(got, "Theo Nghị quyết 1") {
		t.Errorf("fee:\n%s", got)
	}
}

func TestFollowIsBounded(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	for i := range 30 {
		c.env.Known.Follows = append(c.env.Known.Follows, turn.Follow{Key: fmt.Sprint("1.", i), Until: c.env.Now})
	}
	if d := c.tap("w:2.000815"); d.Follow != nil || !strings.Contains(words(d), "nhiều thủ tục") {
		t.Errorf("the 31st: %+v\n%s", d.Follow, words(d))
	}
	c.env.Known.Follows[3].Key = "2.000815"
	if d := c.tap("w:2.000815"); d.Follow == nil || d.Follow.Until.Format(time.DateOnly) != "2027-10-15" {
		t.Errorf("one of the 30 again: %+v", d.Follow)
	}
}

// Numbers belong to the form while one is being filled in, and to consent while that is asked.
func TestNumbersBelongToTheForm(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	c.said("mai táng phí")
	if len(c.state.Pick) == 0 {
		t.Fatal("nothing to choose from")
	}
	c.said("/danhgia")
	if d := c.said("1"); d.Open == nil {
		t.Fatalf("1 is not consent:\n%s", words(d))
	}
	d := c.said("cho hỏi mai táng phí")
	if len(d.Messages) != 2 || len(c.state.Pick) != 0 {
		t.Fatalf("%d messages, %d to choose from", len(d.Messages), len(c.state.Pick))
	}
	if d := c.said("1"); len(d.Answers) != 1 {
		t.Errorf("1 is no answer to the question of the form:\n%s", words(d))
	}
}
