package layers

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The house style of the product's Vietnamese is docs/loi-van.md; here is what of it a program can see.

// speakingRooms are those whose wording files speak to citizens.
var speakingRooms = []string{"bot/talk", "procedure/card"}

// speakingData are the files of words beside them.
var speakingData = []string{
	"procedure/search/data/outside.tsv", "procedure/search/data/askback.tsv", "survey/forms/mau-v2.yaml", "survey/forms/tt01-2018-v3.yaml",
}

// frowned are ways of writing the style rules out, and what to write instead.
var frowned = []struct{ pattern, instead string }{
	{`(?i)chúng tôi|trợ lý này|trang này không đoán|tỉnh mình|quý khách|người dùng`, "tôi; Ông/Bà; UBND xã …"},
	{`(?i)(^|[^a-zà-ỹ])(dữ liệu chưa có|nguồn ghi|hệ thống|nền tảng|cookie|javascript|token)([^a-zà-ỹ]|$)`, "chưa có thông tin; bản gốc ghi"},
	{`(?i)các cửa sau|phòng lãnh đạo|phòng báo cáo|bảng khảo sát|phiếu hẹn|ý kiến góp ý`, "cách; trang báo cáo của lãnh đạo; phiếu; giấy hẹn; góp ý"},
	{`Cổng dịch vụ công|Cổng DVC|[Cc]ông an cấp Xã`, "Cổng Dịch vụ công quốc gia; Công an xã"},
	{`(?i)tỉ lệ|hàng tháng|uỷ |thuỷ|hoà |khoẻ|tuỳ|mùng 1`, "tỷ lệ; hằng tháng; ủy, thủy, hòa, khỏe, tùy; ngày 1"},
	{`[\p{L}\d] [,.:;?%]( |$)`, "không khoảng trắng trước dấu câu và %"},
	{`→`, "lời, không mũi tên"},
	{`\bVNĐ\b|\d ?đ\b`, "đồng"},
	{`Không bao giờ|không bao giờ|mọi người đều|tuyệt đối`, "chỉ hứa điều phần mềm giữ được"},
}

func TestHouseStyle(t *testing.T) {
	rules := make([]*regexp.Regexp, len(frowned))
	for i, f := range frowned {
		rules[i] = regexp.MustCompile(f.pattern)
	}
	seen := 0
	eachSpoken(t, func(at, said string) {
		seen++
		for i, rule := range rules {
			if found := rule.FindString(said); found != "" {
				t.Errorf("%s: %q in %q; write: %s", at, found, said, frowned[i].instead)
			}
		}
	})
	if seen < 200 {
		t.Errorf("only %d texts found", seen)
	}
}

// longestClause is how many words a citizen is given at a time, up to the next mark that lets him breathe.
const longestClause = 20

var breath = regexp.MustCompile(`[.,;:?!()\n]+`)

func TestClausesAreShort(t *testing.T) {
	eachSpoken(t, func(at, said string) {
		for _, clause := range breath.Split(said, -1) {
			if n := len(strings.Fields(clause)); n > longestClause {
				t.Errorf("%s: %d words in one breath: %q", at, n, clause)
			}
		}
	})
}

// eachSpoken hands every text that is said to citizens to look, with where it stands.
func eachSpoken(t *testing.T, look func(at, said string)) {
	t.Helper()
	eachFile(t, func(path string, f *ast.File, fset *token.FileSet) {
		if !speaks(path) {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && vietnamese(s) {
					look(fset.Position(lit.Pos()).String(), s)
				}
			}
			return true
		})
	})
	for _, path := range speakingData {
		text, err := os.ReadFile(filepath.Join("../..", path))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if said := spokenPart(path, line); vietnamese(said) {
				look(path+":"+strconv.Itoa(i+1), said)
			}
		}
	}
}

// spokenPart is what of a line of data is said to citizens: not the ways in which they ask.
func spokenPart(path, line string) string {
	if strings.HasPrefix(strings.TrimSpace(line), "#") {
		return ""
	}
	if strings.HasSuffix(path, ".tsv") {
		cells := strings.Split(line, "\t")
		if len(cells) < 2 {
			return ""
		}
		if cells[1] == "-" {
			return ""
		}
		return cells[1]
	}
	for _, key := range []string{"text: ", "hint: ", "short: "} {
		if _, said, ok := strings.Cut(line, " "+key); ok && !strings.Contains(line, "- number:") {
			return strings.Trim(said, `"`)
		}
	}
	return ""
}

func speaks(path string) bool {
	if !strings.HasPrefix(filepath.Base(path), "wording") {
		return false
	}
	for _, room := range speakingRooms {
		if filepath.ToSlash(filepath.Dir(path)) == room {
			return true
		}
	}
	return false
}
