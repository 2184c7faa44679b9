package telegramsim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxBody is a little more than the largest document, 50 MB.
const maxBody = 52 << 20

// call is one request. Parameters are texts as in the official server: numbers in decimal, objects and
// lists as JSON, whatever the encoding of the request was.
type call struct {
	ctx    context.Context
	method string
	params map[string]string
	files  map[string]*upload
}

// upload is a file part of a multipart request.
type upload struct {
	name string
	mime string
	data []byte
}

// readCall reads the parameters of a request from its query and its body, which may be JSON, a form or
// multipart. The call is usable for the record even when it comes with an error.
func readCall(w http.ResponseWriter, r *http.Request, name string) (*call, error) {
	c := &call{ctx: r.Context(), method: name, params: map[string]string{}, files: map[string]*upload{}}
	if r.ContentLength > maxBody {
		return c, tooLarge()
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	c.addForm(r.URL.Query())
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	switch kind {
	case "application/json":
		err = c.readJSON(r.Body)
	case "multipart/form-data":
		err = c.readMultipart(r)
	case "application/x-www-form-urlencoded":
		err = c.readForm(r.Body)
	default:
		err = nil
		if r.ContentLength > 0 {
			err = bad("unsupported content type %q", kind)
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return c, tooLarge()
	}
	return c, err
}

func (c *call) addForm(form url.Values) {
	for k, v := range form {
		c.params[k] = v[0]
	}
}

func (c *call) readForm(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return malformed(err)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return bad("can't parse the form")
	}
	c.addForm(form)
	return nil
}

func (c *call) readJSON(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return malformed(err)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	return c.addJSON(body)
}

func (c *call) addJSON(body []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return bad("can't parse the JSON object")
	}
	for k, raw := range fields {
		switch {
		case string(raw) == "null":
		case raw[0] == '"':
			var v string
			if err := json.Unmarshal(raw, &v); err != nil {
				return bad("can't parse the JSON string %s", k)
			}
			c.params[k] = v
		default:
			c.params[k] = string(raw)
		}
	}
	return nil
}

func (c *call) readMultipart(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return bad("can't parse the multipart form")
	}
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return malformed(err)
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return malformed(err)
		}
		name, file := disposition(p.Header.Get("Content-Disposition"))
		if file == "" {
			c.params[name] = string(data)
			continue
		}
		c.files[name] = &upload{name: file, mime: p.Header.Get("Content-Type"), data: data}
	}
}

// disposition reads the name of a part and of its file. Package mime refuses what clients send and the
// platform takes: letters outside ASCII and spaces in a file name without quotes.
func disposition(header string) (name, file string) {
	if _, p, err := mime.ParseMediaType(header); err == nil {
		return p["name"], p["filename"]
	}
	for field := range strings.SplitSeq(header, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(field), "=")
		value = strings.Trim(value, `"`)
		switch strings.ToLower(key) {
		case "name":
			name = value
		case "filename":
			file = value
		}
	}
	return name, file
}

// malformed tells a body that is too long, which keeps its kind, from one that is broken.
func malformed(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return err
	}
	return bad("can't read the request body")
}

// flag reads a boolean the way the platform does.
func (c *call) flag(name string) bool {
	switch strings.ToLower(c.params[name]) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// number reads an integer kept within bounds; what is not an integer counts as absent.
func (c *call) number(name string, absent, low, high int) int {
	n, err := strconv.Atoi(c.params[name])
	if err != nil {
		n = absent
	}
	return min(max(n, low), high)
}

// chat is the chat the call is about, 0 without one.
func (c *call) chat() int64 {
	id, err := strconv.ParseInt(c.params["chat_id"], 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// object decodes a JSON parameter. It says whether there was one.
func (c *call) object(name string, into any) (bool, error) {
	raw := c.params[name]
	if raw == "" {
		return false, nil
	}
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		return false, bad("can't parse %s JSON object", strings.ReplaceAll(name, "_", " "))
	}
	return true, nil
}
