package main

import (
	"errors"
	"fmt"

	"motcua/storage"
)

// explainMigration says of a database that could not be brought up to date what the operator can do, where we know it.
func (p *program) explainMigration(err error) error {
	if !errors.Is(err, storage.ErrBefore) {
		return err
	}
	where, instead := "cơ sở dữ liệu ghi ở DATABASE_URL", "đặt DATABASE_URL là một cơ sở dữ liệu trống khác"
	if p.databaseURL == "" {
		where, instead = "thư mục dữ liệu "+p.data, "đặt MOTCUA_DATA là một thư mục trống khác"
	}
	return fmt.Errorf("%s là của bản dùng thử, trước bản phát hành đầu tiên: chương trình này không đọc được và để nguyên như cũ. "+
		"Muốn chạy tiếp: %s, khai báo lại đơn vị và in lại mã QR. Cần số liệu cũ thì chạy chương trình cũ", where, instead)
}
