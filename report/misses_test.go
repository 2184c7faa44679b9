package report

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestGroupMisses(t *testing.T) {
	t.Parallel()
	asked := []Miss{
		{Text: "giấy phép nuôi chim yến", N: 3},
		{Text: "cho hỏi xin giay phep nuoi yen", N: 1},
		{Text: "nuôi chim yến cần giấy phép gì", N: 2},
		{Text: "giấy khai sinh sao hỏa", N: 2},
		{Text: "giấy khai tử sao hỏa", N: 2},
		{Text: "bao giờ có sao chổi bay qua", N: 1},
		{Text: "sao chổi bao giờ bay qua ạ", N: 1},
		{Text: "???", N: 1},
		{Text: "12345", N: 1},
		{Text: "cần gì", N: 1},
	}
	var got []string
	for _, g := range GroupMisses(asked) {
		got = append(got, fmt.Sprint(g.N, " ", g.Text, " ", len(g.Wordings)))
	}
	want := []string{
		"6 giấy phép nuôi chim yến 2", "2 bao giờ có sao chổi bay qua 1", "2 giấy khai sinh sao hỏa 0", "2 giấy khai tử sao hỏa 0",
		"1 12345 0", "1 ??? 0", "1 cần gì 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("groups\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := GroupMisses(nil); got != nil {
		t.Errorf("no questions are %v", got)
	}
}

// Neither the order of the questions nor how often they are grouped again changes what comes out; no question is lost.
func TestGroupMissesIsStable(t *testing.T) {
	t.Parallel()
	words := strings.Fields("nuôi yến chim giấy phép bè cá lồng đò ngang bến chợ đêm loa kéo trống trường múa lân pháo hoa")
	r := rand.New(rand.NewPCG(1, 2))
	var asked []Miss
	total := 0
	for i := range 300 {
		var text []string
		for range 2 + r.IntN(5) {
			text = append(text, words[r.IntN(len(words))])
		}
		asked = append(asked, Miss{Text: strings.Join(text, " ") + strings.Repeat(" ạ", i%2), N: 1 + r.IntN(4)})
		total += asked[i].N
	}
	want := GroupMisses(asked)
	n := 0
	for _, g := range want {
		n += g.N
		if len(g.Wordings) > wordingsShown {
			t.Errorf("%q names %d other wordings", g.Text, len(g.Wordings))
		}
	}
	if n != total || len(want) == len(asked) || len(want) < 10 {
		t.Errorf("%d questions of %d in %d groups", n, total, len(want))
	}
	for range 20 {
		r.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
		if got := GroupMisses(asked); !reflect.DeepEqual(got, want) {
			t.Fatal("the order of the questions changes the groups")
		}
	}
}

func BenchmarkGroupMisses(b *testing.B) {
	words := strings.Fields("nuôi yến chim giấy phép bè cá lồng đò ngang bến chợ đêm loa kéo trống trường múa lân pháo hoa xin cấp đổi mất hạn")
	r := rand.New(rand.NewPCG(1, 2))
	asked := make([]Miss, 2000)
	for i := range asked {
		var text []string
		for range 4 + r.IntN(6) {
			text = append(text, words[r.IntN(len(words))])
		}
		asked[i] = Miss{Text: strings.Join(text, " "), N: 1}
	}
	for b.Loop() {
		GroupMisses(asked)
	}
}
