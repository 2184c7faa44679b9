package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	sendTimeout = 30 * time.Second
	pollSeconds = 50 // the official server waits no longer
	pollTimeout = (pollSeconds + 15) * time.Second
	maxAnswer   = 32 << 20 // bytes; the official server cuts a batch of updates at about 4 MB
)

// client speaks to the Bot API. Every call without a file goes out as JSON: a multipart form, as the library writes it, costs more
// than twice the CPU (see BenchmarkSendMessage), and plain servers do not read it.
type client struct {
	base    string // ends in "/bot<token>/"
	hide    redactor
	send    *http.Client
	poll    *http.Client // of its own, so that a long poll and its time-out hold up no send
	metrics *metrics
}

func newClient(o Options, m *metrics) (*client, error) {
	server := strings.TrimRight(o.APIURL, "/")
	if server == "" {
		server = officialURL
	}
	proxy := http.ProxyFromEnvironment
	if o.Proxy != "" {
		u, err := url.Parse(o.Proxy)
		if err != nil {
			return nil, errors.New("telegram: the proxy's address cannot be read")
		}
		proxy = http.ProxyURL(u)
	}
	c := &client{
		base: server + "/bot" + o.Token + "/", hide: newRedactor(o.Token), metrics: m,
		send: newHTTP(proxy, sendTimeout), poll: newHTTP(proxy, pollTimeout),
	}
	return c, nil
}

// newHTTP makes a client that keeps its connections: the default of two idle ones per host would make
// most sends open a new one.
func newHTTP(proxy func(*http.Request) (*url.URL, error), timeout time.Duration) *http.Client {
	dialer := net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Client{
		Timeout: timeout,
		Transport: &http.Transport{
			Proxy: proxy, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
			MaxIdleConns: 128, MaxIdleConnsPerHost: 128, IdleConnTimeout: 90 * time.Second,
			TLSHandshakeTimeout: 10 * time.Second, ExpectContinueTimeout: time.Second,
		},
		// The token is in the address: it goes nowhere else because an answer says so.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// close gives idle connections back.
func (c *client) close() {
	c.send.CloseIdleConnections()
	c.poll.CloseIdleConnections()
}

// answer is what the Bot API says to every call.
type answer struct {
	OK          bool   `json:"ok"`
	Result      any    `json:"result"` // a pointer to what the caller wants
	Code        int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// done begins the answer to a call that went well. What follows, the message as sent, is of no use here.
var done = []byte(`{"ok":true`)

// call does a method with parameters as JSON. result may be nil when only success matters. An error of the
// API is an *apiError; no error holds the token or a word of the parameters.
func (c *client) call(ctx context.Context, by *http.Client, method string, params, result any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return c.do(ctx, by, method, "application/json", body, result)
}

// do sends the body of a call and reads what comes back.
func (c *client) do(ctx context.Context, by *http.Client, method, kind string, body []byte, result any) (err error) {
	defer func() { c.metrics.called(method, err) }()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+method, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%s: %w", method, c.hide.wrap(withoutURL(err)))
	}
	req.Header.Set("Content-Type", kind)
	resp, err := by.Do(req)
	if err != nil {
		return fmt.Errorf("%s: %w", method, c.hide.wrap(withoutURL(err)))
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return fmt.Errorf("%s: %w", method, c.hide.wrap(withoutURL(err)))
	}
	if result == nil && resp.StatusCode == http.StatusOK && bytes.HasPrefix(text, done) {
		return nil
	}
	return c.read(method, resp.StatusCode, text, result)
}

// read makes sense of an answer.
func (c *client) read(method string, status int, text []byte, result any) error {
	if result == nil {
		result = new(has)
	}
	a := answer{Result: result}
	err := json.Unmarshal(text, &a)
	var kind *json.UnmarshalTypeError
	switch {
	case a.OK && err == nil:
		return nil
	case a.OK && errors.As(err, &kind):
		return fmt.Errorf("%s: answer unreadable: %s", method, jsonProblem(err))
	case (err != nil || a.Code == 0) && status == http.StatusRequestEntityTooLarge:
		// A gateway in front that takes less than Telegram: it will not take the same again either.
		return &apiError{Method: method, Code: status, Description: "too large for a gateway"}
	case err != nil || a.Code == 0:
		// A gateway's page, or that of a carrier who blocks Telegram: nobody has seen the call.
		return &apiError{Method: method, Code: max(status, http.StatusInternalServerError), Description: fmt.Sprintf("status %d, not an answer of the Bot API", status)}
	}
	return &apiError{
		Method: method, Code: a.Code, Description: c.hide.clean(a.Description),
		RetryAfter: time.Duration(a.Parameters.RetryAfter) * time.Second, MigrateTo: a.Parameters.MigrateTo,
	}
}

// withoutURL takes the address, and so the token, out of an error of net/http.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// jsonProblem describes why JSON could not be decoded without repeating any of it: it is somebody's message.
func jsonProblem(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Sprintf("field %s, byte %d: not a %s", kind.Field, kind.Offset, kind.Type)
	}
	return "not as documented"
}
