package intake

// Block is a part of a record that the completeness report speaks of. The names are those of the record's JSON.
type Block string

const (
	BlockName       Block = "name"
	BlockCode       Block = "code"
	BlockField      Block = "field"
	BlockDocuments  Block = "documents"
	BlockTime       Block = "processing_time"
	BlockFees       Block = "fees"
	BlockAgency     Block = "agency"
	BlockSteps      Block = "steps"
	BlockResult     Block = "result"
	BlockConditions Block = "conditions"
	BlockLaw        Block = "legal_basis"
	BlockForms      Block = "forms"
	BlockDecision   Block = "decision_no"
	BlockChannels   Block = "channels"
	BlockAudience   Block = "audience"
)

// AllBlocks are the blocks in the order of a report.
func AllBlocks() []Block {
	return []Block{
		BlockName, BlockCode, BlockField, BlockDocuments, BlockTime, BlockFees, BlockAgency, BlockSteps,
		BlockResult, BlockConditions, BlockLaw, BlockForms, BlockDecision, BlockChannels, BlockAudience,
	}
}

// State says what became of a block.
type State string

const (
	StateRead    State = "read"
	StateMissing State = "missing" // the file says nothing about it
	StateUnclear State = "unclear" // the file says something that an official has to look at
)

// BlockReport is what became of one block of one record.
type BlockReport struct {
	Block Block
	State State
	Note  string // why it is unclear, in Vietnamese; or what the file says instead
}
