package search

// What an official reads about his own words.
const (
	wordLine         = "dòng %d: %s"
	wordNoList       = "không có danh sách %q (chỉ có everyday, same, abbreviations)"
	wordEmpty        = "ô trống"
	wordTooMany      = "quá nhiều cách viết trong một dòng (tối đa %d)"
	wordNoProcedure  = "không có thủ tục %s trong danh mục"
	wordTellsNothing = "%q chỉ gồm những chữ ai cũng dùng khi hỏi, không giúp tìm ra thủ tục"
	wordTaken        = "%q đã dùng cho %s"
	wordOneWord      = "%q: chữ viết tắt phải liền một chữ"
)
