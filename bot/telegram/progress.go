package telegram

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"motcua/bot"
	"motcua/storage/live"
)

// mark is how far a delivery has come.
type mark struct {
	Made    int           `json:"m"`           // calls of the plan
	Left    []int64       `json:"l,omitempty"` // blobs of files the chat has not taken
	Out     []int64       `json:"o,omitempty"` // blobs of files that are out though their call of the plan is not made
	Refused []bot.Refusal `json:"r,omitempty"`
	NoText  bool          `json:"t,omitempty"` // a text was refused
	Told    bool          `json:"w,omitempty"` // … and the chat was told what is left
	Pin     int           `json:"p,omitempty"` // the message to be pinned
	Lost    int           `json:"x,omitempty"` // calls that no chat would take
	Over    bool          `json:"d,omitempty"` // all of it is done
}

// quiet reports that nothing but the calls is to be remembered.
func (m mark) quiet() bool { return len(m.Left) == 0 && len(m.Out) == 0 && len(m.Refused) == 0 }

func (m mark) lacks(right bot.Right) bool {
	return slices.ContainsFunc(m.Refused, func(r bot.Refusal) bool { return r.Right == right })
}

// has reports that a file is out.
func (m mark) has(blob int64) bool { return slices.Contains(m.Out, blob) }

// left is what of a message has not arrived in any form, nil if nothing.
func (m mark) left(whole bot.Message) *bot.Message {
	var left bot.Message
	if m.NoText {
		left.Lines = whole.Lines
	}
	for _, f := range whole.Files {
		if slices.Contains(m.Left, f.Blob) {
			left.Files = append(left.Files, f)
		}
	}
	if len(left.Lines) == 0 && len(left.Files) == 0 {
		return nil
	}
	left.Shared = whole.Shared
	return &left
}

// progress knows how far messages have come that are several calls, so that a message that failed in the middle goes on from there
// and citizens do not get its beginning twice. It is kept in memory, and beside that in Redis for the case that another replica
// goes on. If both are gone, the parts go out once more.
type progress struct {
	live *live.Live
	mu   sync.Mutex
	of   map[string]mark
}

const (
	progressLimit = 10_000 // messages remembered at a time
	progressTime  = 24 * time.Hour
)

// progressKey names a message in a chat by what it says: its number changes when its group moves to a new address.
func progressKey(d bot.Delivery) string {
	said, err := json.Marshal(d.Message)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(said)
	return "tg:" + d.Conv + ":" + base64.RawURLEncoding.EncodeToString(sum[:12])
}

// leave notes a file that the chat has not taken.
func (m *mark) leave(blob int64) {
	if !slices.Contains(m.Left, blob) {
		m.Left = append(m.Left, blob)
	}
}

// read returns how far a delivery has come before, and whether it is known.
func (p *progress) read(ctx context.Context, d bot.Delivery) (m mark, known bool) {
	key := progressKey(d)
	p.mu.Lock()
	m, known = p.of[key]
	p.mu.Unlock()
	if known {
		return m, true
	}
	was := wasKey(d.Conv)
	stored := p.live.States(ctx, []string{key, was})
	if json.Unmarshal(stored[key], &m) == nil && m.Made >= 0 {
		return m, true
	}
	before := d
	before.Conv = string(stored[was])
	if before.Conv == "" || before.Conv == d.Conv {
		return mark{}, false
	}
	if m, known = p.read(ctx, before); known {
		p.forget(ctx, before)
		p.note(ctx, d, m)
	}
	return m, known
}

// wasKey names what is known of a conversation's former address.
func wasKey(conv string) string { return "tg:was:" + conv }

// moved notes that a conversation goes on under another address: what has arrived there need not arrive here.
func (p *progress) moved(ctx context.Context, from, to string) {
	p.live.PutStates(ctx, map[string][]byte{wasKey(to): []byte(from)}, progressTime)
}

// note remembers how far a delivery has come.
func (p *progress) note(ctx context.Context, d bot.Delivery, m mark) {
	key := progressKey(d)
	m.Left, m.Out, m.Refused = slices.Clone(m.Left), slices.Clone(m.Out), slices.Clone(m.Refused)
	p.mu.Lock()
	if len(p.of) >= progressLimit {
		clear(p.of)
	}
	p.of[key] = m
	p.mu.Unlock()
	packed, err := json.Marshal(m)
	if err != nil {
		return // numbers and texts only
	}
	p.live.PutStates(ctx, map[string][]byte{key: packed}, progressTime)
}

// forget drops what is known of a delivery that is over.
func (p *progress) forget(ctx context.Context, d bot.Delivery) {
	key := progressKey(d)
	p.mu.Lock()
	delete(p.of, key)
	p.mu.Unlock()
	p.live.DropStates(ctx, []string{key})
}
