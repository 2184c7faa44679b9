package odd

import "math"

const (
	// MinStreak is the least number of responses in a row with one mark that is a run. How many it takes depends on how common such
	// responses are.
	MinStreak = 10
	// chanceOfRun is the chance that an honest month has such a run anywhere at a place.
	chanceOfRun = 0.001
)

// runs finds responses in a row, whoever brought them, that all have one mark. Of the responses of one minute it is not known which was
// first: they are a link of the chain if all are such.
func runs(m *month) []finding {
	var found []finding
	for i := range m.scopes {
		s := &m.scopes[i]
		for _, mark := range []Mark{Fives, Ones} {
			kind := map[Mark]Kind{Fives: AllFives, Ones: AllOnes}[mark]
			least := runLength(mark, s.forms)
			var run []*Response
			end := func() {
				if len(run) >= least {
					found = append(found, s.finding(kind, mark, run))
				}
				run = nil
			}
			for _, minute := range by(s.forms, minuteOf) {
				if len(with(mark, minute.forms)) < len(minute.forms) {
					end()
				} else {
					run = append(run, minute.forms...)
				}
			}
			end()
		}
	}
	return found
}

func runLength(mark Mark, responses []*Response) int {
	share := believable(mark, usual(mark, responses))
	return max(MinStreak, int(math.Ceil(math.Log(chanceOfRun/float64(len(responses)))/math.Log(share))))
}
