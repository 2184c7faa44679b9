package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/bot/platform"
	"motcua/internal/service"
	"motcua/office"
	"motcua/storage"
)

// An error that comes up from a package is told in Vietnamese by its kind, however it is wrapped, with its own words behind.
func TestErrorsOfPackagesAreTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		says string
	}{
		{storage.ErrKind, wordKindMixed},
		{service.ErrNotLoopback, wordDebugNotLoopback},
		{&service.SettingError{Name: "TELEGRAM_*", Err: &platform.Unserved{Sentence: "Cần MOTCUA_PUBLIC_URL.", Err: errors.New("no")}}, "Cần MOTCUA_PUBLIC_URL."},
		{&service.AddrError{Addr: "a:1", Err: errors.New("in use")}, "Không phục vụ được tại a:1. Xin chọn địa chỉ khác bằng MOTCUA_ADDR."},
		{&service.AddrError{Addr: "a:1", Debug: true, Err: errors.New("in use")}, "Không mở được địa chỉ gỡ lỗi a:1."},
		{&service.SettingError{Name: "REDIS_URL", Err: errors.New("no")}, "Giá trị của REDIS_URL chưa đúng."},
		{&service.StoreError{Err: errors.New("away")}, wordNoDatabase},
		{storage.ErrAddress, wordDatabaseAddress},
		{&storage.EncodingError{Encoding: "LATIN1"}, "Cơ sở dữ liệu dùng bảng mã LATIN1"},
		{&storage.RightsError{User: "lan", Database: "motcua"}, "Tài khoản lan chưa được tạo bảng trong cơ sở dữ liệu motcua."},
		{&service.BrokenRelease{Release: 7, Err: errors.New("twice")}, wordBrokenRelease},
		{office.ErrOpen, wordPeriodOpen},
		{office.ErrNoForms, wordPeriodEmpty},
		{office.ErrParent, wordPeriodParent},
		{storage.ErrTooManyActions, wordTooManyActions},
		{storage.ErrActionChanged, wordActionChanged},
		{storage.ErrNotFound, wordNotFound},
		{&fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist}, "Không có tệp hoặc thư mục /x."},
		{&fs.PathError{Op: "open", Path: "/x", Err: fs.ErrPermission}, "Không có quyền dùng /x."},
		{&fs.PathError{Op: "read", Path: "/x", Err: errors.New("is a directory")}, "Không đọc hoặc ghi được /x."},
		{&pgconn.PgError{Code: "53300", Message: "too many connections"}, wordDatabaseRefuses},
		{context.Canceled, wordStopped},
		{context.DeadlineExceeded, wordTooLate},
		{errors.New("something else"), wordFailed},
	} {
		for _, err := range []error{c.err, fmt.Errorf("reading: %w", c.err), errors.Join(c.err, errors.New("stop"))} {
			if got := explain(err); !strings.HasPrefix(got, c.says) || !strings.Contains(got, "Chi tiết: ") || !strings.Contains(got, c.err.Error()) {
				t.Errorf("%v is told as %q, want %q with the cause", err, got, c.says)
			}
		}
	}
	if got := explain(because(fs.ErrClosed, "Không mở được.")); got != "Không mở được. Chi tiết: file already closed" {
		t.Errorf("%q", got)
	}
}

// What package storage refuses is told in Vietnamese; a refusal worded anew there falls out of the list here.
func TestRefusalsOfStorageAreTold(t *testing.T) {
	t.Parallel()
	for reason, says := range map[string]string{
		"9.000002 is not complete: fees, steps":                                      "9.000002 còn thiếu: phí, lệ phí, trình tự",
		"1.1 → 1.2: the new record is not complete (documents) while the old one is": "1.1 → 1.2: bản ghi mới còn thiếu thành phần hồ sơ mà bản ghi cũ có đủ",
		"1.1 is no old code":                "1.1 không phải mã cũ",
		"1.1: there is no draft to publish": "1.1: không có bản nháp để công bố",
		"1.1 is an old code, of 1.2; give the alias up first, or leave this record out": "1.1 là mã cũ của 1.2; xin bỏ đường dẫn đó trước, hoặc bỏ bản ghi này",
		"something else": "danh mục không nhận. Chi tiết: something else",
	} {
		if got := reasonText(reason); got != says {
			t.Errorf("%q is told as %q", reason, got)
		}
	}
	// Known only to the database or to this program's faults: told with the cause behind.
	rare := regexp.MustCompile(`breaks the rule|NUL character|hold together|record to import|effective from|review due|needs a reason`)
	files, err := filepath.Glob("../../storage/catalogue*.go")
	check(t, err)
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(t, err)
		for _, m := range regexp.MustCompile(`refuse\("([^"]*(?:\\"[^"]*)*)"`).FindAllStringSubmatch(string(text), -1) {
			found++
			reason := strings.NewReplacer("%s", "x", "%q", `"x"`, "%v", "x").Replace(m[1])
			if got := reasonText(reason); !rare.MatchString(reason) && strings.Contains(got, "Chi tiết: ") {
				t.Errorf("%s: %q is told as %q", file, reason, got)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d refusals found", found)
	}
}
