package bot

// ReissueJob names the duty to show a period's report again in a chat that asked for it.
const ReissueJob = "reissue"

// Reissue is what such a duty is about; it is the duty's note, as JSON.
type Reissue struct {
	Conv   string `json:"conv"`
	Period string `json:"period"`
}
