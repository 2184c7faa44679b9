package talk

import (
	"motcua/bot"
	"motcua/internal/prose"
	"motcua/org"
)

// outsideAbuse is the name under which the search recognises abuse.
const outsideAbuse = "xuc-pham"

// outsideCrime is the name under which it recognises what is told to the police.
const outsideCrime = "tin-bao-toi-pham"

// nationalPortal is where files are handed in and looked up where a unit names no page of its own.
const nationalPortal = "https://dichvucong.gov.vn"

// isGeneralQuestion reports whether answerGeneralQuestion has an answer.
func isGeneralQuestion(id string) bool {
	switch id {
	case "gio-lam-viec", "nop-truc-tuyen", "nop-buu-chinh", "nop-thay", "thanh-toan", "ho-so-cua-toi", "tre-hen", "tai-khoan-dvc", "tiep-dan", "danh-gia", "gop-y":
		return true
	}
	return false
}

// answerGeneralQuestion answers a question that is about no procedure: from what the unit says about itself, or with what is true
// everywhere, or by the door the bot has for it. id is the name the search recognises it by; false for one that is not
// a general question.
func (t *decider) answerGeneralQuestion(id string) bool {
	set := t.unit.Settings
	portal := prose.A(wordPortalLink, portalOf(set))
	rate := bot.Button{Label: wordRate, Data: tapInvite}
	var lines []prose.Line
	var buttons []bot.Button
	switch id {
	case "gio-lam-viec":
		lines = t.placeAndHours()
	case "nop-truc-tuyen":
		lines = []prose.Line{said(set.Online, wordOnline), portal}
	case "nop-buu-chinh":
		lines = []prose.Line{said(set.Post, wordPost)}
	case "nop-thay":
		lines = []prose.Line{said(set.Proxy, wordProxy)}
	case "thanh-toan":
		lines = []prose.Line{said(set.Payment, wordPayment)}
	case "ho-so-cua-toi":
		lines = []prose.Line{prose.P(wordMyFile), portal}
	case "tre-hen":
		lines, buttons = []prose.Line{prose.P(wordLate), portal}, []bot.Button{rate}
	case "tai-khoan-dvc":
		lines = []prose.Line{prose.P(wordAccount), portal}
	case "tiep-dan":
		lines = []prose.Line{said(set.Reception, wordReceptionUnknown)}
	case "danh-gia":
		lines, buttons = []prose.Line{prose.P(wordHowToRate)}, []bot.Button{rate}
	case "gop-y":
		lines, buttons = t.complaintDoors(false), []bot.Button{rate}
	default:
		return false
	}
	if id != "gio-lam-viec" {
		lines = append(lines, t.whomToAsk())
	}
	t.addMessage(bot.Message{Lines: lines, Buttons: append(buttons,
		bot.Button{Label: wordAsk, Data: tapAsk, Nav: true}, bot.Button{Label: wordMenuButton, Data: tapMenu, Nav: true})})
	return true
}

// said is what the unit says, or else what is true everywhere.
func said(own, everywhere string) prose.Line {
	if own != "" {
		return prose.P(own)
	}
	return prose.P(everywhere)
}

func portalOf(set org.Settings) string {
	if set.PortalURL != "" {
		return set.PortalURL
	}
	return nationalPortal
}

// placeAndHours says where the centre is, when it is open and how to call it, and what of that is not known here.
func (t *decider) placeAndHours() []prose.Line {
	set := t.unit.Settings
	center := set.Center
	if center == "" {
		center = t.unit.Authority()
	}
	lines := []prose.Line{prose.H(center)}
	for _, known := range []struct{ word, value string }{{wordAddress, set.Address}, {wordHours, set.Hours}, {wordPhone, set.Hotline}} {
		if known.value != "" {
			lines = append(lines, prose.I(known.word+known.value))
		}
	}
	if set.Hours == "" {
		lines = append(lines, prose.P(wordHoursUnknown))
	}
	if set.Hotline == "" {
		lines = append(lines, prose.P(wordAskDesk(t.unit.Unit)))
	}
	return lines
}

// complaintDoors are the four ways to be heard, and which of them this bot is not. That of complaints stands first for who
// complains, with a word that nothing of it was kept.
func (t *decider) complaintDoors(complains bool) []prose.Line {
	set := t.unit.Settings
	complaint := wordComplaintDesk
	if set.Complaint != "" {
		complaint = set.Complaint
	}
	if set.Reception != "" {
		complaint = sentences(complaint, wordReception+set.Reception)
	}
	visit, petition := prose.I(wordDoorVisit), prose.I(wordDoorPetition)
	against := prose.I(sentences(sentences(wordDoorComplaint+complaint, wordComplaintAbove), wordNoDenunciation))
	emergency, portal := prose.I(wordDoorEmergency), prose.A(wordPortalLink, portalOf(set))
	if complains {
		return []prose.Line{prose.P(wordDoors), against, petition, visit, emergency, prose.P(wordNotKept), portal}
	}
	return []prose.Line{prose.P(wordDoors), visit, petition, against, emergency, portal}
}

// sentences puts two texts after one another, a full stop between them.
func sentences(a, b string) string {
	if a == "" || a[len(a)-1] == '.' {
		return a + " " + b
	}
	return a + ". " + b
}
