package turn

// PublishJob names the duties that chats of leaders make about what is published. Their periods are in the order in which
// they were made.
const PublishJob = "publish"

// PublishWish is what such a duty is about; it is the duty's note, as JSON.
type PublishWish struct {
	Conv   string     `json:"conv"` // where the answer goes
	Period string     `json:"period"`
	Do     PublishAct `json:"do"`
}

// PublishAct is what is wished.
type PublishAct string

// What leaders can wish.
const (
	PublishShow     PublishAct = "show" // say what would be published
	PublishDo       PublishAct = "publish"
	PublishWithdraw PublishAct = "withdraw"
)

// ReissueJob names the duty to show a period's report again in a chat that asked for it.
const ReissueJob = "reissue"

// Reissue is what such a duty is about; it is the duty's note, as JSON.
type Reissue struct {
	Conv   string `json:"conv"`
	Period string `json:"period"`
}
