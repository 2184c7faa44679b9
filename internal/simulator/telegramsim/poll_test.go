package telegramsim

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func texts(list []gotUpdate) []string {
	var out []string
	for _, u := range list {
		switch {
		case u.Message != nil:
			out = append(out, u.Message.Text)
		case u.Callback != nil:
			out = append(out, "tap "+u.Callback.Data)
		case u.Edited != nil:
			out = append(out, "edit "+u.Edited.Text)
		case u.Myself != nil:
			out = append(out, u.Myself.New.Status)
		}
	}
	return out
}

func expect(t *testing.T, what string, list []gotUpdate, want ...string) {
	t.Helper()
	if got := texts(list); !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
	for i := 1; i < len(list); i++ {
		if list[i].ID != list[i-1].ID+1 {
			t.Errorf("%s: ids %d, %d do not follow each other", what, list[i-1].ID, list[i].ID)
		}
	}
}

func write(t *testing.T, s *Server, u *User, words ...string) {
	t.Helper()
	for _, w := range words {
		if _, err := s.Send(u, u.ID, w); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOffsets(t *testing.T) {
	s := quiet(t)
	u := s.NewUser("Lan")
	expect(t, "nothing", updates(t, s, 0))
	write(t, s, u, "a", "b", "c", "d", "e")
	all := updates(t, s, 0)
	expect(t, "first", all, "a", "b", "c", "d", "e")
	expect(t, "again, nothing is confirmed by looking", updates(t, s, 0), "a", "b", "c", "d", "e")
	expect(t, "an offset long past", updates(t, s, 1), "a", "b", "c", "d", "e")
	expect(t, "an offset far ahead is none", updates(t, s, all[4].ID+1000), "a", "b", "c", "d", "e")
	expect(t, "confirms what is before", updates(t, s, all[1].ID), "b", "c", "d", "e")
	expect(t, "for good", updates(t, s, all[0].ID), "b", "c", "d", "e")
	var two []gotUpdate
	if err := json.Unmarshal(must(t, s, "getUpdates", params{"limit": 2}).Result, &two); err != nil {
		t.Fatal(err)
	}
	expect(t, "limit", two, "b", "c")
	expect(t, "negative drops all but the last", updates(t, s, -2), "d", "e")
	if n := s.Pending(); n != 2 {
		t.Errorf("%d pending", n)
	}
	expect(t, "the one after the last", updates(t, s, all[4].ID+1))
	write(t, s, u, "f")
	last := updates(t, s, all[4].ID+1)
	expect(t, "goes on", last, "f")
	if last[0].ID != all[4].ID+1 {
		t.Errorf("id %d after %d", last[0].ID, all[4].ID)
	}
}

func TestAllowedUpdates(t *testing.T) {
	s := quiet(t)
	u := s.NewUser("Lan")
	m, err := s.Send(u, u.ID, "a")
	if err != nil {
		t.Fatal(err)
	}
	must(t, s, "getUpdates", params{"allowed_updates": []string{"message", "callback_query"}})
	if _, err := s.Edit(u, u.ID, m.ID, "A"); err != nil {
		t.Fatal(err)
	}
	s.Block(u)
	expect(t, "kinds not asked for are not kept; what is there stays", updates(t, s, 0), "a")
	write(t, s, u, "b") // unblocks, which is not asked for either
	expect(t, "the list stays in force", updates(t, s, 0), "a", "b")
	must(t, s, "getUpdates", params{"allowed_updates": []string{}})
	if _, err := s.Edit(u, u.ID, m.ID, "AA"); err != nil {
		t.Fatal(err)
	}
	s.Block(u)
	expect(t, "an empty list is the default", updates(t, s, 0), "a", "b", "edit AA", "kicked")
	blameless(t, s)
	must(t, s, "getUpdates", params{"allowed_updates": []string{"messages"}})
	blamed(t, s, "unknown update type messages")
	must(t, s, "getUpdates", params{"allowed_updates": "message"})
	blamed(t, s, "allowed_updates is not a list")
}

func TestRetention(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(t)
		u := opened(t, s)
		m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "?", "reply_markup": keyboard("Tốt", "5")}).message(t)
		if _, err := s.Tap(u, u.ID, m.ID, "Tốt"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(keepCallback - time.Second)
		expect(t, "before 150 s", updates(t, s, 0), "/start", "tap 5")
		time.Sleep(time.Second)
		expect(t, "a tap is gone after 150 s", updates(t, s, 0), "/start")
		time.Sleep(keepMessage - keepCallback - time.Second)
		expect(t, "before 24 h", updates(t, s, 0), "/start")
		time.Sleep(time.Second)
		expect(t, "a message is gone after 24 h", updates(t, s, 0))
	})
}

// The long poll answers at once when something happens, and with nothing at its end.
func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(t)
		u := s.NewUser("Lan")
		begun := time.Now()
		expect(t, "silence", polled(must(t, s, "getUpdates", params{"timeout": 600})))
		if d := time.Since(begun); d != maxPollTimeout*time.Second {
			t.Errorf("waited %v, 50 s is the most", d)
		}
		begun = time.Now()
		answer := make(chan reply)
		go func() { answer <- do(t, s, "getUpdates", params{"timeout": 30}) }()
		time.Sleep(7 * time.Second)
		write(t, s, u, "a")
		expect(t, "woken", polled(<-answer), "a")
		if d := time.Since(begun); d != 7*time.Second {
			t.Errorf("waited %v", d)
		}
	})
}

func polled(a reply) []gotUpdate {
	var list []gotUpdate
	if json.Unmarshal(a.Result, &list) != nil {
		return []gotUpdate{{}}
	}
	return list
}

func TestOnePoller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		first, second := make(chan reply, 1), make(chan reply, 1)
		go func() { first <- do(t, s, "getUpdates", params{"timeout": 50}) }()
		synctest.Wait()
		go func() { second <- do(t, s, "getUpdates", params{"timeout": 50}) }()
		if a := <-first; a.Code != 409 || a.Description != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
			t.Error(a.Body)
		}
		blamed(t, s, "Conflict")
		begun := time.Now()
		go func() { first <- do(t, s, "getUpdates", params{"timeout": 50}) }()
		if a := <-second; a.Code != 409 || time.Since(begun) != conflictPause {
			t.Errorf("a second 409 came after %v: %s", time.Since(begun), a.Body)
		}
		must(t, s, "setWebhook", params{"url": "http://127.0.0.1:1/"})
		if a := <-first; a.Description != "Conflict: terminated by setWebhook request" {
			t.Error(a.Body)
		}
		refused(t, s, "getUpdates", nil, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	})
}

// A poller that asks with the same offset in a hot loop is slowed down.
func TestHotLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		write(t, s, s.NewUser("Lan"), "a", "b")
		expect(t, "first", updates(t, s, 0), "a", "b")
		expect(t, "at once again", updates(t, s, 0), "a")
		time.Sleep(time.Second)
		expect(t, "a second later", updates(t, s, 0), "a", "b")
		last := updates(t, s, 0)[0].ID + 2
		updates(t, s, last)
		begun := time.Now()
		expect(t, "nothing there", updates(t, s, last))
		if d := time.Since(begun); d != 3*time.Second {
			t.Errorf("waited %v, want 3 s", d)
		}
	})
}

func TestCloseEndsPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		answer := make(chan reply)
		go func() { answer <- do(t, s, "getUpdates", params{"timeout": 50}) }()
		synctest.Wait()
		s.Close()
		if a := <-answer; a.Code != 500 {
			t.Error(a.Body)
		}
		refused(t, s, "getMe", nil, "Internal Server Error: restart")
	})
}

// Message ids: one sequence for all private chats and basic groups, one for each supergroup.
func TestMessageIDs(t *testing.T) {
	s := quiet(t)
	a, b := opened(t, s), opened(t, s)
	owner := s.NewUser("Hà")
	super := s.NewSupergroup("Xã", owner)
	if err := s.AddBot(super.ID, owner); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, chat := range []int64{a.ID, b.ID, super.ID, a.ID} {
		ids = append(ids, strconv.Itoa(must(t, s, "sendMessage", params{"chat_id": chat, "text": "x"}).message(t).ID))
	}
	if want := []string{"103", "104", "2", "105"}; !slices.Equal(ids, want) {
		t.Errorf("ids %v, want %v", ids, want)
	}
}
