package site

import (
	"errors"
	"net/http"
)

// MaxBody caps a request's body; the longest text takes about 30 kB as multipart/form-data.
const MaxBody = 64 << 10

// ReadForm reads the body; on failure it says which answer that deserves.
func ReadForm(w http.ResponseWriter, r *http.Request) (status int, text string) {
	r.Body = http.MaxBytesReader(w, r.Body, MaxBody)
	err := r.ParseForm() // on its own: ParseMultipartForm says nothing of a bad form in the other encoding
	if err == nil {
		err = r.ParseMultipartForm(MaxBody)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil, errors.Is(err, http.ErrNotMultipart):
		return 0, ""
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, wordTooLong
	}
	return http.StatusBadRequest, WordGarbled
}
