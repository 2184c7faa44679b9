package heed

import (
	"strings"
	"testing"

	"motcua/internal/vntext"
)

// said are ways to say things that no list was made from, each with what it is.
var said = []struct {
	text string
	want Kind
}{
	{"tôi muốn tố cáo cán bộ nhận tiền", Complaint},
	{"tôi muốn khiếu nại", Complaint},
	{"ông trưởng ấp xin hai triệu mới xác nhận hộ nghèo", Complaint},
	{"chị ở quầy gợi ý tui bỏ phong bì", Complaint},
	{"muốn có sổ đỏ nhanh thì phải chung chi cho ai", Complaint},
	{"làm đơn tố chủ tịch xã tham ô", Complaint},
	{"cán bộ tư pháp vòi tiền cà phê", Complaint},
	{"xã đòi tiền mới chịu đóng dấu", Complaint},
	{"người ta đòi thêm 500 ngàn mới làm", Complaint},
	{"tui muốn khiếu kiện vụ thu đất", Complaint},
	{"ca xã nhận tiền bỏ qua lỗi", Complaint},
	{"toi muoons toos caso canr booj", Complaint},
	{"tôi muốn tố caó cán bộ", Complaint},
	{"tocao can bo", Complaint},
	{"khong dua tien thi can bo khong ky", Complaint},

	{"bị chồng đánh", Violence},
	{"chong em nhau say ve danh em", Violence},
	{"ổng uýnh tui bầm mình", Violence},
	{"vợ tui bị người ta dọa giết", Violence},
	{"con trai đánh mẹ già", Violence},
	{"tôi đang bị nhốt trong phòng", Violence},
	{"em bị xâm hại", Violence},
	{"thằng chồng cũ cầm dao tới nhà", Violence},
	{"ngoài chợ đang chém nhau", Violence},
	{"bố em đánh em hoài", Child},
	{"cháu 12 tuổi bị quấy rối", Child},
	{"cô giáo mầm non tát bé", Child},
	{"bạn cùng lớp bắt nạt con tôi ở trường", Child},
	{"lượm được em bé bị bỏ trước cửa", Child},

	{"tự tử", SelfHarm},
	{"tui hong muon song nua", SelfHarm},
	{"con muốn chết quách cho rồi", SelfHarm},
	{"em tôi đòi uống thuốc sâu tự tử", SelfHarm},
	{"sống chi nữa cho khổ", SelfHarm},

	{"cháy nhà", Fire},
	{"chay nha hang xom roi", Fire},
	{"quán ăn đang bốc cháy", Fire},
	{"bình ga xì mùi quá", Fire},
	{"có người té sông", Rescue},
	{"lũ lên tới mái, cả nhà kẹt trên gác", Rescue},
	{"xuồng chìm rồi cứu với", Rescue},
	{"tường sập đè trúng thợ", Rescue},

	{"có người bị tai nạn", Medical},
	{"tai nan xe o nga ba", Medical},
	{"bà nội té bất tỉnh", Medical},
	{"thằng nhỏ nuốt phải cục pin", Medical},
	{"ba tui đột quỵ", Medical},
	{"vợ tôi sắp đẻ mà không có xe", Medical},
	{"rắn lục cắn tay", Medical},

	{"có trộm vô nhà", Crime},
	{"bi giat tui xach", Crime},
	{"xóm này có tụ điểm đá gà", Crime},
	{"má tôi đi lạc từ trưa", Crime},
	{"cuốc đất gặp quả đạn pháo", Crime},
	{"thấy người bán ma túy gần trường", Crime},

	{"có người giả công an xã gọi bắt cài app", Fraud},
	{"link lạ VNeID", Fraud},
	{"ai đó xưng cán bộ thuế nhắn zalo kêu bấm link", Fraud},
	{"toi bi lua mat 30 trieu", Fraud},
	{"bị lưà đão qua mạng", Fraud},
	{"người ta gọi bảo tôi dính đường dây rửa tiền", Fraud},
	{"lỡ đưa mã OTP cho số lạ", Fraud},
	{"tin nhắn báo trúng xe bắt chuyển phí có thật không", Fraud},
	{"họ gửi giấy triệu tập qua zalo", Fraud},
	{"điện lực gọi đòi cắt điện bắt chuyển khoản", Fraud},

	{"cán bộ nói chuyện hách dịch với dân", Grievance},
	{"quán karaoke mở nhạc ồn suốt đêm", Grievance},
	{"người ta đổ rác xuống kênh hôi quá", Grievance},

	{"cảm ơn", Thanks},
	{"cám ơn bạn nhiều lắm nghen", Thanks},
	{"thanks em nha", Thanks},
	{"dạ con cảm ơn cô", Thanks},
	{"bạn là ai", WhoAreYou},
	{"ban la ai vay", WhoAreYou},
	{"mày là người hay máy", WhoAreYou},
	{"bạn giúp được gì", WhoAreYou},
	{"cho gặp nhân viên", Person},
	{"tốt", Praise},
	{"tuyệt vời quá", Praise},
	{"trả lời nhanh ghê", Praise},
	{"xin chào", Greeting},
	{"chào em", Greeting},
	{"tạm biệt nhé", Farewell},
	{"cho tôi hỏi", Opening},
	{"vâng", Nod},
	{"thôi khỏi", Nod},
}

func TestListen(t *testing.T) {
	t.Parallel()
	for _, c := range said {
		if got := Listen(c.text).Kind; got != c.want {
			t.Errorf("%q is heard as %q, want %q", c.text, got, c.want)
		}
	}
}

// Half of the people type no marks, and telephones send them apart.
func TestListenWithoutMarks(t *testing.T) {
	t.Parallel()
	for _, c := range said {
		if got := Listen(vntext.Fold(c.text)).Kind; got != c.want && got.Private() != c.want.Private() {
			t.Errorf("%q is heard as %q, want %q", vntext.Fold(c.text), got, c.want)
		}
		if got := Listen(strings.ToUpper(c.text)).Kind; got != c.want {
			t.Errorf("%q is heard as %q, want %q", strings.ToUpper(c.text), got, c.want)
		}
	}
}

// Questions about papers are none of these, though the words stand in them; where a word is heard, it is known that papers are
// asked for.
func TestListenLeavesPapersAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"thủ tục giải quyết khiếu nại lần đầu", "mẫu đơn tố cáo", "thời hạn giải quyết tố cáo là bao lâu",
		"đăng ký khai tử", "người chết do tai nạn giao thông làm khai tử ở đâu", "trợ cấp tai nạn lao động",
		"giấy phép phòng cháy chữa cháy", "nhà bị cháy được hỗ trợ bao nhiêu", "sổ đỏ bị cháy làm lại sao",
		"mất trộm giấy tờ xe xin cấp lại", "trợ cấp cho nạn nhân bom mìn", "hồ sơ tuyên bố mất tích",
		"nhận tiền trợ cấp hằng tháng ở đâu", "mẹ liệt sĩ mất ai thờ cúng được nhận tiền", "ở xã có nhận tiền mặt không",
		"đánh giá cán bộ", "con tôi bị sốt nên uống thuốc gì", "trời nóng muốn chết", "chạy xe ôm đăng ký kinh doanh",
		"lấy lại tiền thuế thu nhập cá nhân", "an chay", "bán hàng nước giải khát", "làm khai sinh cho con cần gì",
		"xe máy cũ sang tên", "mat the can cuoc", "cha tôi mất rồi sang tên nhà", "chứng thực chữ ký", "đổi qua sổ đỏ mới",
		"doi qua so moi duoc khong", "nuôi chó phải đăng ký không", "cán bộ xã nghỉ việc hưởng chế độ gì", "lương hưu của công an xã",
		"thu hồi đất đền bù bao nhiêu", "vay vốn hộ nghèo", "cai nghiện ở đâu thủ tục", "xin xác nhận độc thân",
	} {
		if got := Listen(text); got.Kind.Private() && !got.Papers {
			t.Errorf("%q is heard as %q", text, got.Kind)
		}
		if plain := vntext.Fold(text); Listen(plain).Kind.Private() && !Listen(plain).Papers {
			t.Errorf("%q is heard as %q", plain, Listen(plain).Kind)
		}
	}
}

func TestListenNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "?!", "👍", "123", "zzz qqq", strings.Repeat("a", 5000)} {
		if got := Listen(text); got.Kind != "" {
			t.Errorf("%.20q is heard as %q", text, got.Kind)
		}
	}
}

func TestBookRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a b", "[x]\n@none", "[x]\n{}", "[x]\n{?}"} {
		if _, err := parseBook(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

func FuzzListen(f *testing.F) {
	for _, c := range said {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := Listen(text); got.Kind != "" && vntext.Fold(text) == "" {
			t.Errorf("%q is heard as %q", text, got.Kind)
		}
	})
}

func BenchmarkListen(b *testing.B) {
	for b.Loop() {
		Listen("vợ chồng tôi làm giấy khai sinh cho con mới sinh thì cần những giấy tờ gì, nộp ở đâu")
	}
}
