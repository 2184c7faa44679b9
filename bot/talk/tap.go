package talk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"motcua/procedure"
)

// What buttons carry. The first letter says what is to be done, the rest explains itself after any time:
// a tap on question 3 names response, question and choice. All stay well under 64 bytes.
const (
	tapMenu     = "m"
	tapInvite   = "e" // rate a visit, without a QR
	tapAgree    = "y" // y:<unit>.<point>:<slip>:<day>
	tapDecline  = "n" // n:<unit>.<point>:<slip>:<day>
	tapResume   = "r"
	tapAnswer   = "a" // a:<response>:<question>:<value>
	tapSkip     = "s" // s:<response>:<question>
	tapBack     = "b" // b:<response>:<question>
	tapChange   = "g" // g:<response> or g:<response>:<question>: change an answer
	tapOnward   = "o" // o:<response>:<question>: leave the answer as it is
	tapAsk      = "q" // how to look a procedure up
	tapFields   = "l" // l or l:<field>:<page>
	tapCard     = "p" // p:<key>, p:<key>:<aspect> or p:<key>:<aspect>:<case>.<part>
	tapList     = "c" // c:<key>:<case>, or with :+<paper>, :-<paper>, :0 behind it
	tapFollow   = "w" // w:<key>: tell me when it changes
	tapUnfollow = "v" // v:<key>
	tapData     = "d" // d, or d:<receipt>, or d:<receipt>:c to copy the code
	tapErase    = "x" // x:<receipt>:<until>:<signature>
	tapKeep     = "k" // do not erase
	tapUnit     = "u" // u:<unit>
	tapLeave    = "z" // the citizen has gone from a kiosk
)

// tap joins the parts of a button's data.
func tap(parts ...string) string { return strings.Join(parts, ":") }

// splitTap takes a button's data apart; missing parts are "".
func splitTap(data string) (verb string, arg [3]string) {
	parts := strings.SplitN(data, ":", 4)
	copy(arg[:], parts[1:])
	return parts[0], arg
}

// responseRef writes a response id short.
func responseRef(id int64) string { return strconv.FormatInt(id, 36) }

func answerTap(response int64, question string, value int) string {
	return tap(tapAnswer, responseRef(response), question, strconv.Itoa(value))
}

func visitTap(verb string, v Visit) string {
	return tap(verb, fmt.Sprintf("%d.%d", v.Unit, v.Point), v.Slip, v.Day)
}

// visitOf reads the visit a consent button was made for.
func visitOf(arg [3]string) (Visit, bool) {
	unit, point, _ := strings.Cut(arg[0], ".")
	u, err := strconv.ParseInt(unit, 10, 32)
	p, err2 := strconv.ParseInt(point, 10, 16)
	_, err3 := time.Parse(time.DateOnly, arg[2])
	return Visit{Unit: int32(u), Point: int16(p), Slip: arg[1], Day: arg[2]}, err == nil && err2 == nil && err3 == nil
}

// CardTap is what a button that shows a procedure as a whole carries, in the bot's own messages and on pages that lead to it.
func CardTap(p *procedure.Procedure) string { return cardTap(p, procedure.Overview) }

func cardTap(p *procedure.Procedure, a procedure.Aspect) string {
	if a == procedure.Overview {
		return tap(tapCard, p.Key)
	}
	return tap(tapCard, p.Key, a.Code())
}
