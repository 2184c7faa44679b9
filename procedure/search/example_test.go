package search_test

import (
	"fmt"

	"motcua/procedure/search"
)

// A question as it is typed on a cheap phone, and one that no record answers.
func ExampleFinder_Search() {
	finder, err := search.Bundled()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, typed := range []string{"lam giay khai sinh can gi", "mua vé máy bay"} {
		res := finder.Search(typed, 1)
		fmt.Print(typed, ": ", res.Answered())
		if res.Answered() {
			fmt.Print(", ", res.Hits[0].P.Name)
		}
		fmt.Println()
	}
	// Output:
	// lam giay khai sinh can gi: true, Thủ tục đăng ký khai sinh
	// mua vé máy bay: false
}
