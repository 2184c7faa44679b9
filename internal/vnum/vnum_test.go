package vnum

import "testing"

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Integer(0), "0"},
		{Integer(999), "999"},
		{Integer(1000), "1.000"},
		{Integer(12345), "12.345"},
		{Integer(1234567), "1.234.567"},
		{Integer(-4120), "-4.120"},
		{Decimal(5.2), "5,2"},
		{Decimal(0), "0,0"},
		{Decimal(0.04), "0,0"},
		{Decimal(-0.04), "0,0"},
		{Decimal(0.05), "0,1"},
		{Decimal(-12.25), "-12,3"},
		{Decimal(1234.56), "1.234,6"},
		{Percent(0.864), "86,4%"},
		{Percent(0.8125), "81,3%"}, // a half goes up, as in official tables
		{Percent(0.8), "80,0%"},
		{Percent(0), "0%"},
		{Percent(1), "100%"},
		{Percent(0.9997), "100,0%"}, // not quite all
		{Percent(0.0003), "0,0%"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
