package main

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/service"
)

const feeHead = "province,code,channel,condition,amount_vnd,per,exempt,source,from,until\n"

// A table of fees as officials make it in Excel: semicolons, days and amounts as people write them, columns in any order.
func TestImportFees(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	e.must(t, "unit", "add", "--code", "long-dien", "--province", "TP. Hồ Chí Minh")
	table := file(t, "phi.csv", "\ufeffMã;Tỉnh;Mức;Căn cứ;Từ ngày;Đến ngày;Cách nộp;Miễn\r\n"+
		"1.001193.000.00.00.H29;TP. Hồ Chí Minh;8.000 đồng;NQ 12/2026/NQ-HĐND;01/07/2026;;Trực tiếp;hộ nghèo\r\n"+
		";;;;;;;\r\n1.001193;TP. Hồ Chí Minh;4000;NQ 12/2026/NQ-HĐND;1/7/2026;;trực tuyến;\r\n")
	before := catalogueState(t, e)
	contains(t, e.must(t, "import", "fees", table, "--dry-run"), "2 dòng đều đúng", "Chạy thử", "8.000 đồng (trực tiếp), miễn cho hộ nghèo, từ 01/07/2026")
	if catalogueState(t, e) != before {
		t.Error("a rehearsal wrote something")
	}
	contains(t, e.must(t, "import", "fees", table), "Bản phát hành 1", "4.000 đồng (trực tuyến)")
	contains(t, e.must(t, "import", "fees", table), "Không có gì thay đổi.")
	contains(t, e.must(t, "lookup", "1.001193 bao nhiêu tiền"), "4.000 đồng") // the only unit's province
	one := file(t, "mot.csv", feeHead+"TP. Hồ Chí Minh,1.000894,,,0,,,NQ 1,2026-01-01,2026-12-01\n")
	e.must(t, "import", "fees", one)
	if n := strings.Count(e.must(t, "catalogue", "export", "fees"), "\n"); n != 4 {
		t.Errorf("%d lines", n)
	}
	e.must(t, "import", "fees", "--whole", one)
	if n := strings.Count(e.must(t, "catalogue", "export", "fees"), "\n"); n != 2 {
		t.Errorf("%d lines", n)
	}
}

// Every bad line is named with what is wrong with it, and nothing is stored.
func TestImportTablesBroken(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	before := catalogueState(t, e)
	for _, c := range []struct {
		what, name, text string
		says             []string
	}{
		{"fees", "phi.csv", feeHead +
			"Gia Lai,1.001193,,,8000,,,NQ 1,2026-01-01,\n" + "Gia Lai,9.999999,fax,,nhiều,,,,2026-13-01,\n" + "GIA LAI,1.001193,,,40,,,NQ 1,2026-06-01,2026-05-01\n" +
			"Gia Lai,1.001193,,,-8000,,,NQ 1,2026-01-01,,thừa\n" + "Gia Lai,1.001193,,,8000,,,NQ 1,2025-01-01,2026-01-01\n",
			[]string{`:3: cột source để trống`, `:3: danh mục không có thủ tục "9.999999"`, `:3: cách nộp (channel) "fax"`, `:3: amount_vnd "nhiều"`, `:3: from "2026-13-01"`, ":4: amount_vnd 40 đồng có vẻ mất số 0",
				":4: kết thúc ngày 2026-05-01", ":5: \"thừa\" không thuộc cột nào", ":5: amount_vnd \"-8000\"", ":6: áp dụng trùng thời gian với dòng 2", "điều cần sửa; chưa đổi gì"}},
		{"fees", "cot.csv", "province,code,tiền\nGia Lai,1.001193,8000\n", []string{`cot.csv:1: không có cột tên "tiền"`, ":1: thiếu cột amount_vnd", ":1: thiếu cột source"}},
		{"fees", "trong.csv", "", []string{"trong.csv:1: tệp trống"}},
		{"fees", "dau.csv", feeHead, []string{"dưới dòng đầu không có gì"}},
		{"fees", "ma.csv", feeHead + "Gia Lai,1.001193,,,8000,,,NQ \xc3,2026-01-01,\n", []string{"ma.csv:2: tệp không phải UTF-8"}},
		{"fees", "nhay.csv", feeHead + "\"Gia Lai,1.001193\n", []string{"nhay.csv:2: "}},
		{"overrides", "rieng.csv", "code,block,text,source,from,until\n1.001193,time,3,QĐ 1,2026-01-01,\n1.001193,fee,8000,QĐ 1,2026-01-01,\n" +
			"1.001193,papers,x,QĐ 1,2026-01-01,\n1.001193,place,Trụ sở,QĐ 1,2026-01-01,\n1.001193,place,Trụ sở 2,QĐ 1,2026-01-01,\n",
			[]string{`:2: "3" là thời hạn mà thiếu đơn vị`, `:3: "8000" là số tiền mà thiếu chữ đồng`, `:4: mục (block) "papers"`, ":6: bắt đầu cùng ngày với dòng 5"}},
		{"words", "chu.tsv", "list\thead\tentries\neveryday\t1.001193\tgiấy cho cu tí\n# nhớ\n\neveryday\t9.999999\tgì đó lạ\nloài hoa\ta\tb\n", []string{"chu.tsv:5: ", "9.999999", "chu.tsv:6: "}},
		{"words", "dau.tsv", "a\tb\tc\n", []string{`không có cột tên "a"`}},
		{"aliases", "cu.csv", "old,new,since\n1.1,1.001193,\n1.1,1.000894,hôm qua\nmã số,1.001193,\n1.5,1.5,\n", []string{":3: 1.1 đã có ở dòng 2", ":3: since \"hôm qua\"", ":4: old \"mã số\" không phải mã", ":5: mã cũ và mã mới giống nhau"}},
		{"aliases", "vong.csv", "old,new,since\n9.000001,9.000002,\n", []string{"danh mục không có thủ tục 9.000002"}},
		{"aliases", "thieu.csv", "old,new,since\n1.001731,1.116910,\n", []string{"bản ghi mới còn thiếu"}},
	} {
		r := e.call(t, "import", c.what, file(t, c.name, c.text))
		if r.status != 1 {
			t.Errorf("%s: status %d\n%s%s", c.name, r.status, r.out, r.err)
		}
		contains(t, r.err, c.says...)
		if catalogueState(t, e) != before {
			t.Fatalf("%s: something was stored", c.name)
		}
	}
	e.must(t, "unit", "add", "--code", "hai", "--name", "xã Hai")
	rule := file(t, "rieng.csv", "code,block,text,source,from\n1.001193,Thời hạn,trong ngày,QĐ 1,2026-01-01\n")
	e.refused(t, 1, []string{"import", "overrides", rule}, "xin ghi --unit")
	contains(t, e.must(t, "import", "overrides", "--unit", "hai", rule), "Tại xã Hai: Thời hạn: trong ngày")
	e.refused(t, 1, []string{"catalogue", "export", "overrides"}, "xin ghi --unit")
	contains(t, e.must(t, "catalogue", "export", "overrides", "--unit", "hai"), "1.001193,time,trong ngày")
	contains(t, e.must(t, "import", "aliases", "--incomplete", file(t, "cu.csv", "old,new\n1.001731,1.116910\n")), "Mã 1.001731 nay là 1.116910")
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"8000": 8000, "8.000": 8000, "8,000 đồng": 8000, "1.250.000đ": 1250000, "0": 0, "50 000 VNĐ": 50000, "8.00": -1, "8.000 đồng/bản": -1, "tám nghìn": -1, "1e3": -1} {
		r := &tableRow{table: &tableFile{}, cells: map[string]string{"a": text}}
		got := r.amount("a")
		if len(r.table.problems) > 0 {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// What has ended or ends soon is found once, unless something follows.
func TestDoctorSeesRulesEnd(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	contains(t, e.must(t, "doctor"), "danh mục đã công bố: chưa có")
	e.must(t, "import", "fees", file(t, "phi.csv", feeHead+"Gia Lai,1.001193,,,8000,,,NQ 1,2020-01-01,2020-12-31\nGia Lai,1.001193,,,5000,,,NQ 2,2021-01-01,2021-12-31\n"+
		"Gia Lai,1.000894,,,8000,,,NQ 1,2020-01-01,2020-12-31\nGia Lai,1.000894,,,8000,,,NQ 1,2021-01-01,\n"))
	soon := service.Today(time.Now().AddDate(0, 0, 10))
	e.must(t, "import", "overrides", file(t, "rieng.csv", "code,block,text,source,from,until\n1.001193,time,trong ngày,QĐ 1,2020-01-01,"+string(soon)+"\n"))
	found := e.must(t, "doctor")
	contains(t, found, "danh mục đã công bố: bản phát hành 2 lúc", "phí của tỉnh: 1 dòng đã hết hạn mà chưa có dòng nối tiếp: Gia Lai 1.001193 (2021-12-31)",
		"quy định riêng của đơn vị: 1 dòng hết hạn trong 30 ngày tới mà chưa có dòng nối tiếp: long-dien 1.001193 time ("+string(soon)+")")
}
