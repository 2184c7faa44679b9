package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"regexp"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/bot/platform"
	"motcua/internal/service"
	"motcua/office"
	"motcua/storage"
)

// wrongCall is an error of the one who called: a word, a flag or a setting is off, and nothing was done.
type wrongCall struct {
	text    string
	setting bool // of the environment; the help of the command does not help then
}

func (w *wrongCall) Error() string { return w.text }

// wrong makes a wrongCall of a whole sentence.
func wrong(sentence string, args ...any) error {
	return &wrongCall{text: fmt.Sprintf(sentence, args...)}
}

// refused is an error in the words of the one who runs the program. What lies behind it stands after them.
type refused struct {
	text  string
	cause error // nil where the sentence says it all
}

func (r *refused) Error() string {
	if r.cause == nil {
		return r.text
	}
	return fmt.Sprintf(wordBecause, r.text, r.cause)
}
func (r *refused) Unwrap() error { return r.cause }

// refuse makes an error of a whole sentence.
func refuse(sentence string, args ...any) error {
	return &refused{text: fmt.Sprintf(sentence, args...)}
}

// because makes an error of a whole sentence, with the error that led to it; nil stays nil.
func because(err error, sentence string, args ...any) error {
	if err == nil {
		return nil
	}
	return &refused{text: fmt.Sprintf(sentence, args...), cause: err}
}

// explain says an error in Vietnamese. What came up from a package is named by its kind, with its own words behind.
func explain(err error) string {
	if w, ok := errors.AsType[*wrongCall](err); ok {
		return w.text
	}
	if r, ok := errors.AsType[*refused](err); ok {
		return r.Error()
	}
	return (&refused{text: kindOf(err), cause: err}).Error()
}

// kindOf is the sentence for the kind of an error of a package.
func kindOf(err error) string {
	for _, known := range []struct {
		kind error
		text string
	}{
		{storage.ErrKind, wordKindMixed},
		{storage.ErrAddress, wordDatabaseAddress},
		{service.ErrNotLoopback, wordDebugNotLoopback},
		{office.ErrOpen, wordPeriodOpen},
		{storage.ErrNotEnded, wordPeriodMonths},
		{office.ErrNoForms, wordPeriodEmpty},
		{office.ErrParent, wordPeriodParent},
		{storage.ErrTooManyActions, wordTooManyActions},
		{storage.ErrActionChanged, wordActionChanged},
		{context.Canceled, wordStopped},
		{context.DeadlineExceeded, wordTooLate},
	} {
		if errors.Is(err, known.kind) {
			return known.text
		}
	}
	if a, ok := errors.AsType[*service.AddrError](err); ok {
		if a.Debug {
			return fmt.Sprintf(wordDebugAddrTaken, a.Addr)
		}
		return fmt.Sprintf(wordAddrTaken, a.Addr)
	}
	if u, ok := errors.AsType[*platform.Unserved](err); ok {
		return u.Sentence
	}
	if s, ok := errors.AsType[*service.SettingError](err); ok {
		return fmt.Sprintf(wordSettingWrong, s.Name)
	}
	if e, ok := errors.AsType[*storage.EncodingError](err); ok {
		return fmt.Sprintf(wordDatabaseEncoding, e.Encoding)
	}
	if e, ok := errors.AsType[*storage.RightsError](err); ok {
		return fmt.Sprintf(wordDatabaseRights, e.User, e.Database, e.User)
	}
	if _, ok := errors.AsType[*service.StoreError](err); ok {
		return wordNoDatabase
	}
	return kindOfMachine(err)
}

// kindOfMachine is the sentence for what the machine, the network or the database refuses.
func kindOfMachine(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Sprintf(wordFile(p), p.Path)
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return wordNoDatabase
	}
	if _, ok := errors.AsType[*pgconn.PgError](err); ok {
		return wordDatabaseRefuses
	}
	if _, ok := errors.AsType[*service.BrokenRelease](err); ok {
		return wordBrokenRelease
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return wordNoNetwork
	}
	if errors.Is(err, storage.ErrNotFound) {
		return wordNotFound
	}
	return wordFailed
}

// wordFile is the sentence for a file that cannot be used.
func wordFile(err *fs.PathError) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return wordNoFile
	case errors.Is(err, fs.ErrPermission):
		return wordFileForbidden
	}
	return wordFileRefused
}

// flagErrors are the errors of package flag, which are texts only, and how they are said. $1 and $2 are their parts.
var flagErrors = []struct {
	is  *regexp.Regexp
	say string
}{
	{regexp.MustCompile(`^flag provided but not defined: -(.*)$`), wordNoFlag},
	{regexp.MustCompile(`^flag needs an argument: -(.*)$`), wordFlagNeedsValue},
	{regexp.MustCompile(`(?s)^invalid value (".*") for flag -([^:]+): parse error$`), wordFlagNoNumber},
	{regexp.MustCompile(`(?s)^invalid value (".*") for flag -([^:]+): value out of range$`), wordFlagNumberTooLarge},
	{regexp.MustCompile(`(?s)^invalid value (".*") for flag -([^:]+): (.*)$`), wordFlagValue},
	{regexp.MustCompile(`(?s)^invalid boolean value (".*") for -([^:]+): .*$`), wordFlagNoBool},
	{regexp.MustCompile(`^bad flag syntax: (.*)$`), wordFlagSyntax},
}

// wrongFlag says an error of package flag.
func wrongFlag(err error) error {
	text := err.Error()
	for _, f := range flagErrors {
		if m := f.is.FindStringSubmatchIndex(text); m != nil {
			return &wrongCall{text: string(f.is.ExpandString(nil, f.say, text, m))}
		}
	}
	return wrong(wordFlagOther, text)
}
