package site

import (
	"context"
	"time"
)

// AwaitAnswer waits until the answer has been delivered, for a browser that can only show what is there
// when the page is loaded. If it takes too long the page says how to look again.
func AwaitAnswer(ctx context.Context, wake <-chan struct{}) {
	t := time.NewTimer(answerWait)
	defer t.Stop()
	for {
		select {
		case <-wake:
			t.Reset(answerPause) // several messages may follow one another
		case <-t.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// answerWait is how long a browser without script is kept waiting for the answer to what it sent, and
// answerPause how long the pauses between the messages of one answer are at the most.
const (
	answerWait  = 2 * time.Second
	answerPause = 80 * time.Millisecond
)
