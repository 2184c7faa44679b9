package card

import (
	"testing"

	"motcua/procedure"
)

// A card is made for every question that is answered, so it must not cost more than the search.
func BenchmarkCard(b *testing.B) {
	all := bundled(b).All()
	for i := 0; b.Loop(); i++ {
		Of(all[i%len(all)], sampleOptions)
	}
}

func BenchmarkPapers(b *testing.B) {
	all := bundled(b).All()
	for i := 0; b.Loop(); i++ {
		Pages(all[i%len(all)], procedure.Papers, sampleOptions)
	}
}
