package engine

import (
	"encoding/json"
	"fmt"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/org/directory"
	"motcua/storage"
)

// makeTurn writes the decision as a turn for storage.
func (p *pending) makeTurn(dir *directory.Directory) error {
	d := &p.dec
	d.State = d.State.Remember(p.ev.ID)
	state, err := json.Marshal(d.State)
	if err != nil {
		return fmt.Errorf("state: %w", err)
	}
	p.stored = state
	p.turn = &storage.Turn{
		Channel: p.ev.Channel, Event: p.ev.ID, Conv: p.conv, Unit: d.State.Unit, Version: p.version,
		State: state, WakeAt: d.State.WakeAt(dir),
		Effects: d.Effects,
	}
	if len(d.Messages) > turn.MaxOut {
		return &UndecidedError{fmt.Sprintf("a turn of %d messages", len(d.Messages))}
	}
	if len(d.Messages) > 0 {
		d.Messages[0].Echo = p.echo()
		if d.InPlace {
			d.Messages[0].Edit = p.ev.Ref
		}
	}
	for _, m := range d.Messages {
		body, err := json.Marshal(m)
		if err != nil {
			return fmt.Errorf("message: %w", err)
		}
		p.turn.Out = append(p.turn.Out, body)
	}
	return nil
}

// echo is the record of what the citizen did.
func (p *pending) echo() *bot.Echo {
	text := p.dec.Echo
	if text == "" {
		text = p.ev.Label
	}
	if text == "" {
		return nil
	}
	return &bot.Echo{Event: p.ev.ID, Text: text}
}
