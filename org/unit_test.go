package org_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"motcua/org"
)

func TestSettingsDefaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		s         org.Settings
		retention int
		digest    int
		partial   time.Duration
	}{
		{"nothing set", org.Settings{}, 24, 8, 7 * 24 * time.Hour},
		{"all set", org.Settings{RetentionMonths: 6, DigestHour: 14, PartialDays: 2}, 6, 14, 48 * time.Hour},
		{"nonsense", org.Settings{RetentionMonths: -1, DigestHour: -3, PartialDays: -7}, 24, 8, 7 * 24 * time.Hour},
	} {
		if c.s.Retention() != c.retention || c.s.Digest() != c.digest || c.s.Partial() != c.partial {
			t.Errorf("%s: %d months, hour %d, %v", c.name, c.s.Retention(), c.s.Digest(), c.s.Partial())
		}
	}
	if b, err := json.Marshal(org.Settings{}); err != nil || string(b) != "{}" {
		t.Errorf("unset settings are stored as %s (%v)", b, err)
	}
}

func TestUnitNames(t *testing.T) {
	t.Parallel()
	u := org.Unit{Name: "xã Tam Phước"}
	if u.FullName() != "xã Tam Phước" || u.Authority() != "UBND xã Tam Phước" {
		t.Errorf("%q, %q", u.FullName(), u.Authority())
	}
	u.Settings.Note = "nay thuộc xã Long Điền"
	if u.FullName() != "xã Tam Phước (nay thuộc xã Long Điền)" {
		t.Errorf("%q", u.FullName())
	}
}

func TestValidCode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"26659": true, "long-dien": true, "a": true, strings.Repeat("a", 32): true,
		"": false, "-a": false, "Long": false, "long_dien": false, "long dien": false, "xã": false, strings.Repeat("a", 33): false, "a/b": false, "a\n": false,
	} {
		if org.ValidCode(code) != want {
			t.Errorf("%q: %t", code, !want)
		}
	}
}

func TestFindPoint(t *testing.T) {
	t.Parallel()
	points := []org.Point{
		{Unit: 1, ID: 1, Code: "2", Name: "Quầy 1 – Hộ tịch, chứng thực"},
		{Unit: 1, ID: 2, Code: "quay-2", Name: "Quầy 2 – Đất đai"},
		{Unit: 1, ID: 3, Code: "quay-3", Name: "3"},
	}
	for in, want := range map[string]int16{
		"1": 1, "3": 3, "quay-2": 2, "Quầy 2 – Đất đai": 2, "quay 2 dat dai": 2, "QUẦY 1 HỘ TỊCH CHỨNG THỰC": 1,
		"2": 2, // the number, though another point's code reads the same: a QR must not be printed for the wrong desk
	} {
		if p, err := org.FindPoint(points, in); err != nil || p.ID != want {
			t.Errorf("%q finds point %d (%v), want %d", in, p.ID, err, want)
		}
	}
	for _, in := range []string{"", "4", "0", "quay-9", "quầy", "-1"} {
		p, err := org.FindPoint(points, in)
		if err == nil {
			t.Errorf("%q finds point %d", in, p.ID)
		} else if !strings.Contains(err.Error(), "quay-2") {
			t.Errorf("the error does not say what there is: %v", err)
		}
	}
}

func TestSlips(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		slip        org.Slip
		code, label string
	}{
		{org.Receipt, "tiep-nhan", "Tiếp nhận"}, {org.Supplement, "bo-sung", "Bổ sung"},
		{org.Refusal, "tu-choi", "Từ chối"}, {org.Result, "tra-ket-qua", "Trả kết quả"},
	} {
		if c.slip.Code() != c.code || c.slip.Label() != c.label {
			t.Errorf("slip %d is %q, %q", c.slip, c.slip.Code(), c.slip.Label())
		}
		for _, s := range []string{c.code, c.label, strings.ToUpper(c.label), strings.ReplaceAll(c.code, "-", " ")} {
			if got, err := org.ParseSlip(s); err != nil || got != c.slip {
				t.Errorf("%q is slip %d (%v), want %d", s, got, err, c.slip)
			}
		}
	}
	if len(org.Slips()) != 4 || org.NoSlip.Code() != "" || org.Slip(9).Code() != "" || org.NoSlip.Label() != "Không rõ" {
		t.Errorf("%v, %q, %q, %q", org.Slips(), org.NoSlip.Code(), org.Slip(9).Code(), org.NoSlip.Label())
	}
	for _, s := range []string{"", "phieu", "tra-ket", "Không rõ"} {
		if got, err := org.ParseSlip(s); err == nil {
			t.Errorf("%q is slip %d", s, got)
		}
	}
}

// Vietnam has no summer time; its days begin at 17:00 UTC in every season.
func TestLocation(t *testing.T) {
	t.Parallel()
	for _, month := range []time.Month{time.January, time.July} {
		if got := time.Date(2026, month, 1, 0, 0, 0, 0, org.Location()).UTC().Hour(); got != 17 {
			t.Errorf("%s begins at %d:00 UTC", month, got)
		}
	}
	if org.Location().String() != "Asia/Ho_Chi_Minh" {
		t.Errorf("zone is %s", org.Location())
	}
}
