package webchat

import "sync"

// ears are the listeners of this process, by conversation.
type ears struct {
	mu   sync.Mutex
	open map[string]map[chan struct{}]struct{}
}

func (e *ears) listen(conv string) (<-chan struct{}, func()) {
	ear := make(chan struct{}, 1)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.open == nil {
		e.open = map[string]map[chan struct{}]struct{}{}
	}
	if e.open[conv] == nil {
		e.open[conv] = map[chan struct{}]struct{}{}
	}
	e.open[conv][ear] = struct{}{}
	return ear, func() { e.close(conv, ear) }
}

func (e *ears) close(conv string, ear chan struct{}) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.open[conv], ear)
	if len(e.open[conv]) == 0 {
		delete(e.open, conv)
	}
}

// wake hints to everybody who listens to a conversation. A hint that has not been taken yet stands for
// this one as well.
func (e *ears) wake(conv string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for ear := range e.open[conv] {
		select {
		case ear <- struct{}{}:
		default:
		}
	}
}
