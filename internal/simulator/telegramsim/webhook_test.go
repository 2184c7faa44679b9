package telegramsim

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSettingWebhooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(int, gotUpdate) *http.Response { return status(200, "") }}
		s := New(Options{Hook: r})
		defer s.Close()
		u := s.NewUser("Lan")
		write(t, s, u, "a")
		for address, want := range map[string]string{
			"https://xa.gov.vn/hook":       "",
			"https://xa.gov.vn:8443/hook":  "",
			"xa.gov.vn":                    "Bad Request: invalid webhook URL specified",
			"http://xa.gov.vn/hook":        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
			"https://xa.gov.vn:8080/hook":  "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
			"https://10.0.0.1/hook":        "Bad Request: bad webhook: IP address 10.0.0.1 is reserved",
			"https://[2001:db8::1]/hook":   "Bad Request: bad webhook: IPv6-only addresses are not allowed",
			"https://may-chu/hook":         "Bad Request: bad webhook: Failed to resolve host: Name or service not known",
			"http://localhost:9/hook":      "",
			"http://127.0.0.1:9/hook?x=1":  "",
			"https://[::1]:9/hook":         "",
			"https://169.254.169.254/meta": "Bad Request: bad webhook: IP address 169.254.169.254 is reserved",
		} {
			time.Sleep(time.Second)
			if a := do(t, s, "setWebhook", params{"url": address, "drop_pending_updates": true}); a.Description != want && a.Description != "Webhook was set" {
				t.Errorf("%s: %s, want %q", address, a.Body, want)
			} else if a.OK != (want == "") {
				t.Errorf("%s: %s", address, a.Body)
			}
		}
		time.Sleep(time.Second)
		secret := func(v string) params { return params{"url": "https://xa.gov.vn/", "secret_token": v} }
		refused(t, s, "setWebhook", secret("mật"), "Bad Request: secret token contains unallowed characters")
		refused(t, s, "setWebhook", secret("a"), "Too Many Requests: retry after 1")
		time.Sleep(time.Second)
		refused(t, s, "setWebhook", secret(strings.Repeat("a", 257)), "Bad Request: secret token is too long")
		time.Sleep(time.Second)
		for _, want := range []string{"Webhook was set", "Webhook is already set"} {
			if a := must(t, s, "setWebhook", secret("a")); a.Description != want {
				t.Errorf("%s, want %s", a.Description, want)
			}
			time.Sleep(time.Second)
		}
		for _, want := range []string{"Webhook was deleted", "Webhook is already deleted"} {
			if a := must(t, s, "deleteWebhook", nil); a.Description != want {
				t.Errorf("%s, want %s", a.Description, want)
			}
		}
		write(t, s, u, "b")
		must(t, s, "deleteWebhook", params{"drop_pending_updates": true})
		if n := s.Pending(); n != 0 {
			t.Errorf("%d pending after dropping", n)
		}
	})
}

// An end without an answer is no delivery: what was under way when the webhook changed comes again.
func TestChangingWebhooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := make(chan struct{})
		r := &receiver{answer: func(n int, _ gotUpdate) *http.Response {
			if n == 1 {
				<-stuck
			}
			return status(200, "")
		}}
		s := hooked(t, r, nil)
		write(t, s, s.NewUser("Lan"), "a")
		synctest.Wait()
		must(t, s, "deleteWebhook", nil)
		expect(t, "by polling", updates(t, s, 0), "a")
		must(t, s, "setWebhook", params{"url": "http://127.0.0.1:8080/other"})
		synctest.Wait()
		close(stuck)
		if got := r.seen(); !slices.Equal(got, []string{"0 a", "0 a"}) {
			t.Errorf("%q", got)
		}
	})
}

// The same over real connections.
func TestDeliveryOverTheNetwork(t *testing.T) {
	var got bytes.Buffer
	seen := make(chan struct{})
	bot := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(&got, r.Body)
		close(seen)
	}))
	defer bot.Close()
	s := quiet(t)
	must(t, s, "setWebhook", params{"url": bot.URL})
	write(t, s, s.NewUser("Lan"), "chào")
	<-seen
	if !strings.Contains(got.String(), `"text":"chào"`) || !strings.Contains(got.String(), `"update_id"`) {
		t.Error(got.String())
	}
}
