package letter

import (
	"strings"
	"unicode"

	"motcua/org"
)

// Setting is what stands around the report, ready to be printed: every place is filled, with a prompt in
// brackets where the unit has not said what belongs there and it does not follow from its name.
type Setting struct {
	Superior string   // cơ quan chủ quản; "" = no line
	Issuer   string   // cơ quan ban hành, as within a sentence
	Symbol   string   // "BC-UBND"
	Place    string   // địa danh
	Bases    []string // căn cứ
	To       []string // Kính gửi
	CC       []string // Nơi nhận, without "Như trên", ending with where the copy is kept
	Sign     []string // lines above the signature: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"
	Signer   string
}

// For makes the setting of a unit.
func For(u org.Unit) Setting {
	set := u.Settings
	s := Setting{
		Superior: set.Superior,
		Issuer:   or(set.Issuer, wordCommittee+" "+u.Name),
		Symbol:   set.Symbol,
		Place:    or(set.Place, place(u.Name)),
		Bases:    itemsOr(set.Bases, wordPromptBasis),
		To:       itemsOr(set.To, wordPromptTo),
		CC:       copies(set.CC),
		Signer:   or(set.Signer, wordPromptSigner),
	}
	isCommittee := strings.HasPrefix(strings.ToLower(s.Issuer), strings.ToLower(wordCommittee))
	if s.Symbol == "" && isCommittee {
		s.Symbol = wordKindShort + "-UBND"
	}
	s.Symbol = or(s.Symbol, wordKindShort+"-"+wordPromptSymbol)
	on := set.SignOn
	if on == "" && isCommittee {
		on = wordOnBehalf
	}
	for _, line := range []string{on, set.SignFor, or(set.SignAs, wordPromptPost)} {
		if line != "" {
			s.Sign = append(s.Sign, strings.ToUpper(line))
		}
	}
	return s
}

// itemsOr are the items without the marks an official may have typed around them, or the prompt.
func itemsOr(items []string, prompt string) []string {
	var bare []string
	for _, it := range items {
		if it = strings.Trim(it, " \t\r\n-–;."); it != "" {
			bare = append(bare, it)
		}
	}
	if len(bare) == 0 {
		return []string{prompt}
	}
	return bare
}

// copies ends with where the copy is kept, as the form demands (II.9.d), wherever the unit wrote it.
func copies(cc []string) []string {
	var others []string
	kept := wordPromptKept
	for _, c := range itemsOr(cc, wordPromptCopy) {
		switch {
		case strings.HasPrefix(strings.ToLower(c), strings.ToLower(wordKept)):
			kept = c
		case !strings.EqualFold(c, wordAsAbove):
			others = append(others, c)
		}
	}
	return append(others, kept)
}

// place is the địa danh of a unit: its own name without the word for its kind. A unit named by a number keeps that
// word ("Phường 3"); so must one named after a person or an event (II.4.a), which a program cannot know: for those
// the unit says its Place.
func place(name string) string {
	for _, kind := range []string{"xã ", "phường ", "đặc khu ", "thị trấn "} {
		own, ok := strings.CutPrefix(lower(name), kind)
		if !ok {
			continue
		}
		own = name[len(name)-len(own):]
		if strings.IndexFunc(own, unicode.IsDigit) == 0 {
			break
		}
		return own
	}
	return capital(name)
}

// broken puts the name of a committee on two lines, as letterheads do: the body, then the place.
func broken(name string) []string {
	if rest, ok := strings.CutPrefix(name, strings.ToUpper(wordCommittee)+" "); ok {
		return []string{strings.ToUpper(wordCommittee), rest}
	}
	return []string{name}
}

func or(s, otherwise string) string {
	if s = strings.TrimSpace(s); s != "" {
		return s
	}
	return otherwise
}
