package survey_test

import (
	"fmt"

	"motcua/survey"
)

// People answer in words of their own, with or without diacritics.
func ExampleQuestion_Match() {
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		fmt.Println(err)
		return
	}
	q, _ := questionnaire.Question("q1")
	for _, said := range []string{"rat hai long", "4", "bình thường thôi"} {
		o, ok := q.Match(said)
		fmt.Println(said, "→", o.Label, ok)
	}
	// Output:
	// rat hai long → Rất hài lòng true
	// 4 → Hài lòng true
	// bình thường thôi → Bình thường true
}

// The interval in which the true share lies: 351 of 412.
func ExampleWilson() {
	low, high := survey.Wilson(351, 412)
	fmt.Printf("%.1f–%.1f\n", 100*low, 100*high)
	// Output:
	// 81.4–88.3
}
