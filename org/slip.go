package org

import (
	"fmt"

	"motcua/internal/vntext"
)

// Slip is the kind of paper that carries the QR. Thông tư 01/2018/TT-VPCP Điều 12 hands the form out
// with three of them; the fourth is the hand-over of the result. A citizen who was refused must be able
// to rate the visit as well.
type Slip byte

const (
	NoSlip     Slip = 0 // came without a QR, or with one that names no slip
	Receipt    Slip = 1 // Giấy tiếp nhận hồ sơ và hẹn trả kết quả
	Supplement Slip = 2 // Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
	Refusal    Slip = 3 // Phiếu từ chối tiếp nhận giải quyết hồ sơ
	Result     Slip = 4 // Trả kết quả
)

// Slips are all kinds a QR can carry.
func Slips() []Slip { return []Slip{Receipt, Supplement, Refusal, Result} }

// Code is the stable short form, used in the database and on the command line; "" for NoSlip.
func (s Slip) Code() string {
	switch s {
	case Receipt:
		return "tiep-nhan"
	case Supplement:
		return "bo-sung"
	case Refusal:
		return "tu-choi"
	case Result:
		return "tra-ket-qua"
	}
	return ""
}

// Label is the Vietnamese name shown to people.
func (s Slip) Label() string {
	switch s {
	case Receipt:
		return "Tiếp nhận"
	case Supplement:
		return "Bổ sung"
	case Refusal:
		return "Từ chối"
	case Result:
		return "Trả kết quả"
	}
	return "Không rõ"
}

// ParseSlip accepts a code or a label in any spelling: "tra-ket-qua", "Trả kết quả", "tra ket qua".
func ParseSlip(s string) (Slip, error) {
	for _, slip := range Slips() {
		if s == slip.Code() || vntext.Fold(s) == vntext.Fold(slip.Label()) {
			return slip, nil
		}
	}
	return NoSlip, fmt.Errorf("no kind of slip %q; there are tiep-nhan, bo-sung, tu-choi, tra-ket-qua", s)
}
