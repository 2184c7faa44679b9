package talk

import (
	"slices"
	"strings"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
	"motcua/survey"
)

// What is said after a card is about it more often than not: "Giấy tờ", "thế con ngoài giá thú thì sao", "gia hạn thì sao".

// followUp is what such a text asks about, in folded words, and whether it is put as one ("thế … thì sao").
type followUp struct {
	matter string
	framed bool
}

// readFollowUp takes the words around a follow-up away.
func readFollowUp(said string) followUp {
	words := vntext.Tokens(said)
	f := followUp{}
	marked := strings.Fields(strings.ToLower(said))
	for len(words) > 0 {
		lead := words[0]
		if lead == "con" && !(len(marked) > 0 && strings.HasPrefix(marked[0], "còn")) {
			break // con is a child as well, where the mark is missing
		}
		if !slices.Contains([]string{"the", "vay", "con", "neu", "truong", "hop", "thi", "roi", "lo", "nhu", "da", "a", "u"}, lead) {
			break
		}
		f.framed = f.framed || lead != "da"
		words, marked = words[1:], marked[min(1, len(marked)):]
	}
	joined := strings.Join(words, " ")
	for _, tail := range []string{
		"thi phai lam sao", "thi phai lam gi", "thi lam the nao", "thi lam sao", "thi lam gi", "thi the nao", "thi co duoc khong", "thi sao vay", "thi sao a",
		"thi sao", "la sao", "la gi", "the nao", "thi", "ra sao", "sao",
	} {
		if rest, ok := strings.CutSuffix(" "+joined, " "+tail); ok {
			joined, f.framed = strings.TrimSpace(rest), true
			break
		}
	}
	for _, courtesy := range []string{" a", " nhe", " vay", " ha", " nha"} {
		joined = strings.TrimSuffix(joined, courtesy)
	}
	f.matter = joined
	return f
}

// namedAspect is the aspect a text names and nothing else.
func namedAspect(matter string) (procedure.Aspect, bool) {
	for _, a := range procedure.AllAspects() {
		if matter == vntext.Fold(a.Label()) {
			return a, true
		}
	}
	switch strings.TrimPrefix(matter, "con ") {
	case "giay to", "giay", "ho so", "giay to gi", "giay to can", "giay to can thiet", "thanh phan ho so", "can nhung gi":
		return procedure.Papers, true
	case "dieu kien", "yeu cau", "doi tuong", "yeu cau dieu kien", "dieu kien gi":
		return procedure.Conditions, true
	case "thoi han", "thoi gian", "bao lau", "may ngay", "thoi han giai quyet":
		return procedure.Time, true
	case "le phi", "phi", "phi le phi", "tien", "bao nhieu", "bao nhieu tien", "chi phi", "gia":
		return procedure.Fee, true
	case "noi nop", "nop dau", "o dau", "nop o dau", "dia diem", "cho nop", "noi lam", "nop cho nao":
		return procedure.Where, true
	case "cac buoc", "trinh tu", "quy trinh", "cach lam", "cach nop", "lam sao":
		return procedure.Steps, true
	case "ket qua":
		return procedure.Outcome, true
	case "can cu", "can cu phap ly", "phap ly":
		return procedure.Law, true
	case "mau", "mau don", "to khai", "mau to khai", "bieu mau":
		return procedure.Form, true
	}
	return procedure.Overview, false
}

// answerFollowUp answers what is asked about the procedure shown last: an aspect of it by name ("Điều kiện") or in a question with
// nothing else in it ("lệ phí bao nhiêu?"), or a matter close to it.
func (t *decider) answerFollowUp(said string) bool {
	f := readFollowUp(said)
	p, shown := t.Finder.ByKey(t.State.Card)
	if aspect, ok := namedAspect(f.matter); ok {
		if !shown {
			if aspect != procedure.Fee { // of which procedure? How fees are paid is the same for all
				t.explainLookup()
			}
			return aspect != procedure.Fee
		}
		t.countLookup(survey.LookupFound)
		t.showWholeCard(p, aspect)
		return true
	}
	if !shown {
		return false
	}
	if aspect, rest := search.AspectOf(said); aspect != procedure.Overview && rest == "" {
		t.countLookup(survey.LookupFound)
		t.showWholeCard(p, aspect)
		return true
	}
	return t.answerCloseMatter(f, p)
}

// closeWords is how many words a text may have that is taken for a follow-up though it is not put as one.
const closeWords = 4

// answerCloseMatter answers a matter that is asked about with no more than a hint: together with the procedure shown last it is
// another one ("gia hạn", after tạm trú), or a case of that one.
func (t *decider) answerCloseMatter(f followUp, shown *procedure.Procedure) bool {
	if f.matter == "" || (!f.framed && len(strings.Fields(f.matter)) > closeWords) {
		return false
	}
	alone := t.Finder.Search(f.matter, candidates)
	if alone.Outside != nil && isGeneralQuestion(alone.Outside.ID) || names(alone, f.matter) {
		return false
	}
	both := t.Finder.Search(f.matter+" "+subjectOf(shown), candidates)
	clear := both.Verdict == search.Clear
	if !f.framed && (alone.Answered() || !clear || (alone.Outside != nil && both.Hits[0].P.Key == shown.Key)) {
		return false
	}
	switch {
	case clear && both.Hits[0].P.Key != shown.Key:
		t.countLookup(survey.LookupFound)
		t.showWholeCard(both.Hits[0].P, procedure.Overview)
	case clear || !alone.Answered():
		t.askWithin(shown, f.matter)
	default:
		return false
	}
	return true
}

// names reports whether an answer is a procedure that is called what was asked.
func names(res search.Result, matter string) bool {
	return res.Answered() && strings.Contains(vntext.Fold(res.Hits[0].P.Short()+" "+res.Hits[0].P.Name), matter)
}

// subjectOf is what a procedure is about, without what is done with it.
func subjectOf(p *procedure.Procedure) string {
	name := vntext.Fold(procedureName(p))
	for _, verb := range []string{"dang ky ", "dk ", "cap ", "lam ", "khai bao ", "thu tuc "} {
		name = strings.TrimPrefix(name, verb)
	}
	return name
}

// askWithin answers a matter within a procedure: in the case it names, or with the question which case or part is meant.
func (t *decider) askWithin(p *procedure.Procedure, matter string) {
	t.countLookup(survey.LookupChoices)
	cases := card.Cases(p)
	for _, c := range cases {
		if tells(c.Text, matter) {
			t.showCardPart(p, procedure.Papers, c.ID, 1)
			return
		}
	}
	t.addLines(prose.P(wordWithin(procedureName(p))))
	if len(cases) > 0 {
		t.askForCase(p, cases)
		return
	}
	t.State.Card = p.Key
	t.addMessage(bot.Message{
		Lines: []prose.Line{prose.P(wordWhichPart)}, Buttons: aspectButtons(p, procedure.Overview, t.cardOptions(p)),
	})
}

// tells reports whether the words of a case have all the words of a matter.
func tells(text, matter string) bool {
	have := vntext.Tokens(text)
	for _, w := range strings.Fields(matter) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
