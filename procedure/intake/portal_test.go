package intake

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"motcua/procedure"
)

type object = map[string]any

func named(name string, values []string) []any {
	var out []any
	for i, v := range values {
		out = append(out, object{name: v, "ma": fmt.Sprint(i)})
	}
	return out
}

// packet is a record as the packet for provinces has it.
func packet(p *procedure.Procedure) object {
	var ways, cases, steps, law []any
	for _, w := range waysOf(p) {
		time := object{"THOIGIANGIAIQUYET": w.time, "DONVITINH": "", "MOTA": ""}
		if m := plainTime.FindStringSubmatch(w.time); m != nil {
			time["THOIGIANGIAIQUYET"], time["DONVITINH"] = m[1], "Ngày làm việc"
			if m[2] != "ngày làm việc" {
				time["DONVITINH"] = "Ngày"
			}
		}
		var fees []any
		for _, f := range lines(w.fees) {
			fee := object{"SOTIEN": "", "DONVI": "Đồng", "MOTA": f}
			if head, rest, _ := strings.Cut(f, " ("); onlyMoney.MatchString(head) {
				fee["SOTIEN"] = strings.Map(keepDigits, head)
				fee["MOTA"] = strings.TrimSuffix(rest, ")")
			} else if isFree(head) {
				fee["SOTIEN"] = "0"
			}
			fees = append(fees, fee)
		}
		time["PHILEPHI"] = fees
		ways = append(ways, object{"KENH": fmt.Sprint(1 + channelRank(w.channel)), "THOIGIAN": []any{time}})
	}
	for _, d := range p.Documents {
		original, copied := counted(d)
		paper := object{"MAGIAYTO": "G1", "TENGIAYTO": d.Name, "TENMAUDON": d.Form, "SOBANCHINH": fmt.Sprint(original), "SOBANSAO": fmt.Sprint(copied)}
		group := object{"TRUONGHOP": "", "GIAYTO": []any{paper}}
		if d.When != "" {
			group["TRUONGHOP"] = "Trường hợp " + d.When
		}
		if d.Action != "" {
			group["GIAYTO"] = []any{object{"TENGIAYTO": "* Giấy tờ phải xuất trình", "SOBANCHINH": "0", "SOBANSAO": "0"}, paper}
		}
		cases = append(cases, group)
	}
	for _, s := range p.Steps {
		steps = append(steps, object{"TENTRINHTU": "<p>- " + s + "</p>"})
	}
	for _, l := range p.LegalBasis {
		law = append(law, object{"SOVANBAN": l, "TENVANBAN": "Văn bản", "NGAYBANHANH": "01/01/2025"})
	}
	field := p.OfficialField
	if field == "" {
		field = p.Field
	}
	return object{
		"MATTHC": p.Code, "TENTTHC": p.Name, "LOAITTHC": "2", "CAPTHUCHIEN": []any{object{"CAPTHUCHIEN": "3", "TENCAP": "Cấp Xã"}},
		"LINHVUCTHUCHIEN": []any{object{"MALINHVUC": "L1", "TENLINHVUC": field}},
		"TRINHTUTHUCHIEN": []any{object{"TRUONGHOP": "", "TRINHTU": steps}}, "CACHTHUCTHUCHIEN": ways, "THANHPHANHOSO": cases,
		"DOITUONGTHUCHIEN": named("TENDOITUONG", p.Audience), "COQUANTHUCHIEN": named("TENDONVI", []string{offices(p)}),
		"COQUANCOTHAMQUYEN": named("TENDONVI", p.Agency), "KETQUATHUCHIEN": named("TENKETQUA", p.Result), "CANCUPHAPLY": law,
		"YEUCAU": strings.Join(p.Conditions, "<br/>"), "TUKHOA": "", "MOTA": "", "QUYETDINHCONGBO": object{"SOQUYETDINH": p.DecisionNo, "NGAYQUYETDINH": "2026-02-01"},
	}
}

// page is a record as the new pages of the portal are fed.
func page(p *procedure.Procedure) object {
	old := packet(p)
	var ways, cases, steps, law []any
	for _, w := range old["CACHTHUCTHUCHIEN"].([]any) {
		way := w.(object)
		time := way["THOIGIAN"].([]any)[0].(object)
		method := object{"submissionMethod": map[string]string{"1": "DIRECT", "2": "ONLINE", "3": "POSTAL"}[way["KENH"].(string)], "description": "<p>Nộp hồ sơ</p>"}
		var n int
		if _, err := fmt.Sscan(time["THOIGIANGIAIQUYET"].(string), &n); err == nil && time["DONVITINH"] != "" {
			method["processingTime"], method["processingTimeUnit"] = n, map[any]string{"Ngày": "DAY", "Ngày làm việc": "WORKING_DAY"}[time["DONVITINH"]]
		} else {
			method["processingTime"], method["processingTimeUnit"] = time["THOIGIANGIAIQUYET"], "OTHER"
		}
		fees := []any{}
		for _, f := range time["PHILEPHI"].([]any) {
			fee := f.(object)
			var amount any
			if s := fee["SOTIEN"].(string); s != "" {
				amount = json.Number(s)
			}
			fees = append(fees, object{"type": "FEE", "value": amount, "description": fee["MOTA"], "currencyId": "VND"})
		}
		method["fees"] = fees
		ways = append(ways, method)
	}
	for _, c := range old["THANHPHANHOSO"].([]any) {
		group := c.(object)
		var papers []any
		for _, g := range group["GIAYTO"].([]any) {
			paper := g.(object)
			one := object{"name": paper["TENGIAYTO"], "originalQty": json.Number(paper["SOBANCHINH"].(string)), "copyQty": json.Number(paper["SOBANSAO"].(string)), "attachments": []any{}}
			if form, _ := paper["TENMAUDON"].(string); form != "" {
				one["attachments"] = []any{object{"fileName": form}}
			}
			papers = append(papers, one)
		}
		cases = append(cases, object{"name": group["TRUONGHOP"], "profileComponents": papers})
	}
	for i, s := range p.Steps {
		if i == 0 {
			steps = append(steps, object{"name": "", "description": "<ul><li>" + s + "</li></ul>"})
		} else {
			steps = append(steps, object{"name": s, "description": ""})
		}
	}
	for _, l := range p.LegalBasis {
		law = append(law, object{"code": l, "name": "Văn bản"})
	}
	return object{
		"id": "019d2bf7-6762-77ee-9a0c-965773ce7afe", "code": p.Code, "name": p.Name, "isWard": true, "formalityType": "ASSIGNED_REGULATION",
		"procedureProposal": object{"decisionNumber": p.DecisionNo}, "categoriesDetails": []any{object{"name": old["LINHVUCTHUCHIEN"].([]any)[0].(object)["TENLINHVUC"]}},
		"subjectTypesDetails": named("name", p.Audience), "departmentsExecuting": named("name", []string{offices(p)}), "departmentsAuthority": named("name", p.Agency),
		"executionSteps": steps, "executionMethods": ways, "executionCases": cases, "legalBasisesDetails": law, "requirementsAndConditions": strings.Join(p.Conditions, "<br>"),
		"resultsDetails": named("name", p.Result), "updatedAt": json.Number("1785024000000"), "keywords": nil,
	}
}

func encoded(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPortalRoundTrip(t *testing.T) {
	all := samples(t)
	var packets, pages []any
	for i := range all {
		packets, pages = append(packets, packet(&all[i])), append(pages, page(&all[i]))
	}
	for name, list := range map[string][]any{"packet": packets, "page": pages} {
		want := all
		if name == "page" {
			want = nil
			for _, p := range all {
				p.SourceURL, p.AsOf = portalPage+"019d2bf7-6762-77ee-9a0c-965773ce7afe", "2026-07-26"
				want = append(want, p)
			}
		}
		for shape, data := range map[string][]byte{"array": encoded(t, list), "items": encoded(t, object{"code": "OK", "data": object{"items": list, "total": 8}})} {
			t.Run(name+" "+shape, func(t *testing.T) {
				r := mustRead(t, "a.json", data)
				if r.Format != PortalDetail || len(r.Records) != len(all) {
					t.Fatalf("%d records as %s", len(r.Records), r.Format)
				}
				for i, p := range want {
					equal(t, r.Records[i], p)
				}
			})
		}
		t.Run(name+" alone", func(t *testing.T) {
			equal(t, mustRead(t, "a.json", encoded(t, list[0])).Records[0], want[0])
			equal(t, mustRead(t, "a.json", encoded(t, object{"data": list[0], "code": "OK"})).Records[0], want[0])
		})
	}
}

// TestPortalOfProvince reads the packet as a text inside a record of a provincial system.
func TestPortalOfProvince(t *testing.T) {
	p := samples(t)[0]
	inner := packet(&p)
	decision := inner["QUYETDINHCONGBO"]
	delete(inner, "QUYETDINHCONGBO")
	delete(inner, "MATTHC")
	outer := object{"data": object{"id": "7", "maTTHC": p.Code, "tenTTHC": p.Name, "goiTinThuTucQG": string(encoded(t, inner)), "quyetDinhCongBo": string(encoded(t, decision))}}
	r := mustRead(t, "a.json", encoded(t, outer))
	equal(t, r.Records[0], p)
}

func TestPortalList(t *testing.T) {
	for _, file := range []string{"testdata/portal-list.json", "testdata/portal-items.json"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := mustRead(t, file, data)
		if r.Format != PortalList || len(r.Records) != 2 {
			t.Fatalf("%s: %d records as %s", file, len(r.Records), r.Format)
		}
		p := r.Records[0].P
		if p.Code != "1.001193" || p.Name != "Đăng ký khai sinh" || p.Field != "Hộ tịch" || p.HandledBy != "UBND cấp xã" || p.Completeness != procedure.NameOnly {
			t.Errorf("%s: %+v", file, p)
		}
	}
}

// TestPortalPage reads a page written by hand with what real ones have been seen to have wrong.
func TestPortalPage(t *testing.T) {
	data, err := os.ReadFile("testdata/portal-detail.json")
	if err != nil {
		t.Fatal(err)
	}
	r := mustRead(t, "portal-detail.json", data)
	rec := r.Records[0]
	p := rec.P
	if p.Code != "1.003133" || p.Field != "Xuất nhập cảnh" || p.OfficialField != "Quản lý xuất nhập cảnh" || p.HandledBy != "Công an cấp xã" || p.DecisionNo != "651/QĐ-BXD" {
		t.Errorf("%+v", p)
	}
	if len(p.Fees) != 3 || p.Fees[0].AmountVND != nil || *p.Fees[1].AmountVND != 5000 || p.Fees[2].AmountVND != nil {
		t.Errorf("fees %+v", p.Fees)
	}
	if note := rec.state(BlockFees).Note; !strings.Contains(note, "mất số 0") || !strings.Contains(note, "ghi miễn phí nhưng") {
		t.Errorf("fees: %q", note)
	}
	if p.ProcessingTime != "1 ngày làm việc" || !strings.Contains(rec.state(BlockTime).Note, "8 ngày làm việc") {
		t.Errorf("time %q: %+v", p.ProcessingTime, rec.state(BlockTime))
	}
	if len(p.Steps) != 4 || p.Steps[0] != "Bước 1: Chuẩn bị hồ sơ" || p.Steps[1] != "Bước 2: Nộp hồ sơ:" || p.Steps[3] != "trên môi trường điện tử & nhận tin nhắn" {
		t.Errorf("steps %q", p.Steps)
	}
	if len(p.Documents) != 2 || p.Documents[1].When != "người chưa đủ 14 tuổi" || p.Documents[0].Form != "M01b.pdf" {
		t.Errorf("papers %+v", p.Documents)
	}
	if b := rec.state(BlockResult); b.State != StateMissing {
		t.Errorf("result %+v", b)
	}
}
