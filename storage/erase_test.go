package storage_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// erasing is the turn in which a citizen deletes a form.
func (b *base) erasing(conv string, version int64, s survey.Response) *storage.Turn {
	t := b.turn(conv, version, `{}`)
	t.Erase = s.ID
	t.Counts = survey.Change(b.form, s, survey.Response{})
	return t
}

// answered is a form with two answers, stored by conversation web:a as its versions 1 and 2.
func (b *base) answered() survey.Response {
	open := b.started(1)
	b.commit("me", b.opening("web:a", 0, open))
	s := open.Response.Record(b.form, "lv", survey.Answer{Choice: 2})
	s = s.Record(b.form, "q1", survey.Answer{Choice: 5})
	next := b.turn("web:a", 1)
	for q, a := range s.Answers {
		next.Answers = append(next.Answers, turn.AnswerRow{Response: s.ID, Question: q, Answer: a, At: s.Started})
	}
	next.Counts = survey.Change(b.form, open.Response, s)
	b.commit("me", next)
	return s
}

func TestErase(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	s := b.answered()
	if err := b.AppendWeblog(t.Context(), []storage.WebEntry{
		{Conv: "web:a", Seq: 16, Body: []byte(`{}`)}, {Conv: "web:b", Seq: 16, Body: []byte(`{}`)},
	}); err != nil {
		t.Fatal(err)
	}
	b.commit("me", b.erasing("web:a", 2, s))
	if n := b.rows(); n["response"] != 0 || n["answer"] != 0 {
		t.Errorf("%d forms and %d answers are left", n["response"], n["answer"])
	}
	if left, err := b.Weblog(t.Context(), "web:a", 0, 10); err != nil || len(left) != 0 {
		t.Errorf("the chat's own record still holds %d messages (%v)", len(left), err)
	}
	if left, err := b.Weblog(t.Context(), "web:b", 0, 10); err != nil || len(left) != 1 {
		t.Errorf("another chat's record holds %d messages (%v)", len(left), err)
	}
	if kept, err := b.Rollup(t.Context(), b.unit.ID); err != nil || len(kept) != 0 {
		t.Errorf("the figures still hold %v (%v)", kept, err)
	}
	if _, err := b.RecordByReceipt(t.Context(), s.Receipt); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the receipt code still leads to something: %v", err)
	}
}

// What was deleted must not be taken out of the figures a second time.
func TestEraseTwice(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	s := b.answered()
	b.commit("me", b.erasing("web:a", 2, s))
	before := b.rows()
	for _, next := range []*storage.Turn{b.erasing("web:a", 3, s), b.erasing("web:b", 0, s)} {
		if _, err := b.Commit(t.Context(), "me", []*storage.Turn{next}); !errors.Is(err, storage.ErrClash) {
			t.Errorf("second erase from %s: %v", next.Conv, err)
		}
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	if n := b.count(`SELECT count(*) FROM figure WHERE n <> 0`); n != 0 {
		t.Errorf("%d cells of the figures are not zero", n)
	}
}

// The same code typed into several chats at once: one deletes.
func TestEraseAtOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	s := b.answered()
	var erased, clashed atomic.Int64
	var all sync.WaitGroup
	for _, conv := range []string{"web:c", "web:d", "web:e", "web:f"} {
		all.Go(func() {
			switch _, err := b.Commit(t.Context(), "me", []*storage.Turn{b.erasing(conv, 0, s)}); {
			case err == nil:
				erased.Add(1)
			case errors.Is(err, storage.ErrClash):
				clashed.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if erased.Load() != 1 || clashed.Load() != 3 {
		t.Errorf("%d erased, %d clashed", erased.Load(), clashed.Load())
	}
	if n := b.count(`SELECT count(*) FROM figure WHERE n <> 0`); n != 0 {
		t.Errorf("%d cells of the figures are not zero", n)
	}
}

// What a citizen wrote and deleted is printed in no report made afterwards, whatever was issued before; the numbers of the issued month
// stay, and so do the words of others, also the same ones.
func TestErasedWordsAreNotPrintedAgain(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	long := strings.Repeat("máy lấy số hay hỏng lắm ", 40)
	said := []string{"thêm ghế chờ ở quầy một", "thêm ghế chờ ở quầy", "mở cửa sáng thứ bảy", long, "cảm ơn cán bộ", "cảm ơn cán bộ"}
	forms := make([]storage.CompleteResponse, len(said))
	for i, text := range said {
		forms[i] = b.filled(int64(i+1), vietnam("2026-10-05 09:00:00").Add(time.Duration(i)*time.Hour), 4, text)
	}
	b.importForms(forms...)
	groups := func(period string) map[string]int {
		words := map[string]int{}
		for _, g := range report.Build(b.input(period)).Suggestions {
			for _, text := range append([]string{g.Text}, g.Examples...) {
				words[text] = g.N
			}
		}
		return words
	}
	before := groups("2026-10")
	if len(before) != 5 {
		t.Fatalf("issued with %v", before)
	}
	returned := report.Build(b.input("2026-10")).Forms.Returned
	for i, gone := range []int{0, 3, 4} {
		b.commit("me", b.erasing(fmt.Sprint("web:", i), 0, forms[gone].Response))
	}
	want := map[string]int{"thêm ghế chờ ở quầy": 2, "mở cửa sáng thứ bảy": 1, "cảm ơn cán bộ": 2}
	for _, period := range []string{"2026-10", "2026-Q4"} {
		if got := groups(period); !maps.Equal(got, want) {
			t.Errorf("%s prints %v, want %v", period, got, want)
		}
	}
	if n := b.count(`SELECT count(*) FROM issued WHERE said::text LIKE '%máy lấy số%' OR said::text LIKE '%quầy một%'`); n != 0 {
		t.Error("deleted words are still kept")
	}
	if got := report.Build(b.input("2026-10")).Forms.Returned; got != returned {
		t.Errorf("%d forms, issued with %d", got, returned)
	}
}
