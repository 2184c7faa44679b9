package survey_test

import (
	"strings"
	"testing"

	"motcua/survey"
)

// small is a correct form; the tables below spoil one line of it at a time.
const small = `id: thu-v1
version: 1
title: Thử
effective: "2026-11-01"
overall: q1
scales:
  hai-long-5:
    - {value: 5, label: Rất hài lòng}
    - {value: 4, label: Hài lòng}
    - {value: 3, label: Bình thường}
    - {value: 2, label: Không hài lòng}
    - {value: 1, label: Rất không hài lòng}
  co-khong:
    - {value: 1, label: Có}
    - {value: 2, label: Không}
questions:
  - id: q1
    text: Hài lòng?
    scale: hai-long-5
  - id: q2
    text: Có trễ không?
    scale: co-khong
    when: {question: q1, in: [1, 2]}
  - id: q3
    text: Góp ý?
    kind: text
    when: {question: q2, in: [1]}
  - id: q4
    text: Có cho đăng không?
    scale: co-khong
    when: {question: q3, in: [1]}
`

func TestParseForm(t *testing.T) {
	t.Parallel()
	f, err := survey.ParseQuestionnaire([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	q1, q2, q3 := question(t, f, "q1"), question(t, f, "q2"), question(t, f, "q3")
	if !q1.Rated || q2.Rated || q3.Rated {
		t.Error("only the question on the satisfaction scale is rated")
	}
	if q1.Kind != survey.Choice || q3.Kind != survey.Text {
		t.Errorf("kinds are %q and %q", q1.Kind, q3.Kind)
	}
	if len(q1.Options) != 5 || len(q2.Options) != 2 || q2.Options[1].Label != "Không" {
		t.Errorf("scales were not filled in: %v %v", q1.Options, q2.Options)
	}
	if q2.Short != q2.Text {
		t.Errorf("short label is %q", q2.Short)
	}
	if string(f.Source) != small {
		t.Error("the source is not the file")
	}
	if _, ok := f.Question("q9"); ok {
		t.Error("found a question that is not there")
	}
	if _, ok := q2.Option(3); ok {
		t.Error("found an option that is not there")
	}
	if _, ok := q3.Option(0); ok {
		t.Error("a text question has options")
	}
}

func TestParseFormKeepsItsOwnSource(t *testing.T) {
	t.Parallel()
	file := []byte(small)
	f, err := survey.ParseQuestionnaire(file)
	if err != nil {
		t.Fatal(err)
	}
	clear(file)
	if string(f.Source) != small {
		t.Error("the source changed with the caller's slice")
	}
}

func TestParseFormRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ what, old, new, says string }{
		{"unknown key", "version: 1", "version: 1\nautor: ai", "autor"},
		{"unknown key in a question", "    text: Hài lòng?", "    text: Hài lòng?\n    wen: {question: q1, in: [1]}", "wen"},
		{"unknown key in an option", "{value: 1, label: Có}", "{value: 1, label: Có, kod: x}", "kod"},
		{"unknown key in a condition", "in: [1, 2]}", "in: [1, 2], not: [3]}", "not"},
		{"computed keys are not written", "version: 1", "version: 1\nhash: abc", "hash"},
		{"key twice", "version: 1", "version: 1\nversion: 2", "version"},
		{"no id", "id: thu-v1", "id: ''", "id"},
		{"id with capitals", "id: thu-v1", "id: Thu-V1", "id"},
		{"id with a path", "id: thu-v1", "id: ../thu", "id"},
		{"no version", "version: 1", "version: 0", "version"},
		{"no title", "title: Thử", "title: ''", "title"},
		{"no date", `effective: "2026-11-01"`, "effective: ''", "effective"},
		{"id stands twice", "- id: q2", "- id: q1", "trùng"},
		{"question id too long for a button", "- id: q2", "- id: q2345678901", "q2345678901"},
		{"question id with a colon", "- id: q2", `- id: "q:2"`, "q:2"},
		{"question id like a pseudo-question", "- id: q2", "- id: _started", "_started"},
		{"no text", "text: Có trễ không?", "text: ''", "text"},
		{"unknown kind", "kind: text", "kind: photo", "photo"},
		{"unknown dimension", "    text: Hài lòng?", "    text: Hài lòng?\n    dimension: quay", "quay"},
		{"unknown scale", "scale: hai-long-5", "scale: hai-long-7", "hai-long-7"},
		{"options beside a scale", "    scale: hai-long-5", "    scale: hai-long-5\n    options: [{value: 1, label: A}, {value: 2, label: B}]", "đã có options"},
		{"options of a text", "    kind: text", "    kind: text\n    scale: co-khong", "không có options"},
		{"a single option", "    scale: hai-long-5", "    options: [{value: 1, label: A}]", "hai lựa chọn"},
		{"value twice", "{value: 2, label: Không}", "{value: 1, label: Không}", "không trùng nhau"},
		{"negative value", "{value: 2, label: Không}", "{value: -1, label: Không}", "từ 0 đến 99"},
		{"value too large", "{value: 2, label: Không}", "{value: 100, label: Không}", "từ 0 đến 99"},
		{"no label", "{value: 2, label: Không}", "{value: 2}", "label"},
		{"field without codes", "    text: Hài lòng?", "    text: Hài lòng?\n    dimension: field", "code"},
		{"condition on a later question", "when: {question: q2, in: [1]}", "when: {question: q4, in: [1]}", "đứng trước"},
		{"condition on itself", "when: {question: q2, in: [1]}", "when: {question: q3, in: [1]}", "đứng trước"},
		{"condition on nothing", "when: {question: q2, in: [1]}", "when: {in: [1]}", "đứng trước"},
		{"condition without values", "when: {question: q2, in: [1]}", "when: {question: q2}", "các giá trị"},
		{"condition that never holds", "when: {question: q2, in: [1]}", "when: {question: q2, in: [1, 7]}", "7"},
		{"condition on an option of a text", "when: {question: q3, in: [1]}", "when: {question: q3, in: [2]}", "2"},
		{"headline without a scale", "overall: q1", "overall: q2", "overall"},
		{"headline of no question", "overall: q1", "overall: q7", "overall"},
		{"satisfaction scale of four", "    - {value: 1, label: Rất không hài lòng}\n", "", "hai-long-5"},
		{"satisfaction scale from nought to nine", "{value: 5, label: Rất hài lòng}", "{value: 9, label: Rất hài lòng}", "hai-long-5"},
		{"not YAML", "id: thu-v1", "id: [", "không đọc được"},
		{"unknown signal", "{value: 1, label: Có}", "{value: 1, label: Có, signal: latte}", `câu hỏi "q2": lựa chọn 1: signal "latte" không có; chỉ có outside, late, waiting`},
		{"signal on the scale", "{value: 1, label: Rất không hài lòng}", "{value: 1, label: Rất không hài lòng, signal: outside}", `câu hỏi "q1": câu hỏi theo thang hai-long-5`},
		{"signal of a field", "    scale: co-khong\n", "    dimension: field\n    options: [{value: 1, code: a, label: A, signal: late}, {value: 2, code: b, label: B}]\n", "lĩnh vực không mang signal"},
		{"signal of no answer", "{value: 1, label: Có}", "{value: 0, label: Có, signal: late}", "value 0"},
		{"waiting for nothing", "{value: 1, label: Có}", "{value: 1, label: Có, signal: waiting}", "signal waiting"},
		{"no such day", `effective: "2026-11-01"`, "effective: 1/11/2026", "1/11/2026"},
		{"a second document", "  - id: q4", "---\n  - id: q4", "một tài liệu"},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			file := strings.Replace(small, c.old, c.new, 1)
			if file == small {
				t.Fatalf("%q does not stand in the form", c.old)
			}
			f, err := survey.ParseQuestionnaire([]byte(file))
			if err == nil {
				t.Fatalf("form %s was accepted", f.ID)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error does not name %q: %v", c.says, err)
			}
		})
	}
	for _, file := range []string{"", "# nothing", "[]", "\x00", "questions: 7"} {
		if _, err := survey.ParseQuestionnaire([]byte(file)); err == nil {
			t.Errorf("%q was accepted", file)
		}
	}
}

// "Skipped" and "not applicable" are answers a condition may ask for.
func TestParseFormConditionOnSkipped(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"[-1]", "[1, -1]"} {
		if _, err := survey.ParseQuestionnaire([]byte(strings.Replace(small, "{question: q3, in: [1]}", "{question: q3, in: "+in+"}", 1))); err != nil {
			t.Error(err)
		}
	}
}

// Two fields would leave open where an answer is counted.
func TestParseFormOneField(t *testing.T) {
	t.Parallel()
	field := "  - {id: %, text: Lĩnh vực?, dimension: field, options: [{value: 1, code: a, label: A}, {value: 2, code: b, label: B}]}\n"
	one := small + strings.Replace(field, "%", "f1", 1)
	if _, err := survey.ParseQuestionnaire([]byte(one)); err != nil {
		t.Fatal(err)
	}
	if _, err := survey.ParseQuestionnaire([]byte(one + strings.Replace(field, "%", "f2", 1))); err == nil {
		t.Error("two fields were accepted")
	}
}
