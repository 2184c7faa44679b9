package telegram

import (
	"context"
	"errors"
	"net/http"

	"motcua/bot"
)

// maxPhoto is what Telegram takes as a picture, by its documentation. Anything larger goes out as a file, which everybody can open
// too.
const maxPhoto = 10 << 20

// loaded is a file with its body.
type loaded struct {
	bot.File
	body []byte
}

// files sends the files of a step: one with what stands under it, or an album. What the chat does not take as a picture goes as a
// file; what it does not take at all is left, and its text goes out without it.
func (r *run) files(ctx context.Context, s step) error {
	all, err := r.load(ctx, s.files)
	if err != nil {
		return err
	}
	if len(all) > 1 {
		return r.album(ctx, all)
	}
	if len(all) == 0 && s.html == "" && len(r.steps) == 1 {
		return &bot.SendError{Err: errNoFile, Never: true}
	}
	if len(all) == 0 {
		return r.withoutFile(ctx, s)
	}
	if len(s.files) > 1 { // of an album the others are gone
		s.html = altOf(all[0].File)
	}
	return r.single(ctx, s, all[0])
}

// errNoFile is why a message that was nothing but a file is dropped.
var errNoFile = errors.New("the file is not there any more")

// load reads files. Those that are not there any more are left out: nobody can be shown them.
func (r *run) load(ctx context.Context, files []bot.File) (all []loaded, err error) {
	for _, f := range files {
		body, err := r.body(ctx, f)
		switch {
		case hopeless(err):
			r.log.Error("file cannot be delivered, left out", "err", err)
		case err != nil:
			return nil, err
		default:
			all = append(all, loaded{f, body})
		}
	}
	return all, nil
}

// single sends one file.
func (r *run) single(ctx context.Context, s step, f loaded) error {
	if r.mark.has(f.Blob) { // another file of its album failed after it
		return nil
	}
	a := attachment{fieldOf(0), f.Name, f.body}
	if f.Photo && len(f.body) <= maxPhoto {
		id, err := 0, r.pace(ctx, r.to.chat, false, r.allowed)
		if err == nil {
			id, err = r.sendPhoto(ctx, r.to, s, a)
		}
		switch {
		case err == nil:
			r.toPin(id)
			return nil
		case refusalOf(err) == ofKind:
			r.refused(bot.RightPhotos, err)
		case hopeless(err):
			r.log.Warn("telegram does not take a picture, sending it as a file", "err", err)
		default:
			return err
		}
		r.allowed = morePatience
	}
	return r.document(ctx, s, f, a)
}

// document sends one file as a file.
func (r *run) document(ctx context.Context, s step, f loaded, a attachment) error {
	if err := r.pace(ctx, r.to.chat, false, r.allowed); err != nil {
		return err
	}
	id, err := r.sendDocument(ctx, r.to, s, a)
	switch {
	case err == nil:
		r.toPin(id)
		return nil
	case refusalOf(err) == ofKind:
		r.refused(bot.RightFiles, err)
	case hopeless(err):
		r.last = err
		r.log.Error("file cannot be delivered, its text goes out without it", "err", err)
		if s.html == "" && len(r.steps) == 1 {
			return err // there is nothing else to it
		}
	default:
		return err
	}
	r.mark.leave(f.Blob)
	r.allowed = morePatience
	if f.Photo {
		return r.withoutFile(ctx, s)
	}
	return nil
}

// withoutFile sends what was to stand under a file.
func (r *run) withoutFile(ctx context.Context, s step) error {
	if s.html == "" {
		if s.keyboard == nil {
			return nil
		}
		s.html = escape(wordChoose)
	}
	return r.text(ctx, step{html: s.html, keyboard: s.keyboard})
}

// album sends several files as one message. Where one of them spoils it, or the server knows no albums, they go one by one.
func (r *run) album(ctx context.Context, all []loaded) error {
	for range all { // each counts as a message
		if err := r.pace(ctx, r.to.chat, false, r.allowed); err != nil {
			return err
		}
		r.allowed = morePatience
	}
	err := r.sendAlbum(ctx, r.to, all)
	switch {
	case err == nil:
		return nil
	case refusalOf(err) == ofKind:
		r.refused(bot.RightFiles, err)
		for _, f := range all {
			r.mark.leave(f.Blob)
		}
		return nil
	case !hopeless(err) && !unknownMethod(err):
		return err
	}
	r.log.Warn("telegram does not take several files as one message, sending them one by one", "err", err)
	return r.oneByOne(ctx, all)
}

// oneByOne sends files each by itself. Those that are out are remembered, so that a failure in the middle repeats none.
func (r *run) oneByOne(ctx context.Context, all []loaded) error {
	for _, f := range all {
		if r.mark.has(f.Blob) {
			continue
		}
		if err := r.single(ctx, step{html: altOf(f.File)}, f); err != nil {
			return err
		}
		r.mark.Out = append(r.mark.Out, f.Blob)
		r.note(ctx)
	}
	return nil
}

// unknownMethod reports that a server does not know a method. A wrong token is answered by other words.
func unknownMethod(err error) bool {
	var e *apiError
	return errors.As(err, &e) && (e.Code == http.StatusNotFound || e.Code == http.StatusNotImplemented || e.Code == http.StatusMethodNotAllowed) && !tokenWrong(e)
}

func tokenWrong(e *apiError) bool {
	return e.Code == http.StatusNotFound && e.Description == "Not Found"
}
