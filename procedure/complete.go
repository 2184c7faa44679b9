package procedure

// The blocks of a record a citizen prepares his file by. A record without one of them is a draft (bản nháp): it is found,
// but what it says is not presented as certain, and what it lacks is named.
const (
	GapDocuments = "documents"
	GapTime      = "processing_time"
	GapFees      = "fees"
	GapAgency    = "agency"
	GapSteps     = "steps"
)

// Gaps names the blocks of p without data, in the order of the card.
func (p *Procedure) Gaps() []string {
	var gaps []string
	for _, b := range []struct {
		name  string
		empty bool
	}{
		{GapDocuments, len(p.Documents) == 0},
		{GapTime, p.ProcessingTime == ""},
		{GapFees, len(p.Fees) == 0},
		{GapAgency, len(p.Agency) == 0},
		{GapSteps, len(p.Steps) == 0},
	} {
		if b.empty {
			gaps = append(gaps, b.name)
		}
	}
	return gaps
}

// Draft tells whether something of the record is missing that a citizen needs.
func (p *Procedure) Draft() bool { return len(p.Gaps()) > 0 }

// Judge sets Completeness and Missing of a record by its papers, time, fee and legal basis.
func (p *Procedure) Judge() {
	p.Missing = nil
	for _, b := range []struct {
		name string
		has  bool
	}{
		{GapDocuments, len(p.Documents) > 0}, {GapTime, p.ProcessingTime != ""}, {GapFees, len(p.Fees) > 0}, {"legal_basis", len(p.LegalBasis) > 0},
	} {
		if !b.has {
			p.Missing = append(p.Missing, b.name)
		}
	}
	switch {
	case len(p.Missing) == 0:
		p.Completeness = Full
	case len(p.Missing) == 1 && len(p.Documents) > 0:
		p.Completeness = NearFull
	case len(p.Missing) == 4:
		p.Completeness = NameOnly
	default:
		p.Completeness = Partial
	}
}
