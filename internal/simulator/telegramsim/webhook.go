package telegramsim

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Bounds of setWebhook.
const (
	maxHookConnections     = 100
	defaultHookConnections = 40
	maxSecret              = 256
)

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// webhook is where updates are delivered to. Its fields below poked belong to Server.mu.
type webhook struct {
	url, secret string
	connections int
	cancel      context.CancelFunc
	poked       chan struct{} // capacity 1

	tries     map[int]*attempt // by update id
	busy      map[int64]bool   // queues with a delivery under way
	lastError string
	errorAt   time.Time
	gone      time.Time // when the first of an unbroken row of 410 came
}

// poke makes the runner look again.
func (h *webhook) poke() {
	select {
	case h.poked <- struct{}{}:
	default:
	}
}

func setWebhook(s *Server, c *call) (any, error) {
	address := c.params["url"]
	if address == "" {
		return deleteWebhook(s, c)
	}
	now := s.now()
	if s.limits.Rates == RatesEnforced && now.Before(s.hookSet.Add(time.Second)) {
		return nil, tooMany(1)
	}
	s.hookSet = now
	secret := c.params["secret_token"]
	connections := c.number("max_connections", defaultHookConnections, 1, maxHookConnections)
	if s.hook != nil && s.hook.url == address && s.hook.secret == secret && s.hook.connections == connections && !c.flag("drop_pending_updates") {
		s.allow(c)
		return described{true, "Webhook is already set"}, nil
	}
	s.endPoll(conflict("terminated by setWebhook request"))
	s.dropHook()
	if c.flag("drop_pending_updates") {
		s.queue.keepLast(0)
	}
	if err := checkHook(address, secret); err != nil {
		return nil, err
	}
	s.allow(c)
	s.startHook(address, secret, connections)
	return described{true, "Webhook was set"}, nil
}

// startHook makes a new webhook and its runner. The caller holds mu.
func (s *Server) startHook(address, secret string, connections int) {
	ctx, cancel := context.WithCancel(context.Background())
	h := &webhook{
		url: address, secret: secret, connections: connections, cancel: cancel, poked: make(chan struct{}, 1),
		tries: map[int]*attempt{}, busy: map[int64]bool{},
	}
	s.hook = h
	s.hooks.Go(func() { s.runHook(ctx, h) })
}

// dropHook ends the webhook, if any; what is under way is broken off and counts as not delivered. The
// caller holds mu.
func (s *Server) dropHook() {
	if s.hook != nil {
		s.hook.cancel()
		s.hook = nil
	}
}

func deleteWebhook(s *Server, c *call) (any, error) {
	had := s.hook != nil
	s.dropHook()
	if c.flag("drop_pending_updates") {
		s.queue.keepLast(0)
	}
	if had {
		return described{true, "Webhook was deleted"}, nil
	}
	return described{true, "Webhook is already deleted"}, nil
}

// checkHook refuses addresses the platform would not deliver to. Loopback addresses are allowed with
// any scheme and port, because that is where bots under test live.
func checkHook(address, secret string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return bad("invalid webhook URL specified")
	}
	if len(secret) > maxSecret {
		return bad("secret token is too long")
	}
	if !secretForm.MatchString(secret) {
		return bad("secret token contains unallowed characters")
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	switch {
	case host == "localhost" || ip != nil && ip.IsLoopback():
		return nil
	case u.Scheme != "https":
		return bad("bad webhook: An HTTPS URL must be provided for webhook")
	case !slices.Contains([]string{"", "80", "88", "443", "8443"}, u.Port()):
		return bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	case ip != nil && ip.To4() == nil:
		return bad("bad webhook: IPv6-only addresses are not allowed")
	case ip != nil && (ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()):
		return bad("bad webhook: IP address %s is reserved", ip)
	case ip == nil && !strings.Contains(host, "."):
		return bad("bad webhook: Failed to resolve host: Name or service not known")
	}
	return nil
}

// webhookInfo is the answer of getWebhookInfo.
type webhookInfo struct {
	URL         string   `json:"url"`
	Certificate bool     `json:"has_custom_certificate"`
	Pending     int      `json:"pending_update_count"`
	ErrorDate   int64    `json:"last_error_date,omitempty"`
	Error       string   `json:"last_error_message,omitempty"`
	Connections int      `json:"max_connections,omitempty"`
	Allowed     []string `json:"allowed_updates,omitempty"`
}

func getWebhookInfo(s *Server, _ *call) (any, error) {
	s.queue.fresh(s.now())
	info := webhookInfo{Pending: len(s.queue.items)}
	for _, k := range updateKinds() {
		if s.allowed[k] {
			info.Allowed = append(info.Allowed, k)
		}
	}
	if h := s.hook; h != nil {
		info.URL, info.Connections, info.Error = h.url, h.connections, h.lastError
		if h.lastError != "" {
			info.ErrorDate = h.errorAt.Unix()
		}
	}
	return info, nil
}

// request makes the delivery of one update.
func (h *webhook) request(ctx context.Context, body []byte) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, strings.NewReader(string(body)))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	return r, nil
}
