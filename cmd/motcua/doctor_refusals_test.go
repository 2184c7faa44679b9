package main

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/testkit"
)

// A chat to which reports go that does not take them whole is told to the operator wherever he looks, and named nowhere in public.
func TestRefusalsAreTold(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	check(t, testkit.Exec(t.Context(), e["DATABASE_URL"],
		`INSERT INTO destination (unit, conv) VALUES (1, 'telegram:-1004711')`,
		`INSERT INTO refusal (conv, lacks, unit, problem) VALUES ('telegram:-1004711', 'files', 1, 'Bad Request: not enough rights to send documents to the chat')`,
		`INSERT INTO refusal (conv, lacks, unit, problem) VALUES ('telegram:-1004712', 'chat', 1, 'no destination any more')`,
	))
	r := e.call(t, "doctor")
	if r.status != 1 {
		t.Errorf("status %d", r.status)
	}
	contains(t, r.out, "HỎNG  đơn vị long-dien: nhóm nhận báo cáo trên Telegram chưa cho gửi tệp", "not enough rights to send documents", "cho bot quyền gửi")
	lacks(t, r.out, "no destination any more")
	s := e.serve(t)
	var ready, metrics string
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		_, ready = s.get("/readyz")
		_, metrics = s.get("/metrics")
		if strings.Contains(ready, "files") || time.Now().After(end) {
			break
		}
	}
	contains(t, ready, `"ready":true`, `"refused":["telegram of long-dien: no files since `)
	contains(t, metrics, "motcua_destinations_refused 1")
	lacks(t, ready+metrics, "4711")
}
