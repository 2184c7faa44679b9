package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/testkit"
	"motcua/procedure"
)

// file writes a file for a command and returns its path.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// recordFile is records as "catalogue export" writes them.
func recordFile(t testing.TB, records ...procedure.Procedure) string {
	t.Helper()
	var b strings.Builder
	for _, r := range records {
		line, err := json.Marshal(r)
		check(t, err)
		b.Write(append(line, '\n'))
	}
	return file(t, "ban-ghi.jsonl", b.String())
}

// record is a bundled record, changed.
func record(t testing.TB, key string, change func(*procedure.Procedure)) procedure.Procedure {
	t.Helper()
	p, err := bundledRecord(key)
	if err != nil || p == nil {
		t.Fatal(key, err)
	}
	q := *p
	change(&q)
	return q
}

// catalogueState is everything the catalogue consists of.
func catalogueState(t testing.TB, e env) string {
	t.Helper()
	var all string
	for _, table := range []string{"release", "record_version", "alias", "fee_rule", "unit_override", "word", "change"} {
		all += table + "\n" + testkit.Value[string](t, e["DATABASE_URL"], `SELECT coalesce(string_agg(t::text, E'\n' ORDER BY t::text), '') FROM `+table+` t`) + "\n"
	}
	return all
}

// The whole way of an official: rehearse, import, publish, import again, see what became of it.
func TestImportProcedures(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	faster := record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = "trong buổi làm việc" })
	fresh := record(t, "1.001193", func(p *procedure.Procedure) {
		p.Key, p.Code, p.Name, p.ShortName = "9.000001", "9.000001", "Cấp thẻ bạn đọc", ""
	})
	partial := record(t, "1.001193", func(p *procedure.Procedure) {
		p.Key, p.Code, p.Name, p.ShortName, p.Fees, p.Steps = "9.000002", "9.000002", "Mượn hội trường", "", nil, nil
	})
	path := recordFile(t, faster, fresh, partial)
	difference := "Thời hạn: 1 ngày làm việc → trong buổi làm việc"

	before := catalogueState(t, e)
	dry := e.must(t, "import", "procedures", path, "--dry-run", "--publish")
	contains(t, dry, difference, "So với danh mục đang dùng:", "Chạy thử, chưa ghi gì.", "Thủ tục mới có trong danh mục", "Công bố (bản phát hành 1): 1.001193, 9.000001.")
	if catalogueState(t, e) != before {
		t.Error("a rehearsal wrote something")
	}
	contains(t, e.must(t, "import", "procedures", path, "--by", "Văn thư"), "Lưu 3 bản nháp: 1.001193, 9.000001, 9.000002.", difference)
	contains(t, e.must(t, "catalogue", "drafts"), "9.000002  Mượn hội trường\n      thiếu phí, lệ phí, trình tự; v1", difference)
	contains(t, e.must(t, "lookup", "1.001193 bao lâu"), "1 ngày làm việc")

	published := e.must(t, "import", "procedures", "--publish", path)
	contains(t, published, "Công bố (bản phát hành 1): 1.001193, 9.000001.", "Vẫn là bản nháp, chưa công bố:\n  9.000002  Mượn hội trường: thiếu phí, lệ phí, trình tự")
	contains(t, e.must(t, "lookup", "1.001193 bao lâu"), "trong buổi làm việc")
	if l := parseLookups(t, e.must(t, "lookup", "--json", "9.000001"))[0]; !l.Answered || l.Hits[0].Code != "9.000001" {
		t.Errorf("%+v", l)
	}
	before = catalogueState(t, e)
	contains(t, e.must(t, "import", "procedures", "--publish", path), "Không có gì thay đổi.")
	if catalogueState(t, e) != before {
		t.Error("the same file again wrote something")
	}

	e.refused(t, 1, []string{"catalogue", "publish", "9.000002"}, "9.000002 còn thiếu: phí, lệ phí, trình tự")
	contains(t, e.must(t, "catalogue", "publish", "9.000002", "--incomplete"), "bản phát hành 2")
	contains(t, e.must(t, "lookup", "9.000002"), "Mượn hội trường")
	contains(t, e.must(t, "catalogue", "withdraw", "9.000002", "--reason", "Không còn hội trường"), "Thủ tục không còn trong danh mục: Không còn hội trường")
	e.refused(t, 2, []string{"catalogue", "withdraw", "9.000001"}, "--reason")
	contains(t, e.must(t, "catalogue"), "1.001193\tHộ tịch\tThủ tục đăng ký khai sinh\tcủa đơn vị v1", "9.000002\tHộ tịch\tMượn hội trường\tđã rút", "1.000894\tHộ tịch")
	contains(t, e.must(t, "catalogue", "history", "1.001193"), "v0  có sẵn", "v1  đã công bố", "Văn thư", difference)
	contains(t, e.must(t, "catalogue", "history", "9.000002"), "v1  đã thay", "v2  đã rút", "Không còn hội trường")
	e.refused(t, 1, []string{"catalogue", "history", "9.999999"}, "9.999999")
	if out := e.must(t, "catalogue", "drafts"); out != "Không có bản nháp nào.\n" {
		t.Error(out)
	}
}

// Nothing of a file that is broken somewhere is taken in; everything that is wrong is said, line by line.
func TestImportBroken(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	good := recordFile(t, record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = "2 ngày" }))
	text, err := os.ReadFile(good)
	check(t, err)
	before := catalogueState(t, e)
	for name, broken := range map[string]string{
		"zeros.docx": strings.Repeat("\x00", 100), "empty.csv": "", "cut.jsonl": string(text) + string(text[:len(text)/2]), "latin.csv": "m\xe3;t\xean\n1.001193;x\n",
	} {
		r := e.call(t, "import", "procedures", "--publish", good, file(t, name, broken))
		if r.status != 1 || !strings.Contains(r.err, name+": ") || !strings.Contains(r.err, "chưa đổi gì") || catalogueState(t, e) != before {
			t.Errorf("%s: status %d, %s%s", name, r.status, r.out, r.err)
		}
	}
	r := e.call(t, "import", "procedures", good, good)
	if r.status != 1 || catalogueState(t, e) != before {
		t.Errorf("a record twice: status %d, %s", r.status, r.err)
	}
	e.refused(t, 1, []string{"import", "procedures", "/nowhere/x.csv"}, "/nowhere/x.csv")
	for _, wrong := range [][]string{{"procedures"}, {"procedures", good, "--effective", "mai"}, {"procedures", good, "--aliases"}, {"things", good}, {"fees"}, {"fees", good, good}} {
		e.refused(t, 2, append([]string{"import"}, wrong...), "Xem: motcua help import")
	}
}

// A rehearsal needs no installation and makes none.
func TestImportWithoutInstallation(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	e := env{"MOTCUA_DATA": data}
	path := recordFile(t, record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = "2 ngày" }))
	contains(t, e.must(t, "import", "procedures", "--dry-run", path), "chưa có bản cài đặt", "Thời hạn: 1 ngày làm việc → 2 ngày")
	contains(t, e.must(t, "import", "fees", "--dry-run", file(t, "phi.csv", "province,code,amount_vnd,source,from\nGia Lai,1.001193,8000,NQ 1,2026-01-01\n")), "1 dòng đều đúng")
	if _, err := os.Stat(data); err == nil {
		t.Error("a data directory was made")
	}
	away := env{"MOTCUA_DATA": t.TempDir(), "DATABASE_URL": "postgres://motcua:hunter2@" + unused(t) + "/motcua"}
	r := away.call(t, "import", "procedures", "--dry-run", path)
	if r.status != 0 {
		t.Errorf("status %d: %s", r.status, r.err)
	}
	contains(t, r.err, "Chưa mở được cơ sở dữ liệu")
	lacks(t, r.err, "hunter2")
	away.refused(t, 1, []string{"import", "procedures", path}, "Không mở được cơ sở dữ liệu")
}

// A list that knows only some blocks changes those, and the record keeps the others where that is wanted.
func TestImportFill(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	list := file(t, "thoi-han.csv", "mã,tên,lĩnh vực,thời hạn\n1.001193,Thủ tục đăng ký khai sinh,Hộ tịch,4 ngày làm việc\n")
	contains(t, e.must(t, "import", "procedures", list, "--publish"), "Vẫn là bản nháp", "1.001193")
	contains(t, e.must(t, "import", "procedures", list, "--publish", "--fill"), "giữ từ bản trước: thành phần hồ sơ", "Công bố (bản phát hành 1): 1.001193.")
	history := e.must(t, "catalogue", "history", "1.001193")
	contains(t, history, "Thời hạn: 1 ngày làm việc → 4 ngày làm việc")
	contains(t, e.must(t, "lookup", "đăng ký khai sinh cần giấy tờ gì"), "Giấy chứng sinh")
}

// Days of the call are days of the records.
func TestImportDays(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	path := recordFile(t, record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = "2 ngày" }))
	out := e.must(t, "import", "procedures", path, "--publish", "--effective", "2090-01-01", "--review", "2091-01-01", "--source", "QĐ 1/QĐ-BTP")
	contains(t, out, "đợi đến ngày hiệu lực: 1.001193")
	contains(t, e.must(t, "lookup", "1.001193 bao lâu"), "1 ngày làm việc")
	contains(t, e.must(t, "catalogue", "history", "1.001193"), "đã công bố 2090-01-01", "QĐ 1/QĐ-BTP")
	if out := e.must(t, "catalogue", "due"); out != "Không có thủ tục nào đến hạn xem lại.\n" {
		t.Error(out)
	}
	e.must(t, "import", "procedures", path, "--publish", "--review", "2026-01-01")
	contains(t, e.must(t, "catalogue", "due"), "2026-01-01  1.001193")
	contains(t, e.must(t, "doctor"), "1 thủ tục quá hạn xem lại: 1.001193")
}

// A record that the data name as the successor of others is offered their codes.
func TestImportSuccessor(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	path := recordFile(t, record(t, "1.001731", func(p *procedure.Procedure) { p.Key, p.Code, p.PossibleSuccessor = "1.116910", "1.116910", "" }))
	contains(t, e.must(t, "import", "procedures", path), "1.116910 có thể thay cho 1.001731")
	e.must(t, "import", "procedures", path, "--publish", "--aliases")
	if l := parseLookups(t, e.must(t, "lookup", "--json", "1.001731"))[0]; !l.Answered || l.Hits[0].Code != "1.116910" {
		t.Errorf("%+v", l)
	}
	contains(t, e.must(t, "catalogue", "export", "aliases"), "old,new,since\n1.001731,1.116910,")
	contains(t, e.must(t, "catalogue", "unalias", "1.001731"), "1.001731  Hỗ trợ chi phí mai táng")
	if l := parseLookups(t, e.must(t, "lookup", "--json", "1.001731"))[0]; l.Hits[0].Code != "1.001731" {
		t.Errorf("%+v", l)
	}
}

// What export writes, import reads back and finds nothing new in.
func TestExportIsRead(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	e.must(t, "import", "procedures", "--publish", recordFile(t, record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = "2 ngày" })))
	e.must(t, "import", "fees", file(t, "phi.csv", "province;code;amount_vnd;source;from;until;condition\nGia Lai;1.001193;8.000 đồng;NQ 1;1/1/2026;;\"bản sao; trích lục\"\n"))
	e.must(t, "import", "overrides", file(t, "rieng.csv", "\ufeffcode,block,text,source,from\n1.001193,time,trong ngày,QĐ 2,2026-01-01\n"))
	e.must(t, "import", "words", file(t, "chu.tsv", "# của xã\nlist\thead\tentries\neveryday\t1.001193\tgiấy cho thằng cu mới đẻ | đón thành viên mới\n"))
	e.must(t, "import", "aliases", file(t, "ma.csv", "old,new,since\n9.100000,1.001193,2026-07-01\n"))
	before := catalogueState(t, e)
	for what, ext := range map[string]string{"procedures": "jsonl", "fees": "csv", "overrides": "csv", "words": "tsv", "aliases": "csv"} {
		path := file(t, what+"."+ext, e.must(t, "catalogue", "export", what))
		args := []string{"import", what, path}
		if what == "procedures" {
			args = append(args, "--publish")
		}
		contains(t, e.must(t, args...), "Không có gì thay đổi.")
	}
	if catalogueState(t, e) != before {
		t.Error("something changed")
	}
	if n := strings.Count(e.must(t, "catalogue", "export"), "\n"); n != 620 {
		t.Errorf("%d records", n)
	}
	if out := e.must(t, "catalogue", "export", "drafts"); out != "" {
		t.Error(out)
	}
}
