// Package heed tells, before anything is looked up, whether a text wants something other than a procedure: somebody is in danger, is
// being cheated, denounces an official, or is only being polite. What it finds is answered at once and stored nowhere.
//
// It is a list of ways to say such things (data/heed.txt), read without regard to missing marks, to Telex left switched off, to
// Southern spelling and to slips of a finger. It knows no procedures: a text that asks for papers as well is marked so, and whoever
// looks procedures up decides.
package heed

import (
	_ "embed"
	"slices"
	"strconv"
	"sync"

	"motcua/internal/vntext"
)

// Kind is what a text is about, "" for none of them.
type Kind string

// The kinds, the more urgent ones first: a text that is of several is of the first.
const (
	SelfHarm  Kind = "tu-hai"   // somebody speaks of killing himself
	Fire      Kind = "chay"     // fire, gas
	Rescue    Kind = "cuu-nan"  // water, collapse, a person trapped
	Child     Kind = "tre-em"   // a child is beaten, abused, abandoned
	Violence  Kind = "bao-luc"  // somebody is beaten, threatened, abused, locked up
	Fraud     Kind = "lua-dao"  // false officials, links, money wanted or lost
	Medical   Kind = "cap-cuu"  // accident, sudden illness
	Crime     Kind = "toi-pham" // theft, drugs, somebody missing, old ammunition
	Complaint Kind = "don-thu"  // denunciation, complaint, bribes
	Grievance Kind = "phan-anh" // how somebody was treated; rubbish, noise, roads
	OldBook   Kind = "so-ho-khau" // the family book, which is no more
	TwoTiers  Kind = "hai-cap"    // whether to go to the district, which is no more
	Thanks    Kind = "cam-on"
	WhoAreYou Kind = "la-ai"
	Person    Kind = "nguoi-that" // wants to speak to a person
	Praise    Kind = "khen"
	Greeting  Kind = "chao"
	Farewell  Kind = "tam-biet"
	Opening   Kind = "hoi-gi" // says that there is a question, and does not ask it
	Nod       Kind = "vang"   // yes, well, never mind
)

// urgent are the kinds in which a number to call comes first.
var urgent = []Kind{SelfHarm, Fire, Rescue, Child, Violence, Fraud, Medical, Crime}

// small are the kinds of talk that asks nothing: the whole text must be made of it.
var small = []Kind{Thanks, WhoAreYou, Person, Greeting, Praise, Farewell, Opening, Nod}

// Urgent reports whether a number to call comes first.
func (k Kind) Urgent() bool { return slices.Contains(urgent, k) }

// Smalltalk reports whether nothing is asked and nothing told.
func (k Kind) Smalltalk() bool { return slices.Contains(small, k) }

// Private reports whether nothing of the text may be kept anywhere: neither as a question nor as a suggestion nor in the record of
// the conversation.
func (k Kind) Private() bool { return k.Urgent() || k == Complaint }

// Call is what a text was heard as.
type Call struct {
	Kind Kind
	// Papers says that it asks for papers, money due or the law as well: "nhà bị cháy được hỗ trợ gì" is no call for the fire
	// brigade.
	Papers bool
}

//go:embed data/heed.txt
var file string

// ways are the ways to say things that come with the program. A file that cannot be read is a fault of the program itself, and no
// test lets it through.
var ways = sync.OnceValue(func() *book {
	b, err := parseBook(file)
	if err != nil {
		panic(err)
	}
	return b
})

// The headings of data/heed.txt that are no kinds.
const (
	neutral = "-"       // looks like a kind and is none
	papers  = "giay-to" // asks for papers
	courtly = "le-phep" // courtesies that may stand around small talk
	minors  = "con-tre" // speaks of a child
)

// Listen tells what a text is. It is a pure function of it.
func Listen(text string) Call {
	b := ways()
	heard := b.read(text)
	if len(heard) == 0 {
		return Call{}
	}
	heard = b.without(neutral, heard)
	found := b.spot(heard)
	asks := found.any(b.of[papers])
	for _, k := range slices.Concat(urgent, []Kind{Complaint, Grievance, OldBook, TwoTiers}) {
		if !found.any(b.of[string(k)]) {
			continue
		}
		if (k == Violence || k == Crime) && (young(heard) || found.any(b.of[minors])) {
			k = Child
		}
		return Call{Kind: k, Papers: asks}
	}
	for _, k := range small {
		if found.cover(b.of[string(k)], b.of[courtly]) {
			return Call{Kind: k}
		}
	}
	return Call{}
}

// adult is the age from which nobody is a child any more (Luật Trẻ em 2016, Điều 1).
const adult = 16

// young reports whether a text names the age of a child.
func young(heard []heardWord) bool {
	for i := 1; i < len(heard); i++ {
		if n, err := strconv.Atoi(heard[i-1].letters); err == nil && n < adult && heard[i].letters == "tuoi" {
			return true
		}
	}
	return false
}

// Silent reports whether a text has neither a letter nor a digit in it: signs, faces, nothing.
func Silent(text string) bool { return vntext.Fold(text) == "" }
