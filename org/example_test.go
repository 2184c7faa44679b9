package org_test

import (
	"fmt"

	"motcua/org"
)

// What a QR carries is signed by the installation; nobody can make one for another place.
func ExampleParseStart() {
	key := []byte("the installation's key, 32 bytes")
	payload := org.Start{Unit: 1, Point: 2, Slip: org.Slips()[0]}.Sign(key)
	start, err := org.ParseStart(key, payload)
	fmt.Println(start.Unit, start.Point, start.Slip.Label(), err)
	_, err = org.ParseStart([]byte("a key of somebody else's, 32 by."), payload)
	fmt.Println(err != nil)
	// Output:
	// 1 2 Tiếp nhận <nil>
	// true
}
