package web

import (
	"context"
	"net/http"
	"time"

	"motcua/bot"
	"motcua/internal/limit"
)

// Bounds of what one conversation and one address send and ask; those of what they read are in package site.
const (
	chatLimit    = 60   // events of one conversation in a minute: far more than fingers can do
	addressLimit = 1200 // events from one address in a minute
	searchLimit  = 300  // questions from one address in a minute
)

// Bytes that the conversations of one address may leave in the database in a day. A citizen who fills in a response and looks
// three procedures up leaves some 30 kB, so this is two thousand of them.
const (
	bytesLimit    = 64 << 20
	bytesWindow   = 24 * time.Hour
	bytesOfEvent  = 400            // what an event leaves besides the answer: the mark that it was seen, the state
	bytesPause    = "3600"         // seconds
	tapsMayExceed = 2 * bytesLimit // taps store little, and somebody may be in the middle of a response
)

// What is turned away here, as metric and log name it.
const (
	whatEvent  = "event"
	whatSearch = "search"
	whatBytes  = "stored bytes"
	whatForm   = "form begun"
)

// allowed counts an event of a chat and reports whether it is within the limits.
func (s *server) allowed(r *http.Request, chat string) bool {
	ctx := r.Context()
	return s.Within(ctx, whatEvent, limit.Conversation, "web:chat:"+s.Blur(chat), chatLimit) &&
		s.Within(ctx, whatEvent, limit.Address, "web:address:"+s.NetworkKey(r), addressLimit)
}

// roomFor charges what the conversations of an address have left in the database since it was asked last, and reports
// whether there is room for another event of its kind.
func (s *server) roomFor(ctx context.Context, e bot.Event) bool {
	most := int64(bytesLimit)
	if e.Kind == bot.Tap {
		most = tapsMayExceed
	}
	n := s.stored.take(e.Conv(), e.Net) + bytesOfEvent + int64(len(e.Text))
	if s.Count(ctx, "web:bytes:"+e.Net, n, bytesWindow) <= most {
		return true
	}
	s.Refusals.Add(whatBytes, limit.Address)
	return false
}
