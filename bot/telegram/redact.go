package telegram

import "strings"

// hiddenAs stands where a token stood.
const hiddenAs = "***"

// redactor takes a bot's token out of texts. The token is part of every address of the Bot API, so it turns
// up in errors of the network and in pages that proxies write about them.
type redactor struct{ r *strings.Replacer }

func newRedactor(token string) redactor {
	pairs := []string{token, hiddenAs}
	// The secret half alone catches the token in any escaping. Only a secret long enough to be one: a short
	// one would be found inside ordinary words.
	if _, secret, ok := strings.Cut(token, ":"); ok && len(secret) >= 12 {
		pairs = append(pairs, secret, hiddenAs)
	}
	return redactor{strings.NewReplacer(pairs...)}
}

// clean takes the token out of a text.
func (r redactor) clean(s string) string { return r.r.Replace(s) }

// cleaned is an error whose text holds no token.
type cleaned struct {
	text string
	err  error
}

func (e *cleaned) Error() string { return e.text }

// Unwrap keeps the kinds of the error below recognisable.
func (e *cleaned) Unwrap() error { return e.err }

// wrap takes the token out of an error's text.
func (r redactor) wrap(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if safe := r.clean(text); safe != text {
		return &cleaned{safe, err}
	}
	return err
}
