package site

import (
	"testing"

	"motcua/bot"
)

func TestShortLabels(t *testing.T) {
	for _, tc := range []struct {
		labels []string
		pairs  bool
	}{
		{[]string{"Có", "Không"}, true},
		{[]string{"Rất hài lòng", "Hài lòng"}, true},
		{[]string{"Rất không hài lòng", "Hài lòng"}, false},
		{[]string{"Có"}, false},
		{nil, false},
	} {
		var buttons []bot.Button
		for _, l := range tc.labels {
			buttons = append(buttons, bot.Button{Label: l})
		}
		if got := shortLabels(buttons); got != tc.pairs {
			t.Errorf("%q in pairs: %v", tc.labels, got)
		}
	}
}
