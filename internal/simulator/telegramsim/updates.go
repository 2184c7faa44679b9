package telegramsim

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// How long updates are kept for a bot that does not fetch them.
const (
	keepMessage  = 24 * time.Hour    // counted from the date of the message or change
	keepCallback = 150 * time.Second // taps: older ones are gone for good
)

// Kinds of updates this platform makes.
const (
	kindMessage  = "message"
	kindEdited   = "edited_message"
	kindPost     = "channel_post"
	kindCallback = "callback_query"
	kindMyMember = "my_chat_member"
	kindMember   = "chat_member"
)

// Webhook deliveries are ordered within a queue only; these offsets keep the queues of one id apart.
const (
	queueTaps    = 3 << 33
	queueMyself  = 5 << 33
	queueMembers = 6 << 33
)

// optional kinds are left out unless the bot asks for them by name.
func optional(kind string) bool {
	return kind == kindMember || kind == "message_reaction" || kind == "message_reaction_count"
}

// update is one waiting update, frozen as it was when it happened.
type update struct {
	id      int
	kind    string
	queue   int64
	expires time.Time
	body    json.RawMessage // the whole update object
}

// queue is what waits for the bot, oldest first.
type queue struct {
	items []update
	last  int // id of the newest update ever made
}

// fresh drops what has expired.
func (q *queue) fresh(now time.Time) {
	q.items = slices.DeleteFunc(q.items, func(u update) bool { return !u.expires.After(now) })
}

// forgetBelow drops every update with a smaller id.
func (q *queue) forgetBelow(id int) {
	n, _ := slices.BinarySearchFunc(q.items, id, func(u update, id int) int { return u.id - id })
	q.items = q.items[n:]
}

// forget drops one update.
func (q *queue) forget(id int) {
	i, found := slices.BinarySearchFunc(q.items, id, func(u update, id int) int { return u.id - id })
	if found {
		q.items = slices.Delete(q.items, i, i+1)
	}
}

// keepLast drops all but the newest n.
func (q *queue) keepLast(n int) {
	if n < len(q.items) {
		q.items = q.items[len(q.items)-n:]
	}
}

// head is the id of the oldest update, or of the next one to come when nothing waits.
func (q *queue) head() int {
	if len(q.items) > 0 {
		return q.items[0].id
	}
	return q.last + 1
}

// Bounds within which an offset is taken seriously; any other is treated as none.
const (
	offsetAhead  = 10
	offsetBehind = 100_000
)

// take answers a getUpdates: it confirms what the offset confirms and returns what is to be delivered.
func (q *queue) take(offset, limit int, now time.Time) []json.RawMessage {
	if offset < 0 {
		q.keepLast(-offset)
	}
	known := offset > 0 && offset <= q.last+1+offsetAhead && offset >= q.head()-offsetBehind
	if known {
		q.forgetBelow(offset)
	}
	q.fresh(now)
	out := make([]json.RawMessage, 0, min(limit, len(q.items)))
	for _, u := range q.items[:min(limit, len(q.items))] {
		out = append(out, u.body)
	}
	return out
}

// publish makes an update, unless the bot does not want its kind, and wakes whoever delivers. The caller
// holds mu.
func (s *Server) publish(kind string, queueID int64, keep time.Duration, what any) {
	wanted := !optional(kind)
	if s.allowed != nil {
		wanted = s.allowed[kind]
	}
	if !wanted {
		return
	}
	s.ids.update++
	body, err := json.Marshal(map[string]any{"update_id": s.ids.update, kind: what})
	if err != nil {
		panic(fmt.Sprintf("telegramsim: update cannot be encoded: %v", err)) // our own types only
	}
	s.queue.items = append(s.queue.items, update{id: s.ids.update, kind: kind, queue: queueID, expires: s.now().Add(keep), body: body})
	s.queue.last = s.ids.update
	switch {
	case s.hook != nil:
		s.hook.poke()
	case s.poll != nil:
		p := s.poll
		s.poll = nil
		p.done <- pollResult{updates: s.queue.take(p.offset, p.limit, s.now())}
	}
}

// Pending counts the updates the bot has not confirmed yet.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.fresh(s.now())
	return len(s.queue.items)
}

// allow remembers the list of wanted updates. A list stays in force until another is given, also one
// given with a former webhook. The caller holds mu.
func (s *Server) allow(c *call) {
	raw := c.params["allowed_updates"]
	if raw == "" {
		return
	}
	var kinds []string
	if json.Unmarshal([]byte(raw), &kinds) != nil {
		s.breachLocked(c.method, "allowed_updates is not a list of texts and was ignored")
		return
	}
	allowed := map[string]bool{}
	for _, k := range kinds {
		if !slices.Contains(updateKinds(), k) {
			s.breachLocked(c.method, "unknown update type "+k)
			continue
		}
		allowed[k] = true
	}
	if len(allowed) == 0 {
		allowed = nil
	}
	s.allowed = allowed
}

// updateKinds are all update types of Bot API 10.1.
func updateKinds() []string {
	return []string{kindMessage, kindEdited, kindPost, "edited_channel_post", "business_connection", "business_message",
		"edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query",
		"chosen_inline_result", kindCallback, "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
		kindMyMember, kindMember, "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot", "guest_message"}
}
