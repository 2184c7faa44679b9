package talk_test

import (
	"strings"
	"testing"

	"motcua/bot/talk"
	"motcua/org"
	"motcua/org/directory"
	"motcua/survey"
)

func bundledForm(t testing.TB, id string) *survey.Questionnaire {
	t.Helper()
	f, err := survey.Bundled(id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// asks makes the chatter's unit ask another questionnaire; the one before stays published.
func (c *chatter) asks(id string) {
	c.t.Helper()
	unit, _ := c.env.Dir.Default()
	changed := *unit
	changed.Questionnaire = bundledForm(c.t, id)
	c.env.Dir = directory.New([]byte("secret"), false, []*directory.Unit{&changed}, unit.Questionnaire)
}

// Who is in the middle of a form when the unit takes up another goes on with the old one, and it counts as such; the next
// form is the new one.
func TestFormChangesUnderway(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	c.said("/danhgia")
	c.said("đồng ý")
	c.said("hộ tịch")
	c.asks("tt01-2018-v3")
	d := c.said("hài lòng") // both forms have a question q1
	if !strings.Contains(words(d), "thái độ và cách hướng dẫn") {
		t.Fatalf("the old form does not go on:\n%s", words(d))
	}
	var last talk.Decision
	for range 8 {
		for _, n := range d.Counts {
			if n.Questionnaire != "mau-v1" {
				t.Errorf("counted as an answer to %s: %+v", n.Questionnaire, n)
			}
		}
		if last = c.said("B"); strings.Contains(words(last), "Mã phiếu") {
			break
		}
	}
	if len(last.Close) != 1 || last.Close[0].Status != survey.Finished {
		t.Fatalf("not finished: %+v\n%s", last.Close, words(last))
	}
	c.env.Now = c.env.Now.AddDate(0, 0, 1)
	c.said("/danhgia")
	if d = c.said("đồng ý"); d.Open == nil || d.Open.Questionnaire != "tt01-2018-v3" || d.Open.QuestionnaireHash != bundledForm(t, "tt01-2018-v3").Hash {
		t.Errorf("the next form is %+v", d.Open)
	}
	if d = c.said("hộ tịch"); !strings.Contains(words(d), "thêm mấy lần mới xong hồ sơ") {
		t.Errorf("it asks:\n%s", words(d))
	}
}
