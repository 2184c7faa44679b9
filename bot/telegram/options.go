package telegram

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

var (
	tokenForm  = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)
	secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
)

// officialURL is Telegram's own Bot API server.
const officialURL = "https://api.telegram.org"

// check finds settings that cannot be right. No error repeats a setting that may hold a secret.
func (o *Options) check() error {
	switch {
	case !tokenForm.MatchString(o.Token):
		return errors.New("telegram: the token is not of the form 123456:ABC… (it is not shown here)")
	case o.Mode != ModePoll && o.Mode != ModeWebhook:
		return fmt.Errorf("telegram: mode %q is neither %q nor %q", o.Mode, ModePoll, ModeWebhook)
	case o.Secret == "" && o.Mode == ModeWebhook:
		return errors.New("telegram: a webhook needs a secret")
	case o.Secret != "" && !secretForm.MatchString(o.Secret):
		return errors.New("telegram: the webhook's secret must be 1 to 256 of A-Z a-z 0-9 _ - (it is not shown here)")
	case o.Turn == nil || o.Live == nil:
		return errors.New("telegram: Turn and Live are needed")
	}
	for _, u := range []struct {
		what, text string
		schemes    []string
	}{
		{"address of the API server", o.APIURL, []string{"http", "https"}},
		{"webhook's public address", o.WebhookURL, []string{"http", "https"}},
		{"proxy", o.Proxy, []string{"http", "https", "socks5", "socks5h"}},
	} {
		if u.text == "" {
			continue
		}
		parsed, err := url.Parse(u.text)
		if err != nil || parsed.Host == "" || !slices.Contains(u.schemes, parsed.Scheme) {
			return fmt.Errorf("telegram: the %s is not a URL of scheme %s (it may hold a password and is not shown here)", u.what, strings.Join(u.schemes, ", "))
		}
	}
	return nil
}

// botID is the number in front of the token's secret.
func (o *Options) botID() string {
	id, _, _ := strings.Cut(o.Token, ":")
	return id
}
