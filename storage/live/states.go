package live

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

func stateKey(key string) string { return prefix + "s:" + key }

// States returns the stored values of the keys that have one, in one round trip.
// With a dead Redis it returns an empty map.
func (l *Live) States(ctx context.Context, keys []string) map[string][]byte {
	found := make(map[string][]byte, len(keys))
	if len(keys) == 0 {
		return found
	}
	full := make([]string, len(keys))
	for i, key := range keys {
		full[i] = stateKey(key)
	}
	var values []any
	ok := l.do(ctx, func(ctx context.Context) (err error) {
		values, err = l.rdb.MGet(ctx, full...).Result()
		return err
	})
	if !ok {
		return found
	}
	for i, value := range values {
		if text, ok := value.(string); ok {
			found[keys[i]] = []byte(text)
		}
	}
	return found
}

// PutStates stores values in one round trip. They are forgotten after ttl, which
// must be positive: what Redis fails to hear about being outdated must not stay.
func (l *Live) PutStates(ctx context.Context, states map[string][]byte, ttl time.Duration) {
	if len(states) == 0 || ttl <= 0 {
		return
	}
	l.do(ctx, func(ctx context.Context) error {
		_, err := l.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
			for key, value := range states {
				p.Set(ctx, stateKey(key), value, max(ttl, time.Millisecond))
			}
			return nil
		})
		return err
	})
}

// DropStates forgets the values of the keys.
func (l *Live) DropStates(ctx context.Context, keys []string) {
	if len(keys) == 0 {
		return
	}
	full := make([]string, len(keys))
	for i, key := range keys {
		full[i] = stateKey(key)
	}
	l.do(ctx, func(ctx context.Context) error { return l.rdb.Del(ctx, full...).Err() })
}
