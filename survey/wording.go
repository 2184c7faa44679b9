package survey

import "fmt"

// What ParseForm says to the one who wrote a questionnaire. Keys of the file stand as they are written there.
const (
	manyDocuments   = "tệp phiếu chứa nhiều hơn một tài liệu YAML"
	headNeeded      = "cần có id, version (từ 1), title, effective và questions; id gồm chữ thường a–z, chữ số và dấu gạch nối"
	oneField        = "chỉ một câu hỏi được là lĩnh vực (dimension: field)"
	questionNeeded  = "cần có id (chữ thường a–z và chữ số, bắt đầu bằng chữ, nhiều nhất 10 ký tự) và text"
	idTwice         = "id bị trùng với một câu hỏi khác"
	textNoOptions   = "câu hỏi kind: text không có options, scale hay dimension"
	conditionNeeded = "điều kiện when phải ghi một câu hỏi đứng trước (question) và các giá trị của nó (in)"
	twoOptions      = "cần ít nhất hai lựa chọn"

	signalOfScale   = "câu hỏi theo thang " + ratedScale + " không mang signal: báo cáo xét tỷ lệ hài lòng của nó"
	signalOfField   = "câu hỏi lĩnh vực không mang signal"
	signalOfNothing = "lựa chọn có value 0 không được tính là câu trả lời nên không mang signal"
	waitingAlone    = "signal waiting (chưa đến hẹn) chỉ có nghĩa khi câu hỏi có một lựa chọn mang signal late (trễ hẹn)"

	askedIndex     = "khi by: citizen phải có câu hỏi hỏi chỉ số này, khi by: unit thì không có câu nào"
	noSuchIndex    = "có câu hỏi ghi index mà phiếu không có chỉ số ấy"
	indexNeeded    = "cần có text, và number đếm từ 1"
	pointsAndIndex = "câu hỏi có index thì các lựa chọn phải có points, và ngược lại"
)

func unreadable(err error) error          { return fmt.Errorf("tệp phiếu không đọc được: %w", err) }
func inQuestion(q string, e error) error  { return fmt.Errorf("câu hỏi %q: %w", q, e) }
func inIndex(number int, err error) error { return fmt.Errorf("chỉ số %d: %w", number, err) }

// inForm is about a questionnaire that may have no id yet.
func inForm(id string, err error) error {
	if id == "" {
		return fmt.Errorf("phiếu: %w", err)
	}
	return fmt.Errorf("phiếu %s: %w", id, err)
}

func wrongDate(s string) error {
	return fmt.Errorf("effective %q không đúng dạng 2026-11-01", s)
}

func wrongOverall(id string) error {
	return fmt.Errorf("overall: câu hỏi %q không có trong phiếu, không theo thang %s, hoặc không hỏi mọi người", id, ratedScale)
}

func unknownDimension(s string) error {
	return fmt.Errorf("dimension %q không có; chỉ có field", s)
}
func unknownKind(k Kind) error { return fmt.Errorf("kind %q không có; chỉ có choice và text", k) }
func unknownSignal(o Option) error {
	return fmt.Errorf("lựa chọn %d: signal %q không có; chỉ có %s, %s, %s", o.Value, o.Signal, SignalOutside, SignalLate, SignalWaiting)
}

func noAnswer(value int, question string) error {
	return fmt.Errorf("điều kiện when: câu hỏi %q không có câu trả lời %d", question, value)
}

func wrongScale(name string) error {
	return fmt.Errorf("thang %q không có trong scales, hoặc câu hỏi đã có options", name)
}

func wrongDegrees() error {
	return fmt.Errorf("thang %q phải có đủ các giá trị 1 đến 5 (thêm 0 nếu muốn): tỷ lệ và điểm trung bình tính từ đó", ratedScale)
}

func wrongOption(value int) error {
	return fmt.Errorf("lựa chọn %d: cần có label, và value từ 0 đến 99 không trùng nhau", value)
}

func codeNeeded(value int) error {
	return fmt.Errorf("lựa chọn %d: câu hỏi lĩnh vực cần code cho từng lựa chọn", value)
}

func wrongSource(x Index) error {
	return fmt.Errorf("by %q, per %q không dùng được: by là citizen hoặc unit, per là dossier hoặc agency, citizen không đi với agency", x.By, x.Per)
}

func wrongLevel(points int) error {
	return fmt.Errorf("mức %d: cần có label và points từ 0 đến %d", points, MaxPoints)
}

func wrongPoints(value int) error {
	return fmt.Errorf("lựa chọn %d: points từ 0 đến %d, và không có ở lựa chọn value 0", value, MaxPoints)
}
