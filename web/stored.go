package web

import (
	"sync"
	"time"
)

// stored knows how many bytes an address has left in the database and was not charged with yet. The channel that stores
// them knows only conversations; so whoever takes an event in says from where it came. All of it is in memory, under hashes.
type stored struct {
	mu    sync.Mutex
	from  map[string]source // by conversation
	owed  map[string]int64  // bytes by network
	sweep time.Time
}

// source is from where a conversation was last heard, and when.
type source struct {
	net string
	at  time.Time
}

const (
	sourceMemory = 50_000           // conversations; when there are more, all are forgotten
	sourceLife   = 10 * time.Minute // an answer is stored within seconds
)

// take gives the bytes a network owes, which it owes no more, and notes that what is stored next in a conversation comes
// from there.
func (d *stored) take(conv, net string) (bytes int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	if len(d.from) >= sourceMemory || now.After(d.sweep) {
		d.forget(now)
	}
	d.from[conv] = source{net, now}
	bytes = d.owed[net]
	delete(d.owed, net)
	return bytes
}

// add notes what was stored in a conversation.
func (d *stored) add(conv string, bytes int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s, ok := d.from[conv]; ok {
		d.owed[s.net] += int64(bytes)
	}
}

func (d *stored) forget(now time.Time) {
	for conv, s := range d.from {
		if now.Sub(s.at) > sourceLife {
			delete(d.from, conv)
		}
	}
	if d.from == nil || len(d.from) >= sourceMemory {
		d.from, d.owed = map[string]source{}, map[string]int64{}
	}
	d.sweep = now.Add(time.Minute)
}
