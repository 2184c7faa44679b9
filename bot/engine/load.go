package engine

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"motcua/bot"
	"motcua/bot/talk"
)

// load reads the state of every conversation of a lot: from memory while this process serves the
// conversation, from Redis where it is there, else from the database. A stale state does no harm: the
// commit notices it and the event is decided again.
func (e *Engine) load(ctx context.Context, lot []*pending) error {
	dir := e.dir.Load()
	var hot []string
	known := map[string]bool{}
	for _, p := range lot {
		if p.ev.Kind == bot.Wake {
			p.fresh = true // only the database knows whether the citizen is out of reach
		}
		if p.fresh {
			continue
		}
		if h, ok := e.sender.Recall(p.conv); ok {
			p.version, p.state, known[p.conv] = h.Version, h.State, true
			continue
		}
		hot = append(hot, dir.LiveKey(p.conv))
	}
	found := map[string][]byte{}
	if len(hot) > 0 {
		found = e.live.States(ctx, hot)
	}
	var missing []string
	for _, p := range lot {
		if known[p.conv] {
			continue
		}
		if packed, ok := found[dir.LiveKey(p.conv)]; ok && !p.fresh && p.unpack(packed) == nil {
			continue
		}
		missing = append(missing, p.conv)
	}
	if err := e.loadStored(ctx, lot, missing); err != nil {
		return err
	}
	for _, p := range lot {
		needs := talk.Needs(p.state, p.ev)
		if !needs.None() {
			var err error
			if p.known, err = e.known(ctx, p, needs); err != nil {
				return err
			}
		}
		if err := e.loadResponse(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// loadStored reads conversations from the database. What a former try learnt about a rated visit is kept.
func (e *Engine) loadStored(ctx context.Context, lot []*pending, convs []string) error {
	if len(convs) == 0 {
		return nil
	}
	stored, err := e.db.Load(ctx, convs)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	want := make(map[string]bool, len(convs))
	for _, conv := range convs {
		want[conv] = true
	}
	for _, p := range lot {
		if !want[p.conv] {
			continue
		}
		learnt := p.state.Done
		c := stored[p.conv]
		if p.state, err = talk.DecodeState(c.State); err != nil {
			// Better a citizen who must begin anew than one who can never get through again.
			e.log.Error("conversation state unreadable, starting afresh", "channel", p.ev.Channel, "err", err)
			p.state = talk.State{}
		}
		if c.Version < p.version {
			e.sender.Doubt(p.conv)
		}
		p.version, p.away = c.Version, c.Gone
		if p.formless {
			p.state = p.state.WithoutForm()
		}
		if p.tries > 0 {
			for _, v := range learnt {
				if !p.state.Rated(v) {
					p.state = p.state.Rate(v)
				}
			}
		}
	}
	return nil
}

// loadResponse reads the directory anew if the response being filled in, or the one whose code was given, is of a questionnaire it
// does not hold: another replica heard of it first. Answers must never be taken for those to other questions.
func (e *Engine) loadResponse(ctx context.Context, p *pending) error {
	known := func(id string) bool {
		_, ok := e.dir.Load().Questionnaire(id)
		return ok
	}
	if (p.state.Response == nil || known(p.state.Response.Questionnaire)) && (p.known.Record == nil || known(p.known.Record.Questionnaire)) {
		return nil
	}
	dir, err := e.db.Directory(ctx)
	if err != nil {
		return err
	}
	e.SetDirectory(dir)
	return nil
}

// packState puts version and state together for Redis.
func packState(version int64, state []byte) []byte {
	return append(binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(state)), uint64(version)), state...)
}

func (p *pending) unpack(b []byte) error {
	if len(b) < 8 {
		return errors.New("state from Redis is cut off")
	}
	state, err := talk.DecodeState(b[8:])
	if err != nil {
		return err
	}
	p.version, p.state = int64(binary.BigEndian.Uint64(b)), state
	return nil
}
