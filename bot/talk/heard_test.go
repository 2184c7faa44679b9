package talk_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"motcua/bot/talk"
	"motcua/internal/heed"
	"motcua/org"
	"motcua/procedure/search"
)

// private are things that must be kept nowhere, whatever is being asked.
var private = []string{
	"tôi muốn tố cáo cán bộ nhận tiền", "phải lót tay hai triệu mới ký", "tui muốn khiếu nại", "chủ tịch xã tham ô",
	"bị chồng đánh", "cháy nhà rồi", "em không muốn sống nữa", "có người giả công an gọi bắt chuyển tiền", "bố dượng sàm sỡ bé gái",
	"có người bị tai nạn", "trộm vô nhà", "thuyền lật có người đuối nước",
}

// A decision holds no word of it: neither as an answer nor as a question nor in the record of the conversation.
func TestPrivateWordsAreKeptNowhere(t *testing.T) {
	t.Parallel()
	for _, at := range []struct {
		name string
		lead func(*chatter)
	}{
		{"menu", func(*chatter) {}},
		{"consent", func(c *chatter) { c.said("/danhgia") }},
		{"field", func(c *chatter) { c.begin() }},
		{"scale", func(c *chatter) { c.begin(); c.said("bỏ qua") }},
		{"suggestion", func(c *chatter) {
			c.begin()
			for range 8 {
				c.said("bỏ qua")
			}
		}},
		{"card", func(c *chatter) { c.said("khai sinh cần giấy gì") }},
		{"tracuu", nil},
	} {
		for _, text := range private {
			c := newChatter(t, org.Settings{Hotline: "0254 3862 000"}, nil)
			typed := "/tracuu " + text
			if at.lead != nil {
				at.lead(c)
				typed = text
			}
			checkKeptNowhere(t, at.name, text, c.said(typed))
		}
	}
}

// begin agrees to the survey.
func (c *chatter) begin() {
	c.t.Helper()
	c.tap(button(c.t, c.said("/danhgia"), "Đồng ý"))
}

func checkKeptNowhere(t *testing.T, at, text string, d talk.Decision) {
	t.Helper()
	if len(d.Messages) == 0 {
		t.Errorf("%s: %q is not answered", at, text)
	}
	if len(d.Misses) > 0 || d.Echo == "" {
		t.Errorf("%s: %q is kept as a question, or its record is left to the channel", at, text)
	}
	for _, kept := range []any{d.State, d.Answers, d.Counts, d.Misses, d.Echo, d.Messages, d.Posts, d.Owe} {
		b, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), text) {
			t.Errorf("%s: %q stands in %s", at, text, b)
		}
	}
}

// Who is in danger reads a number first and is offered no procedure.
func TestAlarmsSayTheNumberFirst(t *testing.T) {
	t.Parallel()
	for text, number := range map[string]string{
		"bị chồng đánh": "113", "cháy nhà rồi": "114", "tự tử": "115", "có người bị tai nạn": "115", "bố dượng đánh bé": "111",
		"trộm vô nhà": "113", "có người giả công an gọi bắt chuyển tiền": "113", "thuyền lật có người đuối nước": "114",
	} {
		d := newChatter(t, org.Settings{}, nil).said(text)
		if got := words(d); !strings.HasPrefix(strings.TrimSpace(got), number) {
			t.Errorf("%q is answered %q", text, got)
		}
		for _, m := range d.Messages {
			for _, b := range m.Buttons {
				if strings.HasPrefix(b.Data, "p:") || b.Data == "l" {
					t.Errorf("%q offers %q", text, b.Label)
				}
			}
		}
	}
}

// Questions about papers in which such words stand are answered as before: of none is the right card lost.
func TestNoCardIsLostToAnAlarm(t *testing.T) {
	t.Parallel()
	finder, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	asked, heard := 0, 0
	for _, file := range []string{"authored-a", "authored-b", "dev", "questions"} {
		text, err := os.ReadFile("../../procedure/search/testdata/" + file + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			cells := strings.Split(line, "\t")
			if strings.HasPrefix(line, "#") || len(cells) < 2 || cells[1] == "-" {
				continue
			}
			asked++
			if heed.Listen(cells[0]).Kind == "" {
				continue
			}
			shown := finder.Search(cells[0], 5)
			if shown.Verdict == search.Clear { // nothing else is shown
				shown.Hits = shown.Hits[:1]
			}
			for _, right := range strings.Split(cells[1], "|") {
				if !shown.Answered() || !slices.ContainsFunc(shown.Hits, func(h search.Hit) bool { return h.P.Key == right }) {
					continue
				}
				heard++
				if d := newChatter(t, org.Settings{}, nil).said(cells[0]); !offers(d, right) {
					t.Errorf("%q loses %s:\n%s", cells[0], right, words(d))
				}
			}
		}
	}
	if asked < 700 || heard < 5 {
		t.Errorf("%d questions, %d of them heard", asked, heard)
	}
	t.Logf("%d questions with a card, %d hear something in them", asked, heard)
}

// offers reports whether a decision shows a procedure or has a button that does.
func offers(d talk.Decision, key string) bool {
	if d.State.Card == key {
		return true
	}
	for _, m := range d.Messages {
		for _, b := range m.Buttons {
			if strings.HasPrefix(b.Data, "p:"+key) {
				return true
			}
		}
	}
	return false
}
