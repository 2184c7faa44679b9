package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"strconv"
)

// attachment is a file that goes with a call.
type attachment struct {
	field string // what the parameters call it
	name  string // what people see
	body  []byte
}

// upload does a method with parameters and files as a form. Errors are those of call.
func (c *client) upload(ctx context.Context, method string, params any, files []attachment, result any) error {
	form, kind, err := multipartOf(params, files)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return c.do(ctx, c.send, method, kind, form, result)
}

// multipartOf writes parameters and files as a form: a text as it is, anything else as JSON
// (https://core.telegram.org/bots/api#making-requests).
func multipartOf(params any, files []attachment) (body []byte, kind string, err error) {
	packed, err := json.Marshal(params)
	if err != nil {
		return nil, "", err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(packed, &fields); err != nil {
		return nil, "", err
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for name, raw := range fields {
		value := string(raw)
		if raw[0] == '"' {
			if value, err = unquote(raw); err != nil {
				return nil, "", err
			}
		}
		if err := form.WriteField(name, value); err != nil {
			return nil, "", err
		}
	}
	for _, f := range files {
		w, err := form.CreateFormFile(f.field, f.name)
		if err != nil {
			return nil, "", err
		}
		if _, err := io.Copy(w, bytes.NewReader(f.body)); err != nil {
			return nil, "", err
		}
	}
	if err := form.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), form.FormDataContentType(), nil
}

// unquote reads a JSON string.
func unquote(raw json.RawMessage) (s string, err error) {
	err = json.Unmarshal(raw, &s)
	return s, err
}

// attach is how a parameter refers to a file of the same call.
func attach(field string) string { return "attach://" + field }

// fieldOf names the i-th file of a call.
func fieldOf(i int) string { return "file" + strconv.Itoa(i) }
