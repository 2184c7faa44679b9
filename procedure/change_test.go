package procedure

import (
	"slices"
	"strings"
	"testing"
)

func TestPublishedChange(t *testing.T) {
	t.Parallel()
	old, fresh := aRecord(), aRecord()
	if c, ok := Published(&old, &fresh, ""); ok {
		t.Errorf("nothing changed: %+v", c)
	}
	fresh.ProcessingTime, fresh.Name = "1 ngày", "Khai sinh"
	c, ok := Published(&old, &fresh, "2027-01-01")
	want := []string{"Áp dụng từ ngày 01/01/2027", "Tên: Đăng ký khai sinh → Khai sinh", "Thời hạn: 3 ngày làm việc → 1 ngày"}
	if !ok || c.Kind != Changed || c.Key != old.Key || c.Name != "Khai sinh" || !slices.Equal(c.Lines, want) {
		t.Errorf("%+v", c)
	}
	if c, ok := Published(nil, &fresh, ""); !ok || c.Kind != Added {
		t.Errorf("%+v", c)
	}
	if c := Gone(&old, "Bãi bỏ"); c.Kind != Withdrawn || c.Name != old.Name || len(c.Lines) != 1 || !strings.HasSuffix(c.Lines[0], ": Bãi bỏ") {
		t.Errorf("%+v", c)
	}
}

func TestReissuedChange(t *testing.T) {
	t.Parallel()
	old, fresh := aRecord(), aRecord()
	fresh.Key, fresh.Code, fresh.ProcessingTime = "1.116000", "1.116000", "1 ngày"
	want := []string{"Mã 1.001193 nay là 1.116000", "Thời hạn: 3 ngày làm việc → 1 ngày"}
	if c := Reissued("1.001193", &old, &fresh, ""); c.Key != "1.001193" || !slices.Equal(c.Lines, want) {
		t.Errorf("%+v", c)
	}
	if old.Key != "1.001193" {
		t.Error("the record before was changed")
	}
	bare := Procedure{Key: "1.116000", Name: "Khai sinh", Field: "Hộ tịch"}
	if c := Reissued("1.001193", &old, &bare, "2027-01-01"); !slices.Equal(c.Lines, []string{"Áp dụng từ ngày 01/01/2027", want[0]}) {
		t.Errorf("%+v", c)
	}
	if c := Reissued("1.001193", nil, &fresh, ""); !slices.Equal(c.Lines, want[:1]) {
		t.Errorf("%+v", c)
	}
}

func TestRuleChanges(t *testing.T) {
	t.Parallel()
	p := aRecord()
	fee := FeeRule{Province: "Gia Lai", Key: p.Key, AmountVND: 8000, Per: "bản", Channel: "trực tiếp", Condition: "bản sao", Exempt: "hộ nghèo", Source: "NQ 1", From: "2026-01-01"}
	free := FeeRule{Province: "Gia Lai", Key: p.Key, Source: "NQ 2", From: "2026-01-01", Until: "2026-12-31"}
	whole := "Phí, lệ phí tại Gia Lai: 8.000 đồng/bản (trực tiếp, bản sao), miễn cho hộ nghèo, từ 01/01/2026, NQ 1"
	if c, ok := FeesChanged(&p, "Gia Lai", nil, []FeeRule{fee}); !ok || c.Key != p.Key || !slices.Equal(c.Lines, []string{whole}) {
		t.Errorf("%+v", c)
	}
	if c, ok := FeesChanged(&p, "Gia Lai", []FeeRule{fee, free}, []FeeRule{free, fee}); ok {
		t.Errorf("only the order changed: %+v", c)
	}
	c, _ := FeesChanged(&p, "Gia Lai", []FeeRule{fee}, []FeeRule{free})
	want := []string{"Phí, lệ phí tại Gia Lai: không thu, từ 01/01/2026 đến 31/12/2026, NQ 2", "Phí, lệ phí tại Gia Lai, không còn áp dụng: " + strings.TrimPrefix(whole, "Phí, lệ phí tại Gia Lai: ")}
	if !slices.Equal(c.Lines, want) {
		t.Errorf("%q", c.Lines)
	}
	rules := []Override{
		{Block: BlockTime, Text: "trong ngày", Source: "QĐ 1", From: "2026-01-01"}, {Block: BlockPlace, Text: "Trụ sở 2", Source: "QĐ 1", From: "2026-01-01"},
	}
	c, ok := OverridesChanged(&p, "xã Long Điền", nil, rules)
	if !ok || !slices.Equal(c.Lines, []string{"Tại xã Long Điền: Nơi tiếp nhận: Trụ sở 2, từ 01/01/2026, QĐ 1; Thời hạn: trong ngày, từ 01/01/2026, QĐ 1"}) {
		t.Errorf("%q", c.Lines)
	}
}
