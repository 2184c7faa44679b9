package talk

import (
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/survey"
)

// A receipt code is the key to answers, so guessing is bounded: so many wrong ones, then a pause.
const (
	maxWrong   = 5
	wrongPause = time.Hour
)

// showData says what is kept: about the open response, about a response whose code is given, and in general.
func (t *decider) showData(arg string) {
	if arg != "" {
		t.showRecord(arg)
		return
	}
	lines := []prose.Line{prose.H(wordMyData)}
	for _, kept := range wordWhatIsKept(t.unit.Unit, t.ev.Channel) {
		lines = append(lines, prose.I(kept))
	}
	m := bot.Message{}
	if f := t.State.Response; f != nil {
		lines = append(lines, prose.P(wordOpenForm))
		lines = append(lines, t.answerLines(t.openQuestionnaire(), f.Answers)...)
		m.Buttons = append(m.Buttons, bot.Button{Label: wordResume, Data: tapResume, Nav: true})
		m.Buttons = append(m.Buttons, bot.Button{Label: wordEraseOpen, Data: t.eraseTap(f.Receipt), Nav: true})
	}
	follows, ends := t.followLines()
	lines, m.Buttons = append(lines, follows...), append(m.Buttons, ends...)
	m.Lines = append(lines, prose.P(wordHowToSee))
	m.Buttons = append(m.Buttons, bot.Button{Label: wordMenuButton, Data: tapMenu, Nav: true})
	t.addMessage(m)
}

// copyCode is the part of a button below a receipt that gives the code to copy.
const copyCode = "c"

// receiptButtons stand below a receipt: whoever is to erase a response sees it first.
func receiptButtons(receipt string) []bot.Button {
	return []bot.Button{
		{Label: wordSeeForm, Data: tap(tapData, receipt), Nav: true},
		{Label: wordEraseThis, Data: tap(tapData, receipt), Nav: true},
		{Label: wordCopyCode, Data: tap(tapData, receipt, copyCode), Copy: survey.ShowReceipt(receipt), Nav: true},
	}
}

// hearDataTap acts on the button that shows what is kept, or on one below a receipt.
func (t *decider) hearDataTap(arg [3]string) {
	switch code, ok := survey.ParseReceipt(arg[0]); {
	case !ok:
		t.showData("")
	case arg[1] == copyCode: // where the platform copies nothing by itself: alone in a message it is copied with one long press
		t.Echo = wordCopyCode
		t.addLines(prose.P(survey.ShowReceipt(code)))
	default:
		t.showRecord(code)
	}
}

func (t *decider) showRecord(code string) {
	t.Echo = wordEchoData
	if !t.checkCode(code) {
		return
	}
	r := t.Known.Record
	questionnaire, known := t.Dir.Questionnaire(r.Questionnaire)
	lines := []prose.Line{prose.H(wordForm(survey.ShowReceipt(r.Receipt))), prose.P(wordFormMade(r.Started.In(org.Location()), r.FinishedAt != nil))}
	if known {
		lines = append(lines, t.answerLines(questionnaire, r.Answers)...)
	}
	t.addMessage(bot.Message{Lines: lines, Buttons: []bot.Button{
		{Label: wordEraseForm(survey.ShowReceipt(r.Receipt)), Data: t.eraseTap(r.Receipt)},
		{Label: wordKeep, Data: tapKeep, Nav: true},
	}})
}

// hearReceipt shows the response whose code was typed with nothing around it.
func (t *decider) hearReceipt(said string) bool {
	code, ok := survey.LoneReceipt(said)
	if ok {
		t.showRecord(code)
	}
	return ok
}

// askBeforeErasing is /xoa: it shows what would go and asks once more. Without a code there is no response to show, and what else
// is kept for this chat goes at once.
func (t *decider) askBeforeErasing(code string) {
	if code == "" {
		if t.forgetLookups() {
			t.showMenu(wordForgotten + " " + wordEraseHow)
		} else {
			t.showMenu(wordEraseHow)
		}
		return
	}
	t.showRecord(code)
}

func (t *decider) eraseTap(receipt string) string {
	return eraseTap(t.Dir, t.ev.Conv(), receipt, t.Now)
}

// eraseResponse deletes a response that was shown in this conversation a moment ago, its answers, and their share in the figures. A
// button of another kind or time leads to what it is about.
func (t *decider) eraseResponse(arg [3]string) {
	t.Echo = wordEchoErase
	if !t.checkCode(arg[0]) {
		return
	}
	if !mayErase(t.Dir, t.ev.Conv(), arg, t.Now) {
		t.showRecord(arg[0])
		return
	}
	r := t.Known.Record
	questionnaire, known := t.Dir.Questionnaire(r.Questionnaire)
	own := t.State.Response != nil && t.State.Response.ID == r.ID
	if !known || (r.Status == survey.Open && !own) {
		t.showMenu(wordEraseOpenElsewhere)
		return
	}
	stored := r.Response
	if own {
		stored = *t.State.Response
		t.State.Response, t.State.Touch, t.State.Paused = nil, 0, false
	}
	t.Erase = r.ID
	t.Counts = append(t.Counts, survey.Change(questionnaire, stored, survey.Response{})...)
	t.State.Done = nil // the visit may be rated again
	if t.forgetLookups() {
		t.showMenu(wordErased(survey.ShowReceipt(r.Receipt)) + " " + wordForgotten)
		return
	}
	t.showMenu(wordErased(survey.ShowReceipt(r.Receipt)))
}

// checkCode sees to it that a response was found under a code, and that codes are not guessed.
func (t *decider) checkCode(code string) bool {
	if t.Known.Locked || !t.mayGuess() {
		t.showMenu(wordTooManyCodes)
		return false
	}
	if _, ok := survey.ParseReceipt(code); !ok { // mistyped: it is no guess
		t.showMenu(wordNotACode)
		return false
	}
	if t.Known.Record == nil {
		t.State.Wrong++
		t.showMenu(wordNoSuchForm)
		return false
	}
	return true
}

// mayGuess reports whether another code may be tried now.
func (t *decider) mayGuess() bool {
	if t.Now.Sub(time.Unix(t.State.Since, 0)) > wrongPause {
		t.State.Wrong, t.State.Since = 0, t.Now.Unix()
	}
	return t.State.Wrong < maxWrong
}

// answerLines lists answers in the order of the questions.
func (t *decider) answerLines(questionnaire *survey.Questionnaire, answers map[string]survey.Answer) []prose.Line {
	var lines []prose.Line
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		if a, ok := answers[q.ID]; ok {
			lines = append(lines, prose.I(q.Short+": "+answerWords(q, a)))
		}
	}
	if len(lines) == 0 {
		return []prose.Line{prose.P(wordNoAnswersYet)}
	}
	return lines
}
