package fire_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/telegram"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/internal/simulator/telegramsim"
	"motcua/internal/testkit/pgtest"
)

// Three replicas come up to an outbox full of messages and send them as fast as the platform allows, and
// never faster: each chat gets its message once, in at most 5 % more than the time 30 a second would take.
func TestBroadcast(t *testing.T) {
	n := size(t, "MOTCUA_FIRE_BROADCAST", 300)
	tg := telegramsim.New(telegramsim.Options{})
	api := httptest.NewServer(tg)
	t.Cleanup(func() {
		tg.Close()
		api.Close()
	})
	dsn := pgtest.NewDurable(t)
	c := newCommune(t, dsn)
	o := orders{DSN: dsn, Redis: startRedis(t), Token: tg.Token(), API: api.URL, SendWhenAsked: true}
	replicas := []*replica{startReplica(t, o), startReplica(t, o), startReplica(t, o)}
	people := fillOutbox(t, c, tg, n)

	began := time.Now()
	var asking sync.WaitGroup
	for _, r := range replicas {
		asking.Go(func() {
			if _, err := r.get("/go"); err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(n)*time.Second/10+20*time.Second)
	defer cancel()
	for _, u := range people {
		if _, err := tg.WaitFor(ctx, u.ID, telegramsim.Message.FromBot); err != nil {
			t.Fatalf("a chat gets nothing: %v", err)
		}
		// A message is in the chat a moment before its call is on the record, which is counted below.
		if _, err := tg.WaitForCall(ctx, func(call telegramsim.Call) bool { return call.Chat == u.ID && call.Status == 200 }); err != nil {
			t.Fatalf("a message without its call: %v", err)
		}
	}
	calls := tg.Calls("sendMessage")
	took, allowed := calls[len(calls)-1].At.Sub(began), time.Duration(n)*time.Second/30
	t.Logf("%d messages from 3 replicas in %.2f s: %.2f a second, %.1f %% more time than 30 a second take; first after %.0f ms; %d calls",
		n, took.Seconds(), float64(n)/took.Seconds(), 100*(took.Seconds()/allowed.Seconds()-1),
		calls[0].At.Sub(began).Seconds()*1000, len(calls))
	bound := allowed * 105 / 100
	if !strict() {
		bound = allowed * 130 / 100
	}
	if took > bound {
		t.Errorf("it took %v, more than %v", took, bound)
	}
	refused := 0
	for _, call := range calls {
		if call.Status != 200 {
			refused++
		}
	}
	if refused > slips(n) || len(calls) != n+refused {
		t.Errorf("%d calls for %d messages, %d of them refused", len(calls), n, refused)
	}
	for _, v := range tg.Violations() {
		if strict() || !isPace(v) {
			t.Errorf("rule broken: %s", v)
		}
	}
}

// fillOutbox puts one message for each of n people into the outbox.
func fillOutbox(t *testing.T, c *commune, tg *telegramsim.Server, n int) []*telegramsim.User {
	t.Helper()
	people := make([]*telegramsim.User, n)
	posts := make([]turn.Post, n)
	for i := range n {
		people[i] = tg.NewUser(fmt.Sprint("Người ", i))
		_, err := tg.Start(people[i])
		check(t, err)
		body, err := json.Marshal(bot.Message{Lines: []prose.Line{prose.P(fmt.Sprintf("Thông báo số %d.", i))}})
		check(t, err)
		posts[i] = turn.Post{Conv: bot.ConvKey(telegram.Name, strconv.FormatInt(people[i].ID, 10)), Unit: c.unit.ID, Body: body}
	}
	duty := turn.Duty{Job: "broadcast", Unit: c.unit.ID, Period: "2026-11"}
	won, err := c.db.Claim(t.Context(), duty, "test", time.Minute)
	check(t, err)
	if !won {
		t.Fatal("the duty is taken")
	}
	check(t, c.db.Done(t.Context(), duty, "test", time.Now(), "", nil, func([]int64) ([]turn.Post, error) { return posts, nil }))
	return people
}
