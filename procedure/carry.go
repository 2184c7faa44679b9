package procedure

import (
	"slices"

	"motcua/internal/vntext"
)

// Carry is a new wording of a record with what an official export cannot know taken over from the wording before:
// the everyday name, the field as citizens know it, what other places do, the page of the procedure. With fill it also
// keeps the blocks that the new wording lacks, for sources such as a list of times that say nothing of papers; kept
// names them as JSON does.
func Carry(old *Procedure, p Procedure, fill bool) (out Procedure, kept []string) {
	if old == nil {
		return p, nil
	}
	take(&p.ShortName, old.ShortName)
	take(&p.SourceURL, old.SourceURL)
	take(&p.HandledBy, old.HandledBy)
	take(&p.PossibleSuccessor, old.PossibleSuccessor)
	takeList(&p.LocalVariants, old.LocalVariants)
	if old.OfficialField != "" && vntext.Fold(p.Field) == vntext.Fold(old.OfficialField) {
		p.Field, p.OfficialField = old.Field, old.OfficialField
	}
	if !fill {
		return p, nil
	}
	for _, b := range []struct {
		name string
		took bool
	}{
		{"documents", takeList(&p.Documents, old.Documents)},
		{"processing_time", take(&p.ProcessingTime, old.ProcessingTime)},
		{"fees", takeList(&p.Fees, old.Fees)},
		{"agency", takeList(&p.Agency, old.Agency)},
		{"steps", takeList(&p.Steps, old.Steps)},
		{"result", takeList(&p.Result, old.Result)},
		{"conditions", takeList(&p.Conditions, old.Conditions)},
		{"legal_basis", takeList(&p.LegalBasis, old.LegalBasis)},
		{"forms", takeList(&p.Forms, old.Forms)},
		{"channels", takeList(&p.Channels, old.Channels)},
		{"audience", takeList(&p.Audience, old.Audience)},
	} {
		if b.took {
			kept = append(kept, b.name)
		}
	}
	if slices.Contains(kept, "documents") {
		p.DocumentsTotal = old.DocumentsTotal
	}
	take(&p.DecisionNo, old.DecisionNo)
	p.Judge()
	return p, kept
}

func take(to *string, from string) bool {
	if *to != "" || from == "" {
		return false
	}
	*to = from
	return true
}

func takeList[T any](to *[]T, from []T) bool {
	if len(*to) > 0 || len(from) == 0 {
		return false
	}
	*to = slices.Clone(from)
	return true
}

// Predecessors are the records of the catalogue that p seems to have taken the place of, under another code: those whose
// data say so, and one known by its name only that has the same name and field.
func (c *Catalog) Predecessors(p *Procedure) []*Procedure {
	if p.Code == "" {
		return nil
	}
	var out []*Procedure
	name, field := vntext.Fold(p.Name), vntext.Fold(p.Field)
	for _, old := range c.all {
		known := old.PossibleSuccessor == p.Code ||
			old.Code == "" && vntext.Fold(old.Field) == field && vntext.Fold(old.Name) == name
		if known && old.Key != p.Key {
			out = append(out, old)
		}
	}
	return out
}
