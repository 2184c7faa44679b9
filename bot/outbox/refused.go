package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/storage"
)

// What a chat does not take is no longer owed to it, but where the chat is one to which a unit's reports go, nothing disappears:
// the unit's other destinations are shown it, and the operator sees it in the log, in /metrics, in /readyz and in doctor until the
// chat takes it again.

// partly does what a delivery asks for of which a part could not be shown. The message itself is delivered.
func (s *Sender) partly(ctx context.Context, d bot.Delivery, problem *bot.SendError) {
	s.log.Error("chat does not take all of a message", "channel", channelOf(d.Conv), "lacks", rightsOf(problem.Refused), "err", problem.Err)
	s.surely(ctx, "refusal not noted", func() error {
		to, err := s.db.Receiver(ctx, d.Conv)
		if err != nil || to.Unit == 0 {
			return err
		}
		var left []bot.Message
		if problem.Left != nil {
			left = []bot.Message{*problem.Left}
		}
		instead, err := elsewhere(d.Conv, to, problem.Refused, left)
		if err != nil {
			return err
		}
		return s.db.Refuse(ctx, d.Conv, to.Unit, problem.Refused, instead)
	})
	s.refusals.forget()
	s.regained(ctx, d, problem.Refused)
	s.Look()
}

// gone stops everything owed to a recipient who is out of reach.
func (s *Sender) gone(ctx context.Context, l *lane, problem *bot.SendError) bool {
	s.surely(ctx, "recipient gone, not noted", func() error {
		to, err := s.db.Receiver(ctx, l.conv)
		if err != nil {
			return err
		}
		if to.Unit == 0 {
			return s.db.Gone(ctx, l.conv)
		}
		s.log.Error("a chat reports go to cannot be reached", "channel", channelOf(l.conv), "err", problem.Err)
		return s.goneReceiver(ctx, l.conv, to, problem)
	})
	s.refusals.forget()
	s.Look()
	s.mu.Lock()
	defer s.mu.Unlock()
	l.queue, l.working, l.idle = nil, false, time.Now()
	l.reread = true // more may be owed than was read
	return false
}

// goneReceiver stops what is owed to a destination and passes it on.
func (s *Sender) goneReceiver(ctx context.Context, conv string, to storage.Receiver, problem *bot.SendError) error {
	owed, err := s.db.Owed(ctx, []string{conv})
	if err != nil {
		return err
	}
	var left []bot.Message
	var upto int64
	for _, o := range owed {
		var m bot.Message
		if json.Unmarshal(o.Body, &m) == nil {
			left = append(left, m)
		}
		upto = max(upto, o.Seq)
	}
	lacks := problem.Refused
	if !slices.ContainsFunc(lacks, func(r bot.Refusal) bool { return r.Right == bot.RightChat }) {
		lacks = append(lacks, bot.Refusal{Right: bot.RightChat, Problem: fmt.Sprint(problem.Err)})
	}
	instead, err := elsewhere(conv, to, lacks, left)
	if err != nil {
		return err
	}
	return s.db.RefuseAll(ctx, conv, to.Unit, upto, lacks, instead)
}

// elsewhere are the messages the other destinations get: what could not be shown, unless they have it anyway, and once for each
// refusal a word about it.
func elsewhere(conv string, to storage.Receiver, lacks []bot.Refusal, left []bot.Message) ([]turn.Post, error) {
	fresh := slices.ContainsFunc(lacks, func(r bot.Refusal) bool { return !to.Lacks[r.Right] })
	var messages []bot.Message
	for _, m := range left {
		if m.Shared || len(m.Lines)+len(m.Files) == 0 {
			continue
		}
		note := wordPassedOnUnsaid
		if len(lacks) > 0 {
			note = fmt.Sprintf(wordPassedOn, chatName(conv), rightNames(lacks))
		}
		messages = append(messages, bot.Message{Lines: append([]prose.Line{prose.S(note)}, m.Lines...), Files: m.Files, Shared: true})
	}
	if len(messages) == 0 && fresh {
		messages = append(messages, bot.Message{Lines: []prose.Line{prose.P(fmt.Sprintf(wordRefused, chatName(conv), rightNames(lacks)))}, Shared: true})
	}
	var posts []turn.Post
	for _, m := range messages {
		body, err := json.Marshal(m)
		if err != nil {
			return nil, err
		}
		for _, other := range to.Others {
			posts = append(posts, turn.Post{Conv: other, Unit: to.Unit, Body: body})
		}
	}
	return posts, nil
}

// regained notes rights that a delivery has shown to be there again.
func (s *Sender) regained(ctx context.Context, d bot.Delivery, lacks []bot.Refusal) {
	if !s.refusals.of(d.Conv) {
		return
	}
	shown := slices.DeleteFunc(rightsFor(d.Message), func(right bot.Right) bool {
		return slices.ContainsFunc(lacks, func(r bot.Refusal) bool { return r.Right == right })
	})
	if err := s.db.Regained(ctx, d.Conv, shown); err != nil {
		s.log.Warn("rights that came back not noted, they will be at the next message", "err", err)
		return
	}
	s.refusals.forget()
}

// rightsFor are the rights that showing a message needs. A text that may stand under a picture shows nothing of the right to send
// texts.
func rightsFor(m bot.Message) []bot.Right {
	rights := []bot.Right{bot.RightChat, bot.RightTopic}
	photo := slices.ContainsFunc(m.Files, func(f bot.File) bool { return f.Photo })
	if photo {
		rights = append(rights, bot.RightPhotos)
	} else if len(m.Lines) > 0 {
		rights = append(rights, bot.RightTexts)
	}
	if slices.ContainsFunc(m.Files, func(f bot.File) bool { return !f.Photo }) {
		rights = append(rights, bot.RightFiles)
	}
	return rights
}

// surelyFor is how long storing what a refusal led to is tried before the log must do.
const surelyFor = 10 * time.Second

// surely tries to store something though the database may be away for a moment.
func (s *Sender) surely(ctx context.Context, what string, store func() error) {
	for end := time.Now().Add(surelyFor); ; {
		err := store()
		if err == nil {
			return
		}
		if ctx.Err() != nil || time.Now().After(end) {
			s.log.Error(what, "err", err)
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(settleRetry):
		}
	}
}

func channelOf(conv string) string {
	name, _ := bot.SplitConv(conv)
	return name
}

// chatName is what leaders call the chats of a platform.
func chatName(conv string) string { return org.ChannelName(channelOf(conv)) }

func rightsOf(lacks []bot.Refusal) string {
	var names []string
	for _, l := range lacks {
		names = append(names, string(l.Right))
	}
	return strings.Join(names, ",")
}

// rightNames lists what is not taken, in words.
func rightNames(lacks []bot.Refusal) string {
	var names []string
	for _, l := range lacks {
		names = append(names, RightName(l.Right))
	}
	return strings.Join(names, ", ")
}
