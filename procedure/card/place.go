package card

import (
	"fmt"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// Place says who takes the file of p, and where: the unit's own rule where it has one.
func Place(p *procedure.Procedure, o Options) string {
	if own, _ := ownRule(o, procedure.BlockPlace); own != nil {
		return stop(own.Text)
	}
	return receiver(p, o)
}

// receiver says who takes the file by the record.
func receiver(p *procedure.Procedure, o Options) string {
	center := o.CenterName
	if center == "" {
		center = wordDefaultCenter
	}
	if o.Address != "" {
		center += ", " + o.Address
	}
	by := p.HandledBy
	switch {
	case atCommune(p):
		return center
	case strings.HasPrefix(by, "Công an"):
		return wordPolice
	case strings.Contains(by, "CHQS"):
		return fmt.Sprintf(wordMilitary, center)
	case strings.HasPrefix(by, "Thuế"):
		return wordTax
	case strings.HasPrefix(by, "Bảo hiểm"):
		return wordInsurance
	case strings.Contains(by, "đăng ký đất đai") && strings.Contains(by, "nộp được tại"):
		return fmt.Sprintf(wordLandAtXa, center)
	case strings.Contains(by, "đăng ký đất đai"):
		return wordLandOffice
	case by == "":
		return wordPlaceUnknown
	default:
		return fmt.Sprintf(wordOtherOffice, by)
	}
}

// atCommune tells whether officials of the commune receive the file.
func atCommune(p *procedure.Procedure) bool { return p.HandledBy == "UBND cấp xã" }

func (v *view) whereLines(l limits) []prose.Line {
	p, o := v.Procedure, v.Options
	own, expired := ownRule(o, procedure.BlockPlace)
	var lines []prose.Line
	if own != nil {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordWhere, ownText(*own, l)))))
	} else {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordWhere, vntext.Clip(receiver(p, o), l.where)))))
	}
	lines = append(lines, v.expired(expired, l)...)
	if ways := channels(p); ways != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordChannels, ways))))
	}
	return lines
}

func whereInFull(p *procedure.Procedure, o Options) []prose.Line {
	own, expired := ownRule(o, procedure.BlockPlace)
	var lines []prose.Line
	if own != nil {
		lines = append(lines, prose.P(sentence(own.Text)), prose.S(capital(ownSource(*own, inFull))))
	} else {
		lines = append(lines, prose.P(sentence(receiver(p, o))))
		if atCommune(p) {
			lines = append(lines, prose.P(wordAnyCommune))
		}
	}
	if expired != nil {
		lines = append(lines, prose.S(expiredText(*expired, inFull)))
	}
	if ways := channels(p); ways != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordChannels, ways))))
	}
	if len(p.Agency) > 0 {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordDecidedBy, strings.Join(p.Agency, "; ")))))
	}
	if o.Hotline != "" {
		lines = append(lines, prose.P(askWhere(o)))
	}
	return lines
}

// channels is the ways to hand in, in words.
func channels(p *procedure.Procedure) string {
	ways := make([]string, 0, len(p.Channels))
	for _, c := range p.Channels {
		ways = append(ways, channelName(c))
	}
	return strings.Join(ways, ", ")
}

func channelName(c string) string {
	if name, ok := wordChannelNames[c]; ok {
		return name
	}
	return c
}
