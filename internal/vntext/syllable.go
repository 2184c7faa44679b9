package vntext

import "strings"

// IsSyllable tells whether a folded word is spelled like a Vietnamese syllable. It knows the spelling rules, not the
// words: "kai" is not one because k stands only before e, i and y.
func IsSyllable(word string) bool {
	for _, onset := range onsets {
		rime, ok := strings.CutPrefix(word, onset)
		if ok && rimes[rime] && goTogether(onset, rime) {
			return true
		}
	}
	return false
}

// onsets are the consonants a syllable can begin with; "" for those that begin with a vowel.
var onsets = strings.Split("ngh,ng,nh,ch,gh,gi,kh,ph,qu,th,tr,b,c,d,g,h,k,l,m,n,p,r,s,t,v,x,", ",")

// rimes are the rest of a syllable without marks.
var rimes = set(`a ac ach ai am an ang anh ao ap at au ay
	e ec em en eng enh eo ep et ech eu
	i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu
	o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong oong op ot
	u ua uan uang uat uay uau uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu
	uy uya uych uyen uyet uynh uyt uyu
	y yem yen yet yeu`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// goTogether holds the rules about c, k, g, gh, ng and ngh before e, i and y.
func goTogether(onset, rime string) bool {
	front := strings.ContainsRune("eiy", rune(rime[0]))
	switch onset {
	case "k", "gh", "ngh":
		return front
	case "c", "ng":
		return !front
	case "g":
		return !front || rime[0] == 'i'
	default:
		return true
	}
}
