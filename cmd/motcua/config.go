package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"

	"motcua/bot/telegram"
)

// config is what the environment says. Every secret can also come from a file: NAME_FILE.
type config struct {
	addr        string // MOTCUA_ADDR
	data        string // MOTCUA_DATA
	publicURL   string // MOTCUA_PUBLIC_URL
	databaseURL string // DATABASE_URL
	redisURL    string // REDIS_URL
	telegram    telegramConfig
}

// telegramConfig is what the environment says about Telegram. Without a token it is not served.
type telegramConfig struct {
	token  string // TELEGRAM_TOKEN
	apiURL string // TELEGRAM_API_URL
	mode   string // TELEGRAM_MODE: poll or webhook
	secret string // TELEGRAM_WEBHOOK_SECRET
	proxy  string // TELEGRAM_PROXY
}

// served reports whether the bot is on Telegram.
func (t telegramConfig) served() bool { return t.token != "" }

// readTelegram reads the settings of the Telegram channel.
func readTelegram(getenv func(string) string) (telegramConfig, error) {
	t := telegramConfig{apiURL: getenv("TELEGRAM_API_URL"), mode: or(getenv("TELEGRAM_MODE"), telegram.ModePoll)}
	var errs [3]error
	t.token, errs[0] = secret(getenv, "TELEGRAM_TOKEN")
	t.secret, errs[1] = secret(getenv, "TELEGRAM_WEBHOOK_SECRET")
	t.proxy, errs[2] = secret(getenv, "TELEGRAM_PROXY")
	return t, errors.Join(errs[:]...)
}

const (
	defaultAddr = "127.0.0.1:8080"
	defaultData = "./data"
)

const helpText = `Một Cửa: khảo sát hài lòng, tra cứu thủ tục, báo cáo tháng cho UBND cấp xã.

  motcua [serve] [--demo]                      phục vụ (mặc định); --demo: đơn vị mẫu với số liệu mẫu
         --demo --play                         thêm Telegram giả lập và trang chơi thử, không cần mã của bot
  motcua unit add --code C --name N [...]      thêm hoặc sửa đơn vị;  motcua unit list
             --form tt01-2018-v2: chọn mẫu phiếu;  motcua form list | add TỆP [--dry-run] | show MÃ
  motcua nine [--unit U] --period 2026-Q3 [--set 5=2] [--set 1=120/300/9] [--clear 5]   tự nhập chín chỉ số
  motcua point add --unit U --code C --name N  thêm hoặc đổi tên điểm tiếp nhận;  motcua point list
  motcua link --unit U                         cấp mã dùng một lần để nhóm lãnh đạo gõ /lienket MÃ
  motcua room --unit U                         cấp đường dẫn mới vào phòng báo cáo của lãnh đạo
  motcua qr --unit U --point P --slip S [--png F]   mã khởi đầu và đường dẫn cho mã QR (JSON)
             S: tiep-nhan, bo-sung, tu-choi, tra-ket-qua
  motcua lookup [--json] [-n N] CÂU_HỎI...     tra cứu thủ tục; không có câu hỏi thì đọc từng dòng
  motcua import procedures TỆP... [--publish]  nhập thủ tục: bản Word, Excel, JSON của Cổng, YAML, CSV; thành bản nháp hoặc công bố
  motcua import fees|overrides|words|aliases TỆP    nhập bảng phí của tỉnh, quy định riêng, cách nói, mã cũ
             --dry-run ở mọi lệnh nhập: chỉ in ra khác biệt
  motcua catalogue [list|drafts|due|publish|withdraw|history|unalias|export]   danh mục của đơn vị
  motcua misses [--unit U] [--period 2026-10]  câu hỏi tra cứu chưa trả lời được, gộp theo ý
  motcua digest [--unit U] --period 2026-10 --out DIR   báo cáo tháng, quý (2026-Q3), năm (2026)
  motcua action add|list|done|drop|reopen [--unit U]   việc cần làm sau báo cáo: giao (--what, --who, --due), xem (--all),
             báo xong (--no, --said), bỏ (--no, --why), mở lại (--no)
  motcua publish [--unit U] --period 2026-10 [--withdraw]   công bố kết quả ở /ket-qua, hoặc rút lại;  --list
  motcua migrate                               đưa cơ sở dữ liệu lên phiên bản này
  motcua doctor                                kiểm tra mọi thứ và chỉ cách khắc phục
  motcua version

Đơn vị mẫu và đơn vị thật không bao giờ chung cơ sở dữ liệu. Các lệnh làm việc với bản cài đặt được
phục vụ gần nhất từ thư mục dữ liệu; thêm --demo để chỉ rõ bản mẫu.

Biến môi trường:
  MOTCUA_ADDR         địa chỉ phục vụ (mặc định 127.0.0.1:8080; cổng 0: tự chọn và in ra)
  MOTCUA_DATA         thư mục dữ liệu (mặc định ./data)
  MOTCUA_PUBLIC_URL   địa chỉ người dân dùng, ví dụ https://motcua.xa.vn
  DATABASE_URL        PostgreSQL có sẵn (mặc định: PostgreSQL riêng trong thư mục dữ liệu)
  REDIS_URL           Redis có sẵn (mặc định: trong tiến trình)
  TELEGRAM_TOKEN      mã của bot Telegram (mặc định: không dùng Telegram)
  TELEGRAM_MODE       poll (mặc định) hoặc webhook (cần MOTCUA_PUBLIC_URL và TELEGRAM_WEBHOOK_SECRET)
  TELEGRAM_WEBHOOK_SECRET, TELEGRAM_API_URL, TELEGRAM_PROXY
  DATABASE_URL_FILE, REDIS_URL_FILE, TELEGRAM_TOKEN_FILE, TELEGRAM_WEBHOOK_SECRET_FILE, TELEGRAM_PROXY_FILE:
                      đọc giá trị từ tệp
`

func (p *program) help(context.Context) error {
	fmt.Fprint(p.out, helpText)
	return nil
}

// readConfig reads the environment and checks it.
func readConfig(getenv func(string) string) (config, error) {
	var c config
	c.addr = or(getenv("MOTCUA_ADDR"), defaultAddr)
	c.data = or(getenv("MOTCUA_DATA"), defaultData)
	c.publicURL = strings.TrimRight(getenv("MOTCUA_PUBLIC_URL"), "/")
	var errs []error
	var err error
	if c.telegram, err = readTelegram(getenv); err != nil {
		errs = append(errs, err)
	}
	if c.databaseURL, err = secret(getenv, "DATABASE_URL"); err != nil {
		errs = append(errs, err)
	}
	if c.redisURL, err = secret(getenv, "REDIS_URL"); err != nil {
		errs = append(errs, err)
	}
	if _, _, err := net.SplitHostPort(c.addr); err != nil {
		errs = append(errs, fmt.Errorf("MOTCUA_ADDR %q is not of the form host:port", c.addr))
	}
	if u, err := url.Parse(c.publicURL); c.publicURL != "" && (err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "") {
		errs = append(errs, fmt.Errorf("MOTCUA_PUBLIC_URL %q is not an http(s) address", c.publicURL))
	}
	return c, errors.Join(errs...)
}

// secret reads NAME, or the file that NAME_FILE names.
func secret(getenv func(string) string, name string) (string, error) {
	file := getenv(name + "_FILE")
	if file == "" {
		return getenv(name), nil
	}
	if getenv(name) != "" {
		return "", fmt.Errorf("%s and %s_FILE are both set; keep one", name, name)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimSpace(string(b)), nil
}

func or(s, d string) string {
	if s == "" {
		return d
	}
	return s
}
