package storage_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Tables that the handbooks name are there.
func TestDocsNameTables(t *testing.T) {
	t.Parallel()
	schema, err := os.ReadFile("migrations/0001_schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, file := range []string{"../docs/van-hanh.md", "../docs/so-lieu.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range regexp.MustCompile("bảng (`[a-z_]+`(,\\s+)?)+").FindAllString(string(text), -1) {
			for _, name := range regexp.MustCompile("[a-z_]+`").FindAllString(list, -1) {
				if named++; !strings.Contains(string(schema), "CREATE TABLE "+strings.Trim(name, "`")+" ") {
					t.Errorf("%s: there is no table %s", file, name)
				}
			}
		}
	}
	if named == 0 {
		t.Error("no table is named")
	}
}
