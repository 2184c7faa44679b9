package search

// What an official reads about his own words.
const (
	sayLine         = "dòng %d: %s"
	sayNoList       = "không có danh sách %q (chỉ có everyday, same, abbreviations)"
	sayEmpty        = "ô trống"
	sayTooMany      = "quá nhiều cách viết trong một dòng (tối đa %d)"
	sayNoProcedure  = "không có thủ tục %s trong danh mục"
	sayTellsNothing = "%q chỉ gồm những chữ ai cũng dùng khi hỏi, không giúp tìm ra thủ tục"
	sayTaken        = "%q đã dùng cho %s"
	sayOneWord      = "%q: chữ viết tắt phải liền một chữ"
)
