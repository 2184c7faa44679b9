package survey

import "fmt"

// What ParseForm says to the one who wrote a questionnaire. Keys of the file stand as they are written there.
const (
	wordManyDocuments   = "tệp phiếu chứa nhiều hơn một tài liệu YAML"
	wordHeadNeeded      = "cần có id, version (từ 1), title, effective và questions; id gồm chữ thường a–z, chữ số và dấu gạch nối"
	wordOneField        = "chỉ một câu hỏi được là lĩnh vực (dimension: field)"
	wordQuestionNeeded  = "cần có id (chữ thường a–z và chữ số, bắt đầu bằng chữ, nhiều nhất 10 ký tự) và text"
	wordIdTwice         = "id bị trùng với một câu hỏi khác"
	wordTextNoOptions   = "câu hỏi kind: text không có options, scale hay dimension"
	wordConditionNeeded = "điều kiện when phải ghi một câu hỏi đứng trước (question) và các giá trị của nó (in)"
	wordTwoOptions      = "cần ít nhất hai lựa chọn"

	wordSignalOfScale   = "câu hỏi theo thang " + ratedScale + " không mang signal: báo cáo xét tỷ lệ hài lòng của nó"
	wordSignalOfField   = "câu hỏi lĩnh vực không mang signal"
	wordSignalOfNothing = "lựa chọn có value 0 không được tính là câu trả lời nên không mang signal"
	wordWaitingAlone    = "signal waiting (chưa đến hẹn) chỉ có nghĩa khi câu hỏi có một lựa chọn mang signal late (trễ hẹn)"

	wordAskedIndex     = "khi by: citizen phải có câu hỏi hỏi chỉ số này, khi by: unit thì không có câu nào"
	wordNoSuchIndex    = "có câu hỏi ghi index mà phiếu không có chỉ số ấy"
	wordIndexNeeded    = "cần có text, và number đếm từ 1"
	wordPointsAndIndex = "câu hỏi có index thì các lựa chọn phải có points, và ngược lại"
)

func wordUnreadable(err error) error {
	return fmt.Errorf("tệp phiếu không đọc được: %w", err)
}
func wordInQuestion(q string, e error) error  { return fmt.Errorf("câu hỏi %q: %w", q, e) }
func wordInIndex(number int, err error) error { return fmt.Errorf("chỉ số %d: %w", number, err) }

// wordInForm is about a questionnaire that may have no id yet.
func wordInForm(id string, err error) error {
	if id == "" {
		return fmt.Errorf("phiếu: %w", err)
	}
	return fmt.Errorf("phiếu %s: %w", id, err)
}

func wordWrongDate(s string) error {
	return fmt.Errorf("effective %q không đúng dạng 2026-11-01", s)
}

func wordWrongOverall(id string) error {
	return fmt.Errorf("overall: câu hỏi %q không có trong phiếu, không theo thang %s, hoặc không hỏi mọi người", id, ratedScale)
}

func wordUnknownDimension(s string) error {
	return fmt.Errorf("dimension %q không có; chỉ có field", s)
}
func wordUnknownKind(k Kind) error {
	return fmt.Errorf("kind %q không có; chỉ có choice và text", k)
}
func wordSaysNowhere(o Option) error {
	return fmt.Errorf("lựa chọn %d: says chỉ có nghĩa cùng signal %s hoặc %s", o.Value, SignalOutside, SignalLate)
}

func wordUnknownSignal(o Option) error {
	return fmt.Errorf("lựa chọn %d: signal %q không có; chỉ có %s, %s, %s", o.Value, o.Signal, SignalOutside, SignalLate, SignalWaiting)
}

func wordNoAnswer(value int, question string) error {
	return fmt.Errorf("điều kiện when: câu hỏi %q không có câu trả lời %d", question, value)
}

func wordWrongScale(name string) error {
	return fmt.Errorf("thang %q không có trong scales, hoặc câu hỏi đã có options", name)
}

func wordWrongDegrees() error {
	return fmt.Errorf("thang %q phải có đủ các giá trị 1 đến 5 (thêm 0 nếu muốn): tỷ lệ và điểm trung bình tính từ đó", ratedScale)
}

func wordWrongOption(value int) error {
	return fmt.Errorf("lựa chọn %d: cần có label, và value từ 0 đến 99 không trùng nhau", value)
}

func wordCodeNeeded(value int) error {
	return fmt.Errorf("lựa chọn %d: câu hỏi lĩnh vực cần code cho từng lựa chọn", value)
}

func wordWrongSource(x Index) error {
	return fmt.Errorf("by %q, per %q không dùng được: by là citizen hoặc unit, per là dossier hoặc agency, citizen không đi với agency", x.By, x.Per)
}

func wordWrongLevel(points int) error {
	return fmt.Errorf("mức %d: cần có label và points từ 0 đến %d", points, MaxPoints)
}

func wordWrongPoints(value int) error {
	return fmt.Errorf("lựa chọn %d: points từ 0 đến %d, và không có ở lựa chọn value 0", value, MaxPoints)
}
