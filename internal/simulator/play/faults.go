package play

import (
	"net/http"
	"time"

	"motcua/internal/simulator/telegramsim"
)

// setting is a position of the fault dial.
type setting struct {
	Name, Label, Hint string
	fault             telegramsim.Fault
}

// struck is how many calls a disturbance strikes that would otherwise stop the bot for good.
const struck = 3

// settings are the positions of the dial but for "none".
func settings() []setting {
	return []setting{
		{"cham", wordSlow, wordSlowHint, telegramsim.Fault{Delay: 2 * time.Second}},
		{"mat", wordLost, wordLostHint, telegramsim.Fault{DropAnswer: true, Times: struck}},
		{"429", wordTooMany, wordTooManyHint, telegramsim.Fault{RetryAfter: 3, Times: 1}},
		{"502", wordGateway, wordGatewayHint, telegramsim.Fault{Status: http.StatusBadGateway, HTML: true, Times: struck}},
	}
}

// turn sets the dial; an unknown name takes all disturbances away.
func (p *Page) turn(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Server.Heal()
	p.dial, p.dialed = "", time.Now()
	for _, s := range settings() {
		if s.Name == name {
			p.Server.Fault(s.fault)
			p.dial = name
		}
	}
	p.note()
}

// dialNow is the position of the dial, "" once the disturbance has struck as often as it does. The caller
// holds mu.
func (p *Page) dialNow() string {
	for _, s := range settings() {
		if s.Name != p.dial || s.fault.Times == 0 {
			continue
		}
		n := 0
		for _, c := range p.Server.Calls() {
			if c.Fault && c.At.After(p.dialed) {
				n++
			}
		}
		if n >= s.fault.Times {
			return ""
		}
	}
	return p.dial
}
