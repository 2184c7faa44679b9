package storage

import (
	"strconv"

	"github.com/jackc/pgx/v5"
)

// wire takes rows of numbers and words as they arrive. A report reads some hundred small rows; to scan them value by
// value costs more than all the rest of it. Numbers come in binary, or in text where the address of the database asks
// for the simple protocol.
type wire struct {
	rows  pgx.Rows
	text  bool
	words words
	err   error
}

// newWire is for rows whose first value is a number.
func newWire(rows pgx.Rows) *wire {
	w := &wire{rows: rows, words: words{}}
	if f := rows.FieldDescriptions(); len(f) > 0 {
		w.text = f[0].Format == pgx.TextFormatCode
	}
	return w
}

// each gives row by row to do; the values are only good until it returns.
func (w *wire) each(do func(v [][]byte)) error {
	for w.rows.Next() {
		do(w.rows.RawValues())
	}
	if err := w.rows.Err(); err != nil {
		return err
	}
	return w.err
}

// int reads a whole number that is not NULL.
func (w *wire) int(v []byte) int {
	if w.text {
		n, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil {
			w.err = err
		}
		return int(n)
	}
	n := int64(int8(v[0]))
	for _, b := range v[1:] {
		n = n<<8 | int64(b)
	}
	return int(n)
}

// words are those met before: the same few come again and again.
type words map[string]string

func (w words) of(v []byte) string {
	if s, known := w[string(v)]; known {
		return s
	}
	s := string(v)
	w[s] = s
	return s
}
