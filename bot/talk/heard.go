package talk

import (
	"strings"

	"motcua/bot"
	"motcua/internal/heed"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/survey"
)

// answerCall answers what is no question about a procedure: danger, fraud, complaint, courtesy. Nothing of it is kept. false when
// the text is to be looked up.
func (t *decider) answerCall(said string) bool {
	kind := t.call.Kind
	switch {
	case kind.Urgent():
		t.answerAlarm(said)
	case kind == heed.Complaint:
		t.answerComplaint(said)
	case kind == heed.Grievance:
		return t.answerGrievance(said)
	case kind == heed.OldBook:
		t.answerOldBook(said)
	case kind == heed.TwoTiers:
		t.answerTwoTiers(said)
	case kind.Smalltalk():
		t.answerSmalltalk()
	case heed.Silent(said):
		t.answerFace(said)
	default:
		return false
	}
	return true
}

// answerAlarm says whom to call. Who asks for papers as well gets them: below the numbers where somebody may be in danger now, and
// instead of them where what happened is over.
func (t *decider) answerAlarm(said string) {
	kind := t.call.Kind
	over := kind == heed.Fire || kind == heed.Rescue || kind == heed.Medical || kind == heed.Crime
	if t.call.Papers && over && t.answerIfKnown(said) {
		return
	}
	t.addMessage(t.alarm(kind))
	if t.call.Papers && (kind == heed.Violence || kind == heed.Child) {
		t.answerIfClear(said)
	}
}

// alarm is the numbers to call and one thing to do.
func (t *decider) alarm(kind heed.Kind) bot.Message {
	words := alarmWords(kind)
	m := bot.Message{Lines: []prose.Line{prose.H(words.call), prose.P(words.do)}}
	if hotline := t.unit.Settings.Hotline; hotline != "" {
		m.Lines = append(m.Lines, prose.P(wordHotlineOf(t.unit.Authority(), hotline)))
	}
	if t.State.Response != nil && t.State.Paused {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordResume, Data: tapResume, Nav: true})
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordMenuButton, Data: tapMenu, Nav: true})
	return m
}

// answerIfKnown looks a text up and answers where there is an answer.
func (t *decider) answerIfKnown(said string) bool {
	res := t.Finder.Search(said, candidates)
	if !res.Answered() {
		return false
	}
	t.answerQuestion(said, res)
	return true
}

// answerIfClear looks a text up and answers where there is one answer only.
func (t *decider) answerIfClear(said string) {
	if res := t.Finder.Search(said, candidates); res.Verdict == search.Clear {
		t.answerQuestion(said, res)
	}
}

// answerComplaint leads to the doors of complaint and denunciation, and to what the catalogue has about them. A question about the
// papers of such a procedure is answered like any other, and is not kept when it cannot be.
func (t *decider) answerComplaint(said string) {
	if t.call.Papers && t.answerIfKnown(said) {
		return
	}
	m := t.doors(true)
	m.Buttons = append(hitButtons(t.aboutComplaints(said), nearest, procedure.Overview), m.Buttons...)
	t.addMessage(m)
}

// aboutComplaints are the procedures of complaint and denunciation that a text may be about.
func (t *decider) aboutComplaints(said string) []search.Hit {
	var out []search.Hit
	for _, h := range t.Finder.Search(said, candidates).Hits {
		if name := vntext.Fold(h.P.Name); strings.Contains(name, "khieu nai") || strings.Contains(name, "to cao") {
			out = append(out, h)
		}
	}
	return out
}

// answerGrievance leads to the doors unless the catalogue knows the matter: karaoke is noise to one and a licence to the other.
func (t *decider) answerGrievance(said string) bool {
	if t.answerIfKnown(said) {
		return true
	}
	t.countLookup(survey.LookupFound)
	t.addMessage(t.doors(false))
	return true
}

// doors are the ways to be heard; that of complaints stands first for who complains.
func (t *decider) doors(complains bool) bot.Message {
	return bot.Message{Lines: t.complaintDoors(complains), Buttons: []bot.Button{
		{Label: wordRate, Data: tapInvite, Nav: complains},
		{Label: wordAsk, Data: tapAsk, Nav: true},
		{Label: wordMenuButton, Data: tapMenu, Nav: true},
	}}
}

// answerSmalltalk answers courtesies as a person would.
func (t *decider) answerSmalltalk() {
	switch t.call.Kind {
	case heed.Person:
		t.addMessage(bot.Message{
			Lines:   []prose.Line{prose.P(wordNoPerson), t.whomToAsk()},
			Buttons: []bot.Button{{Label: wordMenuButton, Data: tapMenu, Nav: true}},
		})
	case heed.Greeting:
		t.showGreeting()
	case heed.Opening:
		t.explainLookup()
	default:
		t.showMenu(smalltalkWords(t.call.Kind, t.unit.Authority()))
	}
}

// answerFace answers a text of faces and signs.
func (t *decider) answerFace(said string) {
	switch mood, ok := survey.FaceValue(said); {
	case ok && mood >= survey.Satisfied:
		t.showMenu(wordYouAreWelcome)
	case ok && mood < survey.Satisfied-1:
		t.showMenu(wordSorryToHear)
	default:
		t.showMenu(wordOnlySigns)
	}
}

// answerSmalltalkInSurvey answers a courtesy in the middle of a response and asks on. false when the text may be more than that.
func (t *decider) answerSmalltalkInSurvey(said string) bool {
	if kind := t.call.Kind; kind.Smalltalk() && kind != heed.Nod && kind != heed.Opening {
		t.addLinesThenQuestion(prose.P(smalltalkWords(kind, t.unit.Authority())))
		return true
	}
	return t.call.Kind == heed.Grievance && t.hearQuestionInSurvey(said)
}

// answerInSurvey answers what must not be kept in the middle of a response, which goes on after it. In danger the response waits.
func (t *decider) answerInSurvey() {
	if t.call.Kind.Urgent() {
		t.State.Paused = true
		t.addMessage(t.alarm(t.call.Kind))
		return
	}
	t.addMessage(t.doors(true))
	t.addLinesThenQuestion(prose.P(wordBackToForm))
}

// answerBefore puts the numbers or the doors before what has been said already: the text was an answer as well.
func (t *decider) answerBefore() {
	if !t.call.Kind.Private() {
		return
	}
	said := t.Messages
	t.Messages = nil
	if t.call.Kind.Urgent() {
		t.addMessage(t.alarm(t.call.Kind))
	} else {
		t.addMessage(t.doors(true))
	}
	t.InPlace = false
	t.Messages = append(t.Messages, said...)
}
