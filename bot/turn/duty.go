package turn

// Duty names something that is owed once: a job, a unit and a period.
type Duty struct {
	Job    string
	Unit   int32
	Period string
}

// Post is a message for one conversation, made from the ids of the blobs stored with it.
type Post struct {
	Conv string
	Unit int32
	Body []byte
}
